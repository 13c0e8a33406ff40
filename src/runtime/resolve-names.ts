import type {Argv} from '../model/argv.ts';
import type {Container} from '../model/container.ts';
import {readContainerName} from '../model/container-name.ts';
import type {Image} from '../model/image.ts';
import {fullReference, isImageId} from '../model/image-ref.ts';
import type {PodSandbox} from '../model/pod-sandbox.ts';
import {type Resolved, resolveContainer, type Unresolved} from './resolve-container.ts';

/** A name in a command that the node must turn into an ID; the shape is the translator's `Lookup`. */
type Lookup = {
	readonly lookup: 'container' | 'pod-sandbox' | 'image';
	readonly name: string;
	readonly field?: 'pid' | 'sandbox';
	readonly before?: string;
	readonly after?: string;
};

/** What the node has, as asked a moment ago. */
export type Known = {
	readonly pods: readonly PodSandbox[];
	readonly containers: readonly Container[];
	readonly images: readonly Image[];
};

/** The words of a command: text, and names to be turned into IDs. */
export type Words = readonly [string, ...(string | Lookup)[]];

/** Put IDs where a command has names. A name that leads nowhere, or to several things, is refused, never guessed. */
export function resolveArgv([tool, ...args]: Words, known: Known): {readonly argv: Argv} | Unresolved {
	const words: string[] = [];
	let elsewhere: string | undefined;
	for (const arg of args) {
		const word = typeof arg === 'string' ? {id: arg} : resolveLookup(arg, known);
		if ('error' in word) return word;
		words.push(word.id);
		elsewhere ??= word.elsewhere;
	}
	if (elsewhere === undefined) return {argv: [tool, ...words]};
	return moveTo(elsewhere, tool, words);
}

/** A container that no pod has is known to containerd alone: ctr is told its namespace, crictl cannot help. */
function moveTo(namespace: string, tool: string, words: readonly string[]): {readonly argv: Argv} | Unresolved {
	const asks = (where: string) => words.some(word => word.includes(`ctr -n ${where} `));
	if (tool === 'sh' && asks(namespace)) return {argv: [tool, ...words]};
	if (tool === 'sh' && asks('k8s.io') && !words.some(word => word.includes('crictl ')))
		return {argv: [tool, ...words.map(word => word.replaceAll('ctr -n k8s.io ', `ctr -n ${namespace} `))]};
	if (tool === 'crictl' || tool === 'sh') {
		const who = namespace === 'moby' ? 'docker' : `containerd's namespace ${namespace}`;
		return {
			error: `that container belongs to ${who}: crictl does not know it; try --target ctr, or ctr -n ${namespace}`,
			elsewhere: namespace,
		};
	}
	if (tool !== 'ctr' && tool !== 'nerdctl') return {argv: [tool, ...words]};
	const at = words.indexOf(tool === 'nerdctl' ? '--namespace' : '-n');
	return {argv: [tool, ...words.map((word, index) => (at >= 0 && index === at + 1 ? namespace : word))]};
}

function resolveLookup(lookup: Lookup, known: Known): Resolved {
	const {before = '', after = '', field} = lookup;
	const found = field === undefined ? idOf(lookup, known) : fieldOf(field, lookup, known);
	return 'error' in found ? found : {...found, id: `${before}${found.id}${after}`};
}

function idOf({lookup, name}: Lookup, known: Known): Resolved {
	switch (lookup) {
		case 'container':
			return resolveContainer(name, known.containers);
		case 'pod-sandbox':
			return resolveSandbox(name, known.pods);
		case 'image':
			return resolveImage(name, known.images);
	}
}

function fieldOf(field: 'pid' | 'sandbox', {name}: Lookup, {containers}: Known): Resolved {
	const found = resolveContainer(name, containers);
	if ('error' in found) return found;
	const container = containers.find(({id}) => id === found.id);
	const value = field === 'pid' ? container?.pid?.toString() : container?.podId;
	// A process is on the node, whoever holds its container.
	if (value !== undefined) return field === 'pid' ? {id: value} : {...found, id: value};
	return {
		error: field === 'pid' ? `container ${name} is not running: it has no process` : `container ${name} is in no pod`,
		...(found.elsewhere === undefined ? {} : {elsewhere: found.elsewhere}),
	};
}

function resolveSandbox(name: string, pods: readonly PodSandbox[]): Resolved {
	const read = readContainerName(name);
	const matches = pods.filter(pod => {
		if (pod.id === name || pod.name === name || `${pod.namespace}/${pod.name}` === name) return true;
		if (read.kind === 'id') return pod.id.startsWith(read.id);
		return read.kind === 'dockershim' && pod.uid === read.of.uid;
	});
	const newest = newestSandboxes(matches);
	const [first, ...others] = newest;
	if (first === undefined) return {error: `no such pod sandbox: ${name}`};
	if (others.length === 0) return {id: first.id};
	return {
		error: `${name} is the name of ${newest.length} pods`,
		choices: newest.map(pod => `${pod.namespace}/${pod.name}`),
	};
}

function newestSandboxes(pods: readonly PodSandbox[]): readonly PodSandbox[] {
	const newest = new Map<string, PodSandbox>();
	for (const pod of pods) {
		const other = newest.get(`${pod.namespace}/${pod.name}`);
		if (other === undefined || pod.createdAtMs > other.createdAtMs) newest.set(`${pod.namespace}/${pod.name}`, pod);
	}
	return [...newest.values()];
}

function resolveImage(name: string, images: readonly Image[]): Resolved {
	const bare = name.replace(/^sha256:/, '');
	const full = fullReference(name);
	const byName = images.filter(
		({tags, digests}) => tags.some(tag => fullReference(tag) === full) || digests.includes(full),
	);
	const byId =
		isImageId(name) || /^[0-9a-f]{4,64}$/.test(bare)
			? images.filter(({id}) => id.replace(/^sha256:/, '').startsWith(bare))
			: [];
	const ids = [...new Set((byName.length > 0 ? byName : byId).map(({id}) => id))];
	const [first, ...others] = ids;
	if (first === undefined) return {error: `no such image: ${name}`};
	if (others.length === 0) return {id: first};
	return {error: `${name} is the beginning of ${ids.length} image IDs`, choices: ids};
}
