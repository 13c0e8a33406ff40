import {flagValue} from '../facts.ts';
import {type Check, go, noGo} from './finding.ts';

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
		const [first] = files.filter(({broken}) => !broken);
		if (first === undefined)
			return noGo(`there is no configuration of a CNI plugin in ${confDir}: the node would stay NotReady`, {
				fix: [{text: `install the network plugin of the cluster, or write a .conflist to ${confDir}`}],
			});
		const missing = first.plugins.filter(name => !binaries.includes(name));
		if (missing.length > 0 && binaries.length > 0)
			return noGo(`${first.path} needs ${missing.join(', ')}, which is not in ${binDirs.join(', ')}`);
		return go(`${first.path}`, [
			{source: first.path, text: `network ${first.name ?? ''}: ${first.plugins.join(', ')}`},
		]);
	},
};
