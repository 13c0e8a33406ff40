import {sandboxImageOf, textAt} from '../model/containerd-config.ts';
import {known} from '../model/node-snapshot.ts';
import {flag, needsContainerd} from './about.ts';
import {type Check, info, ok, skipped, warning} from './check.ts';
import {at, run} from './fixes.ts';

export const sandboxImage: Check = {
	id: 'sandbox-image',
	title: 'sandbox (pause) image',
	follows: ['containerd-config-version', 'cri-enabled'],
	explains: ['pause-pull', 'pause-inconsistent'],
	look(node) {
		const {crictl, containerd} = node;
		const images = known(crictl.images);
		const configured =
			textAt(known(crictl.info)?.config, 'sandboxImage') ?? sandboxImageOf(known(containerd.effective));
		if (!needsContainerd(node)) return skipped('containerd makes no pods on this node');
		if (images === undefined || configured === undefined) return skipped('the runtime does not tell about its images');
		const found = images.find(({names}) => names.includes(configured));
		const others = images.flatMap(({names}) => names).filter(name => /\/pause:/.test(name));
		const evidence = [{source: 'crictl info', text: `sandbox image ${configured}`}];
		if (found === undefined) {
			const [other] = others;
			return warning(
				`${configured} is not on the node: the next pod needs it pulled first, and every pod waits where the registry cannot be reached`,
				{
					evidence: [
						...evidence,
						{source: 'crictl images', text: others.length > 0 ? `there are ${others.join(', ')}` : 'no pause image'},
					],
					fix: [
						run('crictl', 'pull', configured),
						...(other === undefined
							? []
							: [{text: `without a registry: ctr -n k8s.io images tag ${other} ${configured}`}]),
					],
				},
			);
		}
		const kubelets = flag(node, '--pod-infra-container-image');
		if (kubelets && kubelets.value !== configured) {
			return info(
				'the kubelet and containerd name different sandbox images: the kubelet then does not protect the one in use from its garbage collection',
				{
					evidence: [...evidence, at(kubelets)],
				},
			);
		}
		return ok(`${configured} is there${found.pinned ? ' and pinned' : ''}`);
	},
};
