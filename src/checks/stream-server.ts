import {criRuntime, textAt, valueAt} from '../model/containerd-config.ts';
import {known} from '../model/node-snapshot.ts';
import {needsContainerd} from './about.ts';
import {type Check, fatal, ok, skipped, warning} from './check.ts';
import {restart, run} from './fixes.ts';
import {containerdSettings} from './parts/containerd-settings.ts';

export const streamServer: Check = {
	id: 'stream-server',
	title: 'stream server (exec, attach)',
	explains: ['address-not-here'],
	look(node) {
		if (!needsContainerd(node)) return skipped('containerd makes no pods on this node');
		const cri = criRuntime(known(node.containerd.effective) ?? known(node.containerd.config)?.data);
		const server = cri && valueAt(cri, 'stream_server_address') !== undefined ? cri : undefined;
		const address = textAt(server, 'stream_server_address') ?? '127.0.0.1';
		const port = textAt(server, 'stream_server_port') ?? '0';
		const setting = containerdSettings(node).findLast(({name}) => name.endsWith('stream_server_address'));
		if (/^(127\.|::1|localhost)/.test(address)) return ok(`${address}:${port}, reached through the kubelet`);
		const evidence = [
			{
				source: setting ? `${setting.path}:${setting.line}` : 'containerd config dump',
				text: `stream_server_address = ${address}`,
			},
		];
		const fix = setting
			? [run('sed', '-i', `${setting.line}s|"[^"]*"|"127.0.0.1"|`, setting.path), restart('containerd')]
			: [];
		const own = node.state?.addresses;
		const isNobodys = /^\d+\.\d+\.\d+\.\d+$/.test(address) && address !== '0.0.0.0' && own?.includes(address) === false;
		if (isNobodys)
			return fatal(`it is to listen on ${address}, which no interface of this node has: containerd ends`, {
				evidence,
				fix,
			});
		return warning(
			`it listens on ${address}:${port} without authentication: whoever reaches that port gets a shell in containers; the kubelet needs only 127.0.0.1`,
			{evidence, fix},
		);
	},
};
