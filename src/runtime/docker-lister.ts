import type {Container} from '../model/container.ts';
import {parseKubernetesName} from '../model/kubernetes-name.ts';
import type {Docker} from './docker.ts';
import type {DockerContainer, DockerLine} from './docker-answers.ts';
import {createImageNamer} from './image-namer.ts';
import {joinUses} from './image-names.ts';
import {joinPods, knownPid, type Lister} from './lister.ts';
import type {Troubles} from './troubles.ts';

/** Everything that docker runs: pods of a kubelet on dockershim or cri-dockerd by their decoded names, and the rest. */
export function createDockerLister(docker: Docker, troubles: Troubles): Lister {
	const known = new Map<string, {readonly line: DockerLine; readonly container: DockerContainer}>();

	const named = createImageNamer(docker.images, troubles);

	/** The kubelet never starts a container again, so what was said of it in one state holds; docker's own may restart. */
	function remembered(line: DockerLine): DockerContainer | undefined {
		const before = known.get(line.id);
		return before?.line.state === line.state && parseKubernetesName(line.name) ? before.container : undefined;
	}

	async function look(): Promise<readonly DockerContainer[]> {
		const lines = await docker.lines();
		const unknown = lines.filter(line => !remembered(line)).map(({id}) => id);
		const asked = new Map((await docker.containers(unknown)).map(container => [container.id, container]));
		const found = lines.flatMap(line => {
			const container = asked.get(line.id) ?? remembered(line);
			return container ? [{line, container}] : [];
		});
		known.clear();
		for (const each of found) known.set(each.line.id, each);
		return found.map(({container}) => container);
	}

	const containersOf = (found: readonly DockerContainer[]): readonly Container[] =>
		found.flatMap(each => (each.kind === 'container' ? [each.container] : []));

	return {
		async pods() {
			const found = await look();
			const pods = found.flatMap(each => (each.kind === 'pod-sandbox' ? [each.pod] : []));
			return joinPods(pods, containersOf(found));
		},
		containers: async () => named(containersOf(await look())),
		async images() {
			const [images, found] = await Promise.all([docker.images(), look()]);
			return joinUses(images, containersOf(found));
		},
		stats: docker.stats,
		async pids(ids) {
			const found = containersOf([...known.values()].map(({container}) => container));
			return new Map(found.filter(({id}) => ids.includes(id)).flatMap(({id, pid}) => knownPid(id, pid)));
		},
		async podDetails(ids) {
			const found = await look();
			return found.flatMap(each => {
				if (each.kind !== 'pod-sandbox' || !ids.includes(each.id)) return [];
				return [{id: each.id, ip: each.pod.ip, hostNetwork: each.pod.hostNetwork, pid: each.pid}];
			});
		},
	};
}
