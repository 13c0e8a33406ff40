import {known} from '../model/node-snapshot.ts';
import {atLeast, needsContainerd, runtimeOf} from './about.ts';
import {type Check, fatal, info, ok, skipped, warning} from './check.ts';
import {advice} from './fixes.ts';

/** Which containerd each Kubernetes is tested with, lowest patch of each minor. Source: containerd RELEASES.md. */
const matrix: Readonly<Record<string, readonly string[]>> = {
	'1.32': ['2.1.0', '2.0.1', '1.7.24', '1.6.36'],
	'1.33': ['2.1.0', '2.0.4', '1.7.24', '1.6.36'],
	'1.34': ['2.1.3', '2.0.6', '1.7.28', '1.6.39'],
	'1.35': ['2.2.0', '2.1.5', '1.7.28'],
	'1.36': ['2.3.0', '2.2.0'],
};

export const versions: Check = {
	id: 'versions',
	title: 'versions',
	explains: ['cri-dockerd-136'],
	look(node) {
		const [kubelet, containerd] = [known(node.kubelet.version), known(node.containerd.version)];
		if (kubelet === undefined) return skipped('the version of the kubelet is not known');
		if (runtimeOf(node) === 'cri-dockerd' && atLeast(kubelet, '1.36')) {
			return warning(`kubelet ${kubelet} streams over WebSockets: exec and attach break through cri-dockerd`, {
				fix: [advice('move to containerd, or turn off the feature ExtendWebSocketsToKubelet')],
			});
		}
		if (!needsContainerd(node) || containerd === undefined) return skipped('containerd makes no pods on this node');
		const evidence = [
			{source: 'kubelet --version', text: kubelet},
			{source: 'containerd --version', text: containerd},
		];
		if (atLeast(kubelet, '1.26') && !atLeast(containerd, '1.6')) {
			return fatal(
				`kubelet ${kubelet} speaks only CRI v1, and containerd ${containerd} does not: the kubelet does not start`,
				{evidence, fix: [advice('upgrade containerd to 1.7')]},
			);
		}
		if (!atLeast(kubelet, '1.23') && atLeast(containerd, '2.0')) {
			return fatal(`kubelet ${kubelet} speaks only CRI v1alpha2, which containerd ${containerd} no longer has`, {
				evidence,
				fix: [advice('containerd 1.7 speaks both: go back to it until Kubernetes is 1.26')],
			});
		}
		const tested = matrix[kubelet.split('.').slice(0, 2).join('.')];
		if (tested === undefined) return ok(`kubelet ${kubelet}, containerd ${containerd}`);
		const minor = containerd.split('.').slice(0, 2).join('.');
		const lowest = tested.find(version => version.startsWith(`${minor}.`));
		if (lowest !== undefined && atLeast(containerd, lowest)) return ok(`kubelet ${kubelet}, containerd ${containerd}`);
		if (atLeast(containerd, tested[0] ?? '99')) return ok(`kubelet ${kubelet}, containerd ${containerd}`);
		return info(`kubelet ${kubelet} is tested with containerd ${tested.join('+, ')}+; here is ${containerd}`, {
			evidence,
		});
	},
};
