import {known} from '../model/node-snapshot.ts';
import {atLeast, needsContainerd, runtimeOf, socketPath} from './about.ts';
import {type Check, ok, skipped, warning} from './check.ts';
import {at, run} from './fixes.ts';

export const criSocketAnnotation: Check = {
	id: 'cri-socket-annotation',
	title: "kubeadm's note of the endpoint",
	look(node) {
		const seen = known(node.node);
		const endpoint = known(node.kubelet.endpoint);
		const version = known(node.kubelet.version);
		if (
			seen?.criSocket === undefined ||
			endpoint === undefined ||
			!(needsContainerd(node) || runtimeOf(node) === 'cri-dockerd')
		)
			return skipped('there is no such note, or nothing to compare it with');
		if (version !== undefined && atLeast(version, '1.34'))
			return ok('kubeadm 1.34 and newer keep it in instance-config.yaml');
		if (socketPath(seen.criSocket) === socketPath(endpoint.value)) return ok(seen.criSocket);
		const name = 'kubeadm.alpha.kubernetes.io/cri-socket';
		return warning(
			`kubeadm notes ${seen.criSocket} for this node, and the kubelet uses ${endpoint.value}: the next kubeadm upgrade or reset asks the wrong runtime`,
			{
				evidence: [{source: `kubectl get node ${seen.name}`, text: `${name}: ${seen.criSocket}`}, at(endpoint)],
				fix: [
					run(
						'kubectl',
						'--kubeconfig',
						'/etc/kubernetes/admin.conf',
						'annotate',
						'--overwrite',
						'node',
						seen.name,
						`${name}=unix://${socketPath(endpoint.value)}`,
					),
				],
			},
		);
	},
};
