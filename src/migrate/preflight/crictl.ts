import {known} from '../../model/node-snapshot.ts';
import {type Check, go, noGo} from './finding.ts';

export const crictl: Check = {
	id: 'crictl',
	title: 'crictl',
	look: ({snapshot}) => {
		const version = known(snapshot.crictl.version);
		if (version !== undefined) return go(`crictl ${version}`);
		return noGo('crictl is not installed: the sandboxes cannot be asked about, and an undo could not stop them', {
			fix: [{text: 'install cri-tools of the version of the kubelet'}],
		});
	},
};
