import {known} from '../../../model/node-snapshot.ts';
import {minorOf, toldRuntime} from '../../facts.ts';
import {type Check, go, noGo} from '../../preflight/finding.ts';

export const crioHere: Check = {
	id: 'cri-o',
	title: 'CRI-O',
	look(facts) {
		const told = toldRuntime(facts);
		const minor = minorOf(known(facts.snapshot.kubelet.version));
		if (facts.did.size === 0 && told !== 'dockershim' && told !== 'cri-dockerd' && told !== 'cri-o')
			return noGo(`the kubelet is told of ${told}, and not of docker`);
		if (facts.snapshot.programs.crio === undefined)
			return noGo('CRI-O is not installed', {
				fix: [{text: `install CRI-O 1.${minor ?? 'x'}, of the minor version of the kubelet, then run this again`}],
			});
		return go(facts.snapshot.programs.crio);
	},
};
