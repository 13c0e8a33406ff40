import type {Reader} from '../host/host.ts';
import type {Container, ContainerState} from '../model/container.ts';
import type {PodSandbox} from '../model/pod-sandbox.ts';
import type {Task} from '../model/task.ts';
import {mapLimited} from './ask.ts';
import {cgroupStats} from './cgroup-stats.ts';
import type {ContainerInfos} from './container-infos.ts';
import {readCriStatus} from './cri-status-file.ts';
import type {Ctr} from './ctr.ts';
import {joinUses} from './image-names.ts';
import {joinPods, knownPid, type Lister, newestFirst} from './lister.ts';

/** Pods and containers of the kubelet without crictl: what the CRI plugin left in containerd, and the tasks that run. */
export function createCtrLister(reader: Reader, ctr: Ctr, infos: ContainerInfos, containerdNamespace: string): Lister {
	let byId: ReadonlyMap<string, Task> = new Map();

	async function look() {
		const [known, tasks] = await Promise.all([infos.of(containerdNamespace), ctr.tasks(containerdNamespace)]);
		byId = new Map(tasks.map(task => [task.id, task]));
		const pods = known.flatMap((info): PodSandbox[] =>
			info.kind === 'pod-sandbox' ? [{...info.pod, state: isAlive(byId.get(info.pod.id)) ? 'ready' : 'notready'}] : [],
		);
		const containers = await mapLimited(
			known.flatMap(info => (info.kind === 'container' ? [info.container] : [])),
			16,
			async (container): Promise<Container> => {
				const task = byId.get(container.id);
				const status = await readCriStatus(reader, container.id);
				return {...container, ...status, ...stateOf(task, status?.state)};
			},
		);
		return {pods, containers};
	}

	return {
		async pods() {
			const {pods, containers} = await look();
			return joinPods(pods, containers);
		},
		containers: async () => newestFirst((await look()).containers),
		async images() {
			const [images, {containers}] = await Promise.all([ctr.images(containerdNamespace), look()]);
			return joinUses(images, containers);
		},
		stats: async () => cgroupStats(reader, (await look()).containers),
		pids: async ids => new Map(ids.flatMap(id => knownPid(id, byId.get(id)?.pid))),
		async podDetails(ids) {
			const {pods} = await look();
			return pods.filter(({id}) => ids.includes(id)).map(({id, ip, hostNetwork}) => ({id, ip, hostNetwork}));
		},
	};
}

function isAlive(task: Task | undefined): task is Task {
	return task !== undefined && task.state !== 'stopped';
}

/** State of a container from its task: the task is right about what runs; that one is absent may have two reasons. */
export function stateOf(task: Task | undefined, remembered?: ContainerState): Pick<Container, 'state' | 'pid'> {
	if (!isAlive(task)) return {state: remembered === 'created' ? 'created' : 'exited', pid: undefined};
	if (task.state === 'created') return {state: 'created', pid: task.pid};
	return {state: task.state === 'unknown' ? 'unknown' : 'running', pid: task.pid};
}
