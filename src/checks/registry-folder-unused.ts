import {registryFolders} from '../model/containerd-config.ts';
import {known} from '../model/node-snapshot.ts';
import {needsContainerd} from './about.ts';
import {type Check, ok, skipped, warning} from './check.ts';
import {advice} from './fixes.ts';

export const registryFolderUnused: Check = {
	id: 'registry-folder-unused',
	title: 'certs.d of containerd',
	follows: ['containerd-config-syntax', 'containerd-config-version'],
	look(node) {
		if (!needsContainerd(node)) return skipped('containerd pulls nothing on this node');
		const folder = '/etc/containerd/certs.d';
		const data = known(node.containerd.effective);
		if (data === undefined) return skipped('containerd config dump gives no answer');
		if (node.kinds[folder] === undefined || registryFolders(data).includes(folder))
			return ok('it is read, or it is not there');
		return warning(`${folder} is there, and config_path does not name it: its hosts.toml files do not count`, {
			evidence: [{source: 'containerd config dump', text: `config_path = "${registryFolders(data).join(':')}"`}],
			fix: [
				advice(
					`config_path = "${folder}" in the registry table of ${node.containerd.configPath}, then: systemctl restart containerd`,
				),
			],
		});
	},
};
