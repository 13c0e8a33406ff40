import type {Container} from '../model/container.ts';
import type {Image} from '../model/image.ts';
import type {Clients} from './clients.ts';
import type {Ctr} from './ctr.ts';
import {stateOf} from './ctr-lister.ts';
import {mobyNamespace} from './docker-answers.ts';
import {createDockerLister} from './docker-lister.ts';
import {joinUses} from './image-names.ts';
import type {Troubles} from './troubles.ts';

/** Containers and images that the kubelet knows nothing of: docker's, nerdctl's, those made by hand with ctr. */
export type OtherNamespaces = {
	/** Names of all containerd namespaces; undefined where there is nobody to ask. Throws where containerd does not answer. */
	names(): Promise<readonly string[] | undefined>;
	containers(containerdNamespaces: readonly string[]): Promise<readonly Container[]>;
	/** True for a container that was seen in the kubelet's namespace, but is none of the CRI's: crictl cannot be asked for it. */
	isForeign(id: string): boolean;
	images(containerdNamespaces: readonly string[]): Promise<readonly Image[]>;
};

/** Leaves out what the CRI plugin made: crictl has listed that. Source: containerd's filters; != matches what is absent. */
const notOfTheCri = 'labels."io.cri-containerd.kind"!=container,labels."io.cri-containerd.kind"!=sandbox';

export function createOtherNamespaces(clients: Clients, troubles: Troubles, home: () => string): OtherNamespaces {
	const {ctr, infos, dockerBeside} = clients;
	const dockerLister = dockerBeside && createDockerLister(dockerBeside, troubles);
	const foreign = new Set<string>();
	const topic = (what: string, name: string) => `${what} of containerd namespace ${name}`;

	async function throughCtr(client: Ctr, name: string): Promise<readonly Container[]> {
		const filter = name === home() ? notOfTheCri : undefined;
		const [known, tasks] = await Promise.all([infos?.of(name, filter) ?? [], client.tasks(name)]);
		const byId = new Map(tasks.map(task => [task.id, task]));
		if (filter !== undefined) for (const info of known) if (info.kind === 'container') foreign.add(info.container.id);
		return known.flatMap(info =>
			info.kind === 'container' ? [{...info.container, ...stateOf(byId.get(info.container.id))}] : [],
		);
	}

	async function containersOf(name: string): Promise<readonly Container[]> {
		if (name === mobyNamespace && dockerLister && (await clients.dockerRuns())) {
			const containers = await troubles.watch('containers of docker', dockerLister.containers());
			if (containers) return containers;
		}
		return (ctr && (await troubles.watch(topic('containers', name), throughCtr(ctr, name)))) ?? [];
	}

	async function imagesOf(name: string): Promise<readonly Image[]> {
		if (name === mobyNamespace && dockerLister && (await clients.dockerRuns()))
			return (await troubles.watch('images of docker', dockerLister.images())) ?? [];
		if (!ctr) return [];
		const looked = Promise.all([ctr.images(name), throughCtr(ctr, name)]);
		const found = await troubles.watch(topic('images', name), looked);
		return found ? joinUses(...found) : [];
	}

	return {
		async names() {
			if (ctr) return (await ctr.namespaces()).map(({name}) => name);
			return (await clients.dockerRuns()) ? [home(), mobyNamespace] : undefined;
		},
		containers: async names => (await Promise.all(names.map(containersOf))).flat(),
		isForeign: id => foreign.has(id),
		images: async names => (await Promise.all(names.map(imagesOf))).flat(),
	};
}
