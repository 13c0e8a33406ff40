import type {Reader} from '../../host/host.ts';
import {isInContainerdStore} from '../../model/containerd-store.ts';
import {known, type Part} from '../../model/node-snapshot.ts';
import type {ClusterAccess, DockerWorkload, NodeWorkloads, StoredImage} from '../../model/node-workloads.ts';
import {fieldsOf, listOf, mapOf, optionalFields, optionalText, textOf, textsOf} from '../shape.ts';
import {gatherBudgets} from './budgets.ts';
import {parseCriContainers, parseSandboxes} from './cri-pods.ts';
import {parseImages as parseCriImages, parseInfo} from './crictl.ts';
import {manifestIds} from './manifest-ids.ts';
import {answerOf, part} from './part.ts';
import {parsePods} from './pods.ts';

export type WorkloadOptions = {
	readonly nodeName: string;
	/** Socket of containerd. */
	readonly address: string;
	/** CRI endpoint of another runtime, as a URL; without it, containerd's. */
	readonly endpoint?: string;
	readonly dockerRuns: boolean;
	readonly access: ClusterAccess;
	/** As it was found before; it is not asked again then. */
	readonly cluster?: ClusterWide;
};

/** What is of the cluster and not of this node. */
export type ClusterWide = Pick<NodeWorkloads, 'wanted' | 'otherNodes' | 'budgets'>;

const patienceMs = 8000;

/** What runs here and what it needs. docker is asked only where its daemon runs: its socket would start it. */
export async function gatherWorkloads(reader: Reader, options: WorkloadOptions): Promise<NodeWorkloads> {
	const {address, dockerRuns, access, cluster} = options;
	const docker = async (...words: readonly string[]) => {
		if (!dockerRuns) throw new Error('dockerd does not run');
		return answerOf(reader, ['docker', ...words], patienceMs);
	};
	const url = options.endpoint ?? `unix://${address}`;
	const crictl = ['crictl', '--runtime-endpoint', url, '--image-endpoint', url] as const;
	const listed = async (...words: readonly string[]) => {
		if (dockerRuns) throw new Error('docker still runs');
		return answerOf(reader, [...crictl, '--timeout', '5s', ...words, '-o', 'json'], patienceMs);
	};
	const criImages = answerOf(reader, [...crictl, 'images', '-o', 'json'], patienceMs).then(parseCriImages);
	criImages.catch(() => {}); // whoever waits for it says so
	const [containers, images, carried, configIds, swarm, cri, sandboxes, criContainers] = await Promise.all([
		part(async () => {
			const ids = linesOf(await docker('ps', '--all', '--quiet', '--no-trunc'));
			return ids.length === 0 ? [] : parseContainers(await docker('inspect', '--type', 'container', ...ids));
		}),
		part(async () => {
			const ids = [...new Set(linesOf(await docker('images', '--quiet', '--no-trunc')))];
			return ids.length === 0 ? [] : parseImages(await docker('image', 'inspect', ...ids));
		}),
		part(async () => {
			// A runtime that is not containerd tells them over the CRI alone.
			if (options.endpoint !== undefined) return (await criImages).flatMap(({names}) => names);
			return linesOf(
				await answerOf(reader, ['ctr', '--address', address, '-n', 'k8s.io', 'images', 'ls', '-q'], patienceMs),
			);
		}),
		part(async () => (await criImages).map(({id}) => id)),
		part(async () => (await docker('info', '--format', '{{.Swarm.LocalNodeState}}')).trim() || 'inactive'),
		part(async () => parseInfo(await answerOf(reader, [...crictl, '--timeout', '5s', 'info'], patienceMs))),
		part(async () => parseSandboxes(await listed('pods', '--state', 'ready'))),
		part(async () => parseCriContainers(await listed('ps', '--state', 'running'))),
	]);
	const isByManifest = (known(images) ?? []).some(isInContainerdStore);
	const [carriedIds, pods, otherNodes, wanted] = await Promise.all([
		isByManifest ? part(async () => [...said(configIds), ...(await manifestIds(reader, address))]) : configIds,
		part(async () => readPods(reader, access.reads, options.nodeName)),
		cluster?.otherNodes ?? part(async () => countOthers(reader, access.drains, options.nodeName)),
		cluster?.wanted ?? part(async () => readTemplates(reader, access.drains)),
	]);
	const budgets =
		cluster?.budgets ??
		(await part(async () => {
			const here = (known(pods) ?? []).filter(({nodeName}) => nodeName === options.nodeName);
			return gatherBudgets(reader, access.drains, here, patienceMs);
		}));
	return {
		budgets,
		containers,
		images,
		carried,
		carriedIds,
		swarm,
		cri,
		sandboxes,
		criContainers,
		pods,
		otherNodes,
		wanted,
		access,
	};
}

/** Throws what kept it from being known. */
function said<Value>(found: Part<Value>): Value {
	if ('missing' in found) throw new Error(found.missing);
	return found.value;
}

