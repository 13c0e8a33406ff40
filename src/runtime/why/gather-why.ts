import type {Reader} from '../../host/host.ts';
import type {Container} from '../../model/container.ts';
import type {WhyContainer, WhyFacts} from '../../model/why-facts.ts';
import {mobyNamespace} from '../docker-answers.ts';
import {part} from '../gather/part.ts';
import type {NodeRuntime} from '../node-runtime.ts';
import {kubeletState} from '../running-kubelet.ts';
import {readApiOwner} from './api-owner.ts';
import {readApiPod} from './api-pod.ts';
import {findSubject, type Wanted, type WhySubject} from './find-subject.ts';
import {lastLines} from './last-lines.ts';
import {kernelLines, relatedLines} from './related-lines.ts';
import {statusOf} from './status.ts';
import {upSince} from './up-since.ts';

export type WhyOptions = {
	readonly nowMs: number;
	/** `--kubeconfig`, else those that are usual on a node. */
	readonly kubeconfig?: string;
};

/** Everything on this node that tells why a pod or a container does not run. It changes nothing. */
export async function gatherWhy(
	reader: Reader,
	runtime: NodeRuntime,
	wanted: Wanted,
	options: WhyOptions,
): Promise<WhyFacts | {readonly error: string}> {
	// A runtime that does not answer is a reason too: the journal then says more than the lists.
	const lists = await part(() => Promise.all([runtime.pods(), runtime.containers()]));
	const [pods, containers] = 'value' in lists ? lists.value : [[], []];
	const subject = findSubject(wanted, {pods, containers});
	if ('error' in subject) return subject;
	const {pod, sandboxes, attempts} = subject;
	const names = namesOf(subject);
	const newest = newestOfEach(attempts);
	const [details, journal, kubelet, kernel, api, upSinceMs, hostName] = await Promise.all([
		Promise.all(newest.map(container => detailsOf(container, attempts, reader, runtime))),
		part(() => relatedLines(reader, names)),
		part(() => kubeletState(reader)),
		part(() => kernelLines(reader, names)),
		part(() => readApiPod(reader, pod, options.kubeconfig)),
		upSince(reader),
		reader.readText('/proc/sys/kernel/hostname').catch(() => ''),
	]);
	const owner = await ownerOf(subject, api, reader, options.kubeconfig);
	return {
		nowMs: options.nowMs,
		tool: toolOf(runtime, subject),
		runtime: 'value' in lists ? {value: true} : lists,
		sandboxes,
		containers: details,
		journal,
		kubelet,
		kernel,
		api,
		...(hostName !== undefined && hostName.trim() !== '' && {hostName: hostName.trim()}),
		...(owner !== undefined && {owner}),
		...(upSinceMs !== undefined && {upSinceMs}),
		...(pod !== undefined && {pod}),
	};
}

/** Who can be asked about it: crictl knows nothing of what docker or ctr made beside the kubelet. */
function toolOf({facts: {listing}}: NodeRuntime, {pod, attempts: [first]}: WhySubject): WhyFacts['tool'] {
	if (pod === undefined && first !== undefined && first.podId === undefined)
		return first.containerdNamespace === mobyNamespace ? 'docker' : 'ctr';
	return listing.through === 'docker' || listing.through === 'ctr' ? listing.through : 'crictl';
}

/** What a line says that is about it: UID, IDs, and the ways in which the kubelet writes a pod's name. */
function namesOf({pod, sandboxes, attempts}: WhySubject): readonly string[] {
	return [
		...(pod?.uid === undefined ? [] : [pod.uid, pod.uid.replaceAll('-', '_')]),
		...(pod === undefined ? [] : [`"${pod.namespace}/${pod.name}"`, `${pod.name}_${pod.namespace}(`]),
		...(pod === undefined || sandboxes.length > 0 ? [] : manifestsOf(pod.name)),
		...sandboxes.map(({id}) => id),
		...attempts.map(({id}) => id),
	];
}

/** A name that no pod has may be that of what should have made one. */
async function ownerOf(
	{pod, sandboxes, attempts}: WhySubject,
	api: WhyFacts['api'],
	reader: Reader,
	kubeconfig: string | undefined,
): Promise<WhyFacts['owner']> {
	if (pod === undefined || sandboxes.length > 0 || attempts.length > 0 || 'value' in api) return undefined;
	return readApiOwner(reader, pod, kubeconfig).catch(() => undefined);
}

/** Files that a static pod may be of; the API server has the name of the node behind that of the pod. */
function manifestsOf(name: string): readonly string[] {
	const parts = name.split('-');
	const names = [name, ...parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('-'))];
	return names.filter(each => each.length > 2).flatMap(each => [`/${each}.yaml`, `/${each}.yml`, `/${each}.json`]);
}

function newestOfEach(attempts: readonly Container[]): readonly Container[] {
	const byName = new Map<string, Container>();
	for (const container of attempts) if (!byName.has(container.name)) byName.set(container.name, container);
	return [...byName.values()].toSorted((one, other) => one.createdAtMs - other.createdAtMs);
}

async function detailsOf(
	container: Container,
	attempts: readonly Container[],
	reader: Reader,
	runtime: NodeRuntime,
): Promise<WhyContainer> {
	const before = attempts.find(one => one.name === container.name && one.id !== container.id);
	const [status, log] = await Promise.all([
		statusOf(container, reader, runtime),
		part(() => lastLines(reader, container, before)),
	]);
	return {...status, log, ...(before !== undefined && {before})};
}
