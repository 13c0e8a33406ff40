import type {Container} from '../model/container.ts';
import type {PodSandbox} from '../model/pod-sandbox.ts';
import type {ContainerStats} from '../model/stats.ts';
import type {Troubles} from './troubles.ts';

type Answers = {
	pods(): Promise<readonly PodSandbox[]>;
	containers(): Promise<readonly Container[]>;
};

export type PodNamer = {
	/** Containers with their pods, where only the sandbox's ID says which. */
	containers(containers: readonly Container[]): Promise<readonly Container[]>;
	stats(stats: readonly ContainerStats[]): Promise<readonly ContainerStats[]>;
};

/**
 * What a person made with `crictl create` from files of their own bears none of the kubelet's labels, by which a container
 * names its pod: `crictl ps` calls that pod "unknown". The pods are asked for where such a container is new.
 */
export function createPodNamer(answers: Answers, troubles: Troubles): PodNamer {
	/** By container. */
	const known = new Map<string, Pick<Container, 'podName' | 'podNamespace'>>();
	const isNew = ({id, podName}: Pick<Container, 'id' | 'podName'>) => podName === undefined && !known.has(id);
	const named = <T extends Pick<Container, 'id' | 'podName'>>(row: T): T =>
		row.podName === undefined ? {...row, ...known.get(row.id)} : row;

	async function learn(listed: readonly Container[]): Promise<void> {
		const pods = (await troubles.watch('names of pods', answers.pods())) ?? [];
		const byId = new Map(pods.map(pod => [pod.id, pod]));
		for (const {id, podId = ''} of listed.filter(isNew)) {
			const pod = byId.get(podId);
			if (pod) known.set(id, {podName: pod.name, podNamespace: pod.namespace});
		}
	}

	return {
		async containers(listed) {
			if (listed.some(one => one.podId !== undefined && isNew(one))) await learn(listed);
			return known.size === 0 ? listed : listed.map(named);
		},
		async stats(rows) {
			if (rows.some(isNew)) {
				const listed = await troubles.watch('containers behind the stats', answers.containers());
				if (listed) await learn(listed);
			}
			return known.size === 0 ? rows : rows.map(named);
		},
	};
}
