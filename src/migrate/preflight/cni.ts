import {cniConfig} from '../../checks/cni-config.ts';
import {cniPlugins} from '../../checks/cni-plugins.ts';
import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import {flagValue} from '../facts.ts';
import {type Check, type Finding, go, noGo} from './finding.ts';

export const cni: Check = {
	id: 'cni',
	title: 'the pod network',
	look({snapshot}) {
		const {files, binaries, confDir, binDirs} = snapshot.cni;
		const plugin = flagValue(snapshot.kubelet.flags, 'network-plugin');
		if (plugin === 'kubenet')
			return noGo('the kubelet uses kubenet, which went with dockershim', {
				fix: [{text: 'install a CNI plugin (bridge with host-local does the same), then run this again'}],
			});
		const [first] = files;
		if (first?.broken)
			return noGo(
				`${first.path} is not JSON (${first.broken.message}), and it is the first file: containerd takes that one, and no pod would get a network`,
				{fix: withoutRestart(cniConfig.look(snapshot).fix)},
			);
		if (first === undefined)
			return noGo(`there is no configuration of a CNI plugin in ${confDir}: the node would stay NotReady`, {
				fix: [{text: `install the network plugin of the cluster, or write a .conflist to ${confDir}`}],
			});
		const missing = first.plugins.filter(name => !binaries.includes(name));
		if (missing.length > 0 && binaries.length > 0)
			return noGo(`${first.path} needs ${missing.join(', ')}, which is not in ${binDirs.join(', ')}`, {
				fix: [...aside(snapshot.cni), ...withoutRestart(cniPlugins.look(snapshot).fix)],
			});
		return go(`${first.path}`, [
			{source: first.path, text: `network ${first.name ?? ''}: ${first.plugins.join(', ')}`},
		]);
	},
};

/** The node runs on docker yet, and what makes its networks there reads its files anew by itself. */
function withoutRestart(fix: Finding['fix']): Finding['fix'] {
	return fix.filter(({argv = []}) => argv[0] !== 'systemctl');
}

/** A file before it that names no plugin of this node, and one behind it that does: left behind, or put there too early. */
function aside({files: [first, ...others], binaries}: NodeSnapshot['cni']): Finding['fix'] {
	const next = others.find(({broken, plugins}) => !broken && plugins.every(name => binaries.includes(name)));
	if (first === undefined || next === undefined) return [];
	const argv = ['mv', first.path, `${first.path}.away`];
	return [{text: `${argv.join(' ')}: where it is not wanted, ${next.path} counts, whose plugins are here`, argv}];
}
