import type {Container} from '../../model/container.ts';
import type {PodSandbox, PodWithContainers} from '../../model/pod-sandbox.ts';
import type {WhyPod} from '../../model/why-facts.ts';

/** What a person names: a pod or a container, by name or by the beginning of an ID. */
export type Wanted =
	| {readonly by: 'name'; readonly name: string}
	| {readonly by: 'pod'; readonly pod: WhyPod}
	| {readonly by: 'container'; readonly container: Container};

export type WhySubject = {
	readonly pod?: WhyPod;
	readonly sandboxes: readonly PodSandbox[];
	/** Every attempt of every container that is meant, newest first. */
	readonly attempts: readonly Container[];
};

type Lists = {readonly pods: readonly PodWithContainers[]; readonly containers: readonly Container[]};

/**
 * The pod or container that is meant. A name that nothing has here may still be a pod's: before its sandbox is made, the
 * runtime has never heard of it. Several: none is guessed.
 */
export function findSubject(wanted: Wanted, lists: Lists): WhySubject | {readonly error: string} {
	if (wanted.by === 'pod') return ofPod(wanted.pod, lists);
	if (wanted.by === 'container') return ofContainer(wanted.container, lists);
	const {name, namespace} = readName(wanted.name);
	const fits = (pod: PodSandbox) => namespace === undefined || pod.namespace === namespace;
	const pods = lists.pods.filter(pod => (pod.name === name && fits(pod)) || hasId(pod.id, wanted.name));
	const found = distinct(pods.map(({name: own, namespace: of, uid}) => ({name: own, namespace: of, uid})));
	if (found.length === 1 && found[0]) return ofPod(found[0], lists);
	// A pod that was made again under its name: the newest is meant.
	const names = new Set(found.map(pod => `${pod.namespace}/${pod.name}`));
	if (names.size === 1) return ofPod(newestOf(pods), lists);
	if (names.size > 1) return {error: `${wanted.name} is several pods: ${[...names].join(', ')}`};
	const containers = lists.containers.filter(
		one => hasId(one.id, wanted.name) || one.name === name || `${one.podName}/${one.name}` === wanted.name,
	);
	const owners = new Map(containers.map(one => [(one.podName ?? one.podId ?? one.id) || one.id, one]));
	if (owners.size > 1) {
		const each = [...owners].map(([owner, {podId, id}]) =>
			podId === undefined ? id.slice(0, 12) : `${owner}/${name}`,
		);
		return {error: `${wanted.name} is several containers: ${each.join(', ')}`};
	}
	const [container] = containers.toSorted((one, other) => other.createdAtMs - one.createdAtMs);
	if (container !== undefined) return ofContainer(container, lists);
	return ofOwner(name, lists, fits) ?? {pod: {name, namespace: namespace ?? 'default'}, sandboxes: [], attempts: []};
}

const namedPods = 6;
/** Letters that Kubernetes makes names of: no vowels, so that no word comes out. Source: apimachinery util/rand. */
const safe = '[bcdfghjklmnpqrstvwxz2456789]';

/** Of a Deployment, Job, DaemonSet or StatefulSet people know its own name, and its pods have it in front of theirs. */
function ofOwner(
	name: string,
	lists: Lists,
	fits: (pod: PodSandbox) => boolean,
): WhySubject | {readonly error: string} | undefined {
	const theirs = new RegExp(`^${name.replace(/[^\w-]/g, '\\$&')}-(?:(?:${safe}{6,10}-)?${safe}{5}|\\d{1,4})$`);
	const pods = lists.pods.filter(pod => theirs.test(pod.name) && fits(pod));
	const names = [...new Set(pods.map(pod => `${pod.namespace}/${pod.name}`))];
	if (names.length === 1) return ofPod(newestOf(pods), lists);
	if (names.length === 0) return undefined;
	const more = names.length > namedPods ? ` and ${names.length - namedPods} more` : '';
	return {error: `${name} is no pod, and several here are its: ${names.slice(0, namedPods).join(', ')}${more}`};
}

function readName(text: string): {readonly name: string; readonly namespace?: string} {
	const [, namespace, name = text] = /^([^/]+)\/(.+)$/.exec(text) ?? [];
	return {name, ...(namespace !== undefined && {namespace})};
}

function hasId(id: string, typed: string): boolean {
	return typed.length >= 6 && id.startsWith(typed);
}

function distinct(pods: readonly WhyPod[]): readonly WhyPod[] {
	return [...new Map(pods.map(pod => [`${pod.uid} ${pod.namespace} ${pod.name}`, pod])).values()];
}

function newestOf(pods: readonly PodSandbox[]): WhyPod {
	const [newest] = pods.toSorted((one, other) => other.createdAtMs - one.createdAtMs);
	return newest as WhyPod;
}

function ofPod(pod: WhyPod, {pods, containers}: Lists): WhySubject {
	const same = (one: PodSandbox) =>
		pod.uid === undefined ? one.name === pod.name && one.namespace === pod.namespace : one.uid === pod.uid;
	const sandboxes = pods.filter(same).toSorted((one, other) => other.createdAtMs - one.createdAtMs);
	const ids = new Set(sandboxes.map(({id}) => id));
	const attempts = containers.filter(({podId}) => podId !== undefined && ids.has(podId)).toSorted(newestFirst);
	const {name, namespace} = pod;
	const uid = pod.uid ?? sandboxes[0]?.uid;
	return {pod: {name, namespace, ...(uid !== undefined && {uid})}, sandboxes, attempts};
}

function ofContainer(container: Container, lists: Lists): WhySubject {
	const sandbox = lists.pods.find(({id}) => id === container.podId);
	if (sandbox === undefined) return {sandboxes: [], attempts: [container]};
	const {name, namespace, uid} = sandbox;
	const whole = ofPod({name, namespace, uid}, lists);
	const attempts = whole.attempts.filter(one => one.name === container.name);
	return {...whole, attempts: attempts.length === 0 ? [container] : attempts};
}

function newestFirst(one: Container, other: Container): number {
	return other.attempt - one.attempt || other.createdAtMs - one.createdAtMs;
}
