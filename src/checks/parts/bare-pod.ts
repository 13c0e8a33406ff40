import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import type {Checked} from '../check.ts';
import {advice, run} from '../fixes.ts';

/** What is wrong stands in the pod itself: with the same settings it never starts. */
const inThePod = [
	'command-not-found',
	'dockersock-mount',
	'image-name-bad',
	'image-user-missing',
	'run-as-non-root',
	'workdir-bad',
	'wrong-platform',
].map(id => `journal-${id}`);

/**
 * A pod that nobody makes anew and that never starts: what is wrong in it cannot be changed, so it goes, and comes back put
 * right. The kubelet itself may delete the pods of its node.
 */
export function withBarePod(found: Checked, node: NodeSnapshot): Checked {
	if (!inThePod.includes(found.id)) return found;
	const names = found.evidence.flatMap(
		({text}) => /^pod ([a-z0-9-]+\/[a-z0-9.-]+?)[,:]|pod="([a-z0-9-]+\/[a-z0-9.-]+)"/.exec(text)?.slice(1) ?? [],
	);
	const pod = known(node.pods)?.find(
		one => names.includes(`${one.namespace}/${one.name}`) || found.evidence.some(({text}) => text.includes(one.uid)),
	);
	if (!pod?.isBare || pod.settled) return found;
	const name = `${pod.namespace}/${pod.name}`;
	const kubeconfig = node.kubelet.flags.findLast(flag => flag.name === '--kubeconfig')?.value;
	return {
		...found,
		fix: [
			...found.fix,
			advice(`nobody makes ${name} anew, and this cannot be changed in a pod: delete it, then create it put right`),
			run(
				'kubectl',
				'--kubeconfig',
				kubeconfig ?? '/etc/kubernetes/kubelet.conf',
				...['--namespace', pod.namespace, 'delete', 'pod', pod.name],
			),
		],
	};
}
