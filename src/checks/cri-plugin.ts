import {known} from '../model/node-snapshot.ts';
import {needsDocker} from './about.ts';
import {type Check, fatal, info, ok, skipped} from './check.ts';
import {advice, restart, run} from './fixes.ts';

export const criPlugin: Check = {
	id: 'cri-plugin',
	title: 'CRI plugin loaded',
	follows: [
		'places',
		'containerd-database',
		'settings-refused',
		'cri-enabled',
		'containerd-config-version',
		'containerd-config-syntax',
		'registries',
		'cni-plugins',
		'runtime-handlers',
		'snapshotter',
		'containerd-running',
	],
	explains: ['ctd-mirrors-config-path', 'ctd-bin-dir-both', 'ctd-2.2-multi-config-path'],
	asksJournal: true,
	look(node) {
		const plugins = known(node.containerd.plugins);
		if (plugins === undefined) return skipped('containerd does not tell about its plugins');
		const cri = plugins.filter(
			({type, id}) => (type.startsWith('io.containerd.grpc') && id === 'cri') || type.startsWith('io.containerd.cri.'),
		);
		const failed = cri.find(({status}) => status !== 'ok');
		if (cri.length > 0 && failed === undefined) return ok('it is there');
		const evidence = [
			{source: 'ctr plugins ls', text: failed ? `${failed.type} ${failed.id}: ${failed.status}` : 'no cri in the list'},
		];
		if (needsDocker(node)) return info('it is not loaded; docker does not need it', {evidence});
		return fatal('containerd runs without its CRI: no kubelet and no crictl can use it', {
			evidence,
			fix: [
				run('journalctl', '-u', 'containerd', '-b', '-g', 'failed to load plugin', '--no-pager'),
				advice(`correct what it says in ${node.containerd.configPath}`),
				restart('containerd'),
			],
		});
	},
};
