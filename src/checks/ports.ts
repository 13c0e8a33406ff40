import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import type {ListeningSocket} from '../model/node-system.ts';
import {hasKubelet, unit} from './about.ts';
import {type Check, type Fix, fatal, type Outcome, ok, skipped} from './check.ts';
import {controlPlaneOf, portOf} from './control-plane.ts';
import {replaceInLine, restart, run} from './fixes.ts';
import {containerdSettings} from './parts/containerd-settings.ts';
import {recentLine} from './parts/recent-line.ts';

/** A static pod has its port, or nobody has; the kernel keeps fifteen letters of a name. */
function takenFromStaticPod(node: NodeSnapshot, sockets: readonly ListeningSocket[]): Outcome | undefined {
	for (const pod of controlPlaneOf(node)) {
		const port = portOf(pod);
		const taken = sockets.find(
			({kind, address, holders}) =>
				kind === 'tcp' &&
				address.endsWith(`:${port}`) &&
				holders.length > 0 &&
				!holders.some(({name}) => isOf(name, pod.name)),
		);
		const [holder] = taken?.holders ?? [];
		if (taken === undefined || holder === undefined) continue;
		return fatal(`${taken.address} is held by ${holder.name} (process ${holder.pid}): ${pod.name} cannot serve there`, {
			evidence: [{source: 'ss -tlpn', text: `${taken.address} ${holder.name} pid=${holder.pid}`}],
			fix: [ended(holder), run('systemctl', 'restart', 'kubelet')],
		});
	}
	return undefined;
}

/** A service would be started again by systemd. */
function ended({pid, unit: holder}: ListeningSocket['holders'][number]): Fix {
	const isOther = holder !== undefined && !/^(kubelet|containerd|docker|user@\d+)\.service$/.test(holder);
	return isOther ? run('systemctl', 'stop', holder) : run('kill', String(pid));
}

/** One of its servers was given the port (pods' streams, metrics, debugging): containerd itself is to go on. */
function listensElsewhere({address}: ListeningSocket, {containerd}: NodeSnapshot): readonly Fix[] {
	const port = address.slice(address.lastIndexOf(':') + 1);
	const all = containerdSettings({containerd});
	const set = all.findLast(({value}) => value === port || value.endsWith(`:${port}`));
	if (set === undefined) return [];
	const {path, line, value, name} = set;
	const away = /stream_server_port$/.test(name)
		? replaceInLine(path, line, value, '0')
		: run('sed', '-i', `${line}s/^/# /`, path);
	return [away, restart('containerd')];
}

/** A kubelet that somebody started by hand, while that of the unit finds no port. */
function isSecond(pid: number, node: NodeSnapshot): boolean {
	const service = unit(node, 'kubelet.service');
	if (service === undefined || service.mainPid === pid) return false;
	return recentLine(node, service.name, words => words.includes('address already in use')) !== undefined;
}

function isOf(process: string, name: string): boolean {
	return name.startsWith(process.slice(0, 15)) || /^(haproxy|nginx|envoy|kube-vip|k3s|rke2|docker-proxy)/.test(process);
}

export const ports: Check = {
	id: 'ports',
	title: "the kubelet's ports",
	explains: ['port-taken', 'kubelet-port-taken'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const sockets = known(node.sockets);
		if (sockets === undefined) return skipped('ss does not tell');
		const taken = sockets.find(
			({kind, address, holders}) =>
				kind === 'tcp' &&
				/:(10250|10248)$/.test(address) &&
				holders.length > 0 &&
				!holders.some(
					({name, pid}) => /^(k3s|rke2)/.test(name) || (name.startsWith('kubelet') && !isSecond(pid, node)),
				),
		);
		const other = taken ? undefined : takenFromStaticPod(node, sockets);
		if (other !== undefined) return other;
		if (taken === undefined) return ok('10250 and 10248 are the kubelet’s or free');
		const [holder] = taken.holders;
		return fatal(`${taken.address} is held by ${holder?.name} (process ${holder?.pid}): the kubelet does not start`, {
			evidence: [{source: 'ss -tlpn', text: `${taken.address} ${holder?.name} pid=${holder?.pid}`}],
			fix: [
				...(holder?.name === 'containerd' ? listensElsewhere(taken, node) : holder ? [ended(holder)] : []),
				run('systemctl', 'restart', 'kubelet'),
			],
		});
	},
};
