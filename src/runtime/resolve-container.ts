import type {Container} from '../model/container.ts';
import {type ContainerName, readContainerName} from '../model/container-name.ts';

export type Unresolved = {
	readonly error: string;
	/** What the name could have meant, each in a form that is accepted. */
	readonly choices?: readonly string[];
	/** The containerd namespace of the container, where the command cannot reach it. */
	readonly elsewhere?: string;
};

/** `elsewhere`: the containerd namespace of a container that is not of a pod. */
export type Resolved = {readonly id: string; readonly elsewhere?: string} | Unresolved;

/** The container that a name or the beginning of an ID means: one of a pod before others, the newest attempt of each. */
export function resolveContainer(name: string, containers: readonly Container[]): Resolved {
	const read = readContainerName(name);
	const byId = read.kind === 'id' ? containers.filter(({id}) => id.startsWith(read.id)) : [];
	const exact = byId.filter(({id}) => id === name);
	const byName = byId.length > 0 ? byId : containers.filter(container => isNamed(container, read, name));
	const named = byName.length > 0 ? byName : containers.filter(({id}) => isBeginningOf(id, name));
	const ofPods = named.filter(isOfPod);
	// Where docker runs beside containerd, its own containers are asked of docker itself.
	const notDockers = named.filter(({containerdNamespace}) => containerdNamespace !== 'moby');
	const matches = newestOfEach([exact, ofPods, notDockers].find(some => some.length > 0) ?? named);
	const [first, ...others] = matches;
	if (first === undefined) return {error: `no such container: ${name}`};
	if (others.length === 0) return {id: first.id, ...(isOfPod(first) ? {} : {elsewhere: first.containerdNamespace})};
	return {error: `${name} is the name of ${matches.length} containers`, choices: matches.map(describe)};
}

/** docker takes as little of an ID as there is one container for. */
function isBeginningOf(id: string, name: string): boolean {
	return /^[0-9a-f]+$/.test(name) && id.startsWith(name);
}

function isOfPod({podId, podName, containerdNamespace}: Container): boolean {
	return podId !== undefined || podName !== undefined || containerdNamespace === 'k8s.io';
}

function isNamed(container: Container, read: ContainerName, name: string): boolean {
	switch (read.kind) {
		case 'id':
			return container.name === name;
		case 'plain':
			return container.name === read.name;
		case 'in-pod':
			if (container.name !== read.name || container.podName !== read.pod) return false;
			return read.namespace === undefined || container.podNamespace === read.namespace;
		case 'dockershim': {
			const {container: own, pod, namespace, uid} = read.of;
			if (container.name === name) return true;
			if (container.name !== own || container.podName !== pod || container.podNamespace !== namespace) return false;
			const knownUid = container.labels['io.kubernetes.pod.uid'];
			return knownUid === undefined || knownUid === uid;
		}
	}
}

/** Attempts of one container are one thing: the newest stands for them. */
function newestOfEach(containers: readonly Container[]): readonly Container[] {
	const newest = new Map<string, Container>();
	for (const container of containers) {
		const {podId, podName, podNamespace, name, id, containerdNamespace} = container;
		const pod = podName === undefined ? podId : `${podNamespace}/${podName}`;
		const key = pod === undefined ? id : `${containerdNamespace}/${pod}/${name}`;
		const other = newest.get(key);
		if (other === undefined || isNewer(container, other)) newest.set(key, container);
	}
	return [...newest.values()];
}

function isNewer(left: Container, right: Container): boolean {
	return left.createdAtMs === right.createdAtMs ? left.attempt > right.attempt : left.createdAtMs > right.createdAtMs;
}

function describe({name, podName, podNamespace, id, containerdNamespace}: Container): string {
	if (podName !== undefined) return `${podNamespace}/${podName}/${name}`;
	return `${id.slice(0, 12)} (${name}, in containerd's namespace ${containerdNamespace})`;
}
