import {sandboxImageOf, textAt} from '../model/containerd-config.ts';
import {criDockerdName} from '../model/cri-dockerd.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {flag, needsContainerd, needsDocker, runtimeOf} from './about.ts';
import {type Check, type Fix, info, type Outcome, ok, skipped, warning} from './check.ts';
import {advice, at, replaceInLine, restart, run} from './fixes.ts';
import {containerdSettings} from './parts/containerd-settings.ts';

const pauseFlag = '--pod-infra-container-image';

export const sandboxImage: Check = {
	id: 'sandbox-image',
	title: 'sandbox (pause) image',
	follows: ['containerd-config-version', 'cri-enabled', 'image-store'],
	explains: ['pause-pull', 'pause-inconsistent'],
	look(node) {
		const {crictl, containerd} = node;
		const images = known(crictl.images);
		const configured =
			textAt(known(crictl.info)?.config, 'sandboxImage') ?? sandboxImageOf(known(containerd.effective));
		if (needsDocker(node)) return withDocker(node);
		if (!needsContainerd(node)) return skipped('containerd makes no pods on this node');
		if (images === undefined || configured === undefined) return skipped('the runtime does not tell about its images');
		const found = images.find(({names}) => names.includes(configured));
		const others = images.flatMap(({names}) => names).filter(name => /\/pause:/.test(name));
		const evidence = [{source: 'crictl info', text: `sandbox image ${configured}`}];
		if (found === undefined) {
			return warning(absent(configured), {
				evidence: [
					...evidence,
					{source: 'crictl images', text: others.length > 0 ? `there are ${others.join(', ')}` : 'no pause image'},
				],
				fix: fixFor(node, configured, others),
			});
		}
		const kubelets = flag(node, pauseFlag);
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

/** The flag of cri-dockerd, or of a kubelet with dockershim; what each takes without a flag depends on its version. */
function withDocker(node: NodeSnapshot): Outcome {
	const isShim = runtimeOf(node) === 'dockershim';
	const set = isShim ? flag(node, pauseFlag) : node.docker.criDockerdFlags.findLast(({name}) => name === pauseFlag);
	const names = node.state?.stores.flatMap(store => (store.runtime === 'docker' ? (store.names ?? []) : [])) ?? [];
	if (set === undefined || names.length === 0) return skipped('nothing says which it is, or which images there are');
	if (names.includes(set.value)) return ok(`${set.value} is there`);
	const others = names.filter(name => /\/pause:/.test(name));
	const alike = others.filter(name => repositoryOf(name) === repositoryOf(set.value));
	const here = alike.at(-1) ?? others[0];
	const service = isShim ? 'kubelet' : criDockerdName(node.units);
	const pull = run('docker', 'pull', set.value);
	return warning(absent(set.value), {
		evidence: [
			at(set),
			{source: 'images of docker', text: others.length > 0 ? `there are ${others.join(', ')}` : 'no pause image'},
		],
		fix:
			here === undefined
				? [pull]
				: [
						replaceInLine(set.path, set.line, set.value, here),
						run('systemctl', 'daemon-reload'),
						restart(service),
						advice(`or, with a registry that can be reached: ${pull.text}`),
					],
	});
}

/**
 * What is on the node already needs no registry: the image that the kubelet names, so that both name one, else another
 * tag of the same image.
 */
function fixFor(node: NodeSnapshot, configured: string, others: readonly string[]): readonly Fix[] {
	const pull = run('crictl', 'pull', configured);
	const kubelets = flag(node, pauseFlag)?.value;
	const alike = others.filter(name => !name.includes('@') && repositoryOf(name) === repositoryOf(configured));
	const here = others.find(name => name === kubelets) ?? alike.at(-1) ?? others.find(name => !name.includes('@'));
	if (here === undefined) return [pull];
	const set = containerdSettings(node).findLast(
		({name, value}) => /\.sandbox(_image)?$/.test(name) && value.includes(configured),
	);
	const otherwise = advice(`or, with a registry that can be reached: crictl pull ${configured}`);
	if (set === undefined) return [run('ctr', '-n', 'k8s.io', 'images', 'tag', here, configured), otherwise];
	return [replaceInLine(set.path, set.line, configured, here), restart('containerd'), otherwise];
}

function absent(image: string): string {
	return `${image} is not on the node: the next pod needs it pulled first, and every pod waits where the registry cannot be reached`;
}

function repositoryOf(image: string): string {
	return image.replace(/:[^/:]+$/, '');
}
