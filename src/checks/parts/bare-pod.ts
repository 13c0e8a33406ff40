import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import type {Checked} from '../check.ts';
import {advice, run} from '../fixes.ts';

/** Its first process could not be started: with the same settings it never can. */
const neverStarts = /^(StartError|RunContainerError|CreateContainerError|ContainerCannotRun|InvalidImageName)$/;

/**
 * A pod that nobody makes anew and that never starts: what is wrong in it cannot be changed, so it goes, and comes back put
 * right. The kubelet itself may delete the pods of its node.
 */
export function withBarePod(found: Checked, node: NodeSnapshot): Checked {
	const name = found.evidence
		.filter(({source}) => source === 'kubectl get pods')
		.flatMap(({text}) => /^pod ([a-z0-9-]+\/[a-z0-9.-]+?)[,:]/.exec(text)?.[1] ?? [])[0];
	const pod = known(node.pods)?.find(one => `${one.namespace}/${one.name}` === name);
	if (!pod?.isBare || pod.settled || !pod.words.some(({reason}) => neverStarts.test(reason))) return found;
	const kubeconfig = node.kubelet.flags.findLast(flag => flag.name === '--kubeconfig')?.value;
	return {
		...found,
		fix: [
			...found.fix,
			advice(`nobody makes ${name} anew, and a pod's command cannot be changed: delete it, then create it put right`),
			run(
				'kubectl',
				'--kubeconfig',
				kubeconfig ?? '/etc/kubernetes/kubelet.conf',
				...['--namespace', pod.namespace, 'delete', 'pod', pod.name],
			),
		],
	};
}
