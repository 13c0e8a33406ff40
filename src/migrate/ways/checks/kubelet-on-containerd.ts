import {known} from '../../../model/node-snapshot.ts';
import {runningRuntime, toldRuntime} from '../../facts.ts';
import {type Check, go, noGo} from '../../preflight/finding.ts';

/** A repair of containerd's own configuration is for nodes that live on it, or shall: never under a kubelet on docker. */
export const kubeletOnContainerd: Check = {
	id: 'runtime',
	title: 'the runtime in use',
	look(facts) {
		const told = toldRuntime(facts);
		if ('missing' in facts.snapshot.containerd.binary)
			return noGo(`containerd is not installed: ${facts.snapshot.containerd.binary.missing}`);
		if ('missing' in facts.snapshot.kubelet.version)
			return go(
				`there is no kubelet on this node: ${known(facts.snapshot.kubelet.version) ?? 'containerd alone is looked at'}`,
			);
		if (told === 'containerd')
			return go(
				runningRuntime(facts) === 'containerd'
					? 'the kubelet uses containerd'
					: 'the kubelet is told of containerd, and does not run',
			);
		return noGo(`the kubelet is told of ${told}`, {
			fix: [{text: 'rtconsole migrate plan, without --to, goes from docker to containerd'}],
		});
	},
};