async function readPods(reader: Reader, kubeconfig: string | undefined, nodeName: string) {
	if (kubeconfig === undefined) throw new Error('no kubeconfig on this node can list pods');
	const list = async (node: string) => {
		const kubectl = ['kubectl', '--kubeconfig', kubeconfig, '--request-timeout=5s'] as const;
		const selector = `--field-selector=spec.nodeName=${node}`;
		return parsePods(
			await answerOf(reader, [...kubectl, 'get', 'pods', '--all-namespaces', selector, '-o', 'json'], patienceMs),
		);
	};
	// A kubelet may not list what no node has since Kubernetes 1.32 (AuthorizeNodeWithSelectors).
	const [here, nowhere] = await Promise.all([list(nodeName), list('').catch(() => [])]);
	return [...here, ...nowhere];
}

async function countOthers(reader: Reader, kubeconfig: string | undefined, nodeName: string): Promise<number> {
	if (kubeconfig === undefined) throw new Error('no kubeconfig on this node can list nodes');
	const argv = ['kubectl', '--kubeconfig', kubeconfig, '--request-timeout=5s', 'get', 'nodes', '-o', 'json'] as const;
	const nodes = listOf(fieldsOf(JSON.parse(await answerOf(reader, argv, patienceMs)), 'answer').items, 'items');
	return nodes.filter(node => {
		const isOther = optionalText(optionalFields(node.metadata, 'metadata').name, 'name') !== nodeName;
		return isOther && optionalFields(node.spec, 'spec').unschedulable !== true;
	}).length;
}

const workloadKinds = 'deployments,statefulsets,daemonsets,cronjobs,jobs';

async function readTemplates(reader: Reader, kubeconfig: string | undefined): Promise<readonly string[]> {
	if (kubeconfig === undefined) throw new Error('no kubeconfig on this node can list workloads');
	const argv = [
		'kubectl',
		'--kubeconfig',
		kubeconfig,
		'--request-timeout=5s',
		'get',
		workloadKinds,
		'--all-namespaces',
		'-o',
		'json',
	] as const;
	const answer = fieldsOf(JSON.parse(await answerOf(reader, argv, patienceMs)), 'answer');
	return [...new Set(listOf(answer.items, 'items').flatMap(item => imagesIn(item.spec)))];
}

/** Of the pod template, wherever it stands: a CronJob has a Job's around it. */
function imagesIn(spec: unknown): readonly string[] {
	const fields = optionalFields(spec, 'spec');
	if (fields.jobTemplate !== undefined) return imagesIn(optionalFields(fields.jobTemplate, 'jobTemplate').spec);
	const pod = optionalFields(optionalFields(fields.template, 'template').spec, 'spec');
	return [...listOf(pod.initContainers, 'init'), ...listOf(pod.containers, 'containers')].flatMap(
		({image}) => optionalText(image, 'image') ?? [],
	);
}

/** Read `docker inspect --type container`. */
export function parseContainers(text: string): readonly DockerWorkload[] {
	return listOf(JSON.parse(text), 'answer').map(answer => {
		const config = optionalFields(answer.Config, 'Config');
		const host = optionalFields(answer.HostConfig, 'HostConfig');
		const labels = mapOf(config.Labels, 'Labels');
		const {'io.kubernetes.pod.name': pod, 'io.kubernetes.pod.namespace': namespace} = labels;
		const compose = labels['com.docker.compose.project'];
		return {
			id: textOf(answer.Id, 'Id'),
			name: textOf(answer.Name, 'Name').replace(/^\//, ''),
			image: optionalText(config.Image, 'Config.Image') ?? '',
			imageId: textOf(answer.Image, 'Image'),
			running: optionalFields(answer.State, 'State').Running === true,
			...(optionalFields(answer.State, 'State').Paused === true ? {paused: true as const} : {}),
			ofKubelet: labels['io.kubernetes.pod.uid'] !== undefined,
			...(compose === undefined ? {} : {compose}),
			restartPolicy: optionalText(optionalFields(host.RestartPolicy, 'RestartPolicy').Name, 'Name') ?? 'no',
			...(host.AutoRemove === true ? {removesItself: true as const} : {}),
			logDriver: optionalText(optionalFields(host.LogConfig, 'LogConfig').Type, 'Type') ?? '',
			runtime: optionalText(host.Runtime, 'Runtime') ?? '',
			mounts: listOf(answer.Mounts, 'Mounts').flatMap(mount => optionalText(mount.Source, 'Source') ?? []),
			...(pod === undefined ? {} : {pod: `${namespace ?? ''}/${pod}`}),
		};
	});
}

/** Read `docker image inspect`. */
export function parseImages(text: string): readonly StoredImage[] {
	return listOf(JSON.parse(text), 'answer').map(image => ({
		id: textOf(image.Id, 'Id'),
		tags: textsOf(image.RepoTags, 'RepoTags').filter(tag => !tag.includes('<none>')),
		// One for each tag, where docker keeps images in containerd's store.
		digests: [...new Set(textsOf(image.RepoDigests, 'RepoDigests').filter(digest => !digest.includes('<none>')))],
		sizeBytes: typeof image.Size === 'number' ? image.Size : 0,
	}));
}

function linesOf(text: string): readonly string[] {
	return text.split('\n').filter(line => line.trim() !== '');
}
