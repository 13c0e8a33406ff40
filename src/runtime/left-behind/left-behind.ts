import type {Reader} from '../../host/host.ts';
import type {Container} from '../../model/container.ts';
import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import {criNamespace} from '../home-namespace.ts';
import {type Bundle, bundles} from './bundles.ts';
import {type DockerFile, dockerFiles} from './docker-files.ts';
import {type LoggedAttempt, loggedAttempts} from './log-folders.ts';

/** What is on the node though no runtime answers: enough to read its logs. */
export type LeftBehind = {readonly pods: readonly PodWithContainers[]; readonly containers: readonly Container[]};

/** Pods and containers from what they left in files: their logs, what containerd's shims keep, docker's notes. */
export async function leftBehind(reader: Reader): Promise<LeftBehind> {
	const [attempts, tasks, docker] = await Promise.all([loggedAttempts(reader), bundles(reader), dockerFiles(reader)]);
	const known = docker.filter(({isSandbox}) => !isSandbox);
	const ofDocker = new Set(known.map(({container, podUid}) => attemptKey(podUid, container.name, container.attempt)));
	const logged = attempts
		.filter(({podUid, name, attempt}) => !ofDocker.has(attemptKey(podUid, name, attempt)))
		.map(attempt => loggedContainer(attempt, tasks));
	const listed = new Set(logged.map(({id}) => id));
	const silent = tasks.filter(({id, sandbox}) => sandbox?.isSandbox !== true && !listed.has(id)).map(silentContainer);
	const containers = [...logged, ...silent, ...known.map(({container}) => container)].toSorted(newestFirst);
	return {pods: podsOf(containers, attempts, tasks, docker), containers};
}

function loggedContainer(attempt: LoggedAttempt, tasks: readonly Bundle[]): Container {
	const {podNamespace, podName, podUid, name, path, isLast, firstAtMs} = attempt;
	const task = isLast ? tasks.find(({sandbox}) => sandbox?.container === name && isOfPod(sandbox, attempt)) : undefined;
	return {
		id: task?.id ?? attempt.id ?? `${podUid}/${name}/${attempt.attempt}`,
		name,
		podName,
		podNamespace,
		podId: podIdOf(attempt, tasks),
		state: stateOf(task, isLast),
		pid: task?.alive ? task.pid : undefined,
		attempt: attempt.attempt,
		image: task?.sandbox?.image ?? '',
		imageId: '',
		containerdNamespace: criNamespace,
		createdAtMs: firstAtMs ?? Number.NaN,
		logPath: path,
		labels: {
			'io.kubernetes.container.name': name,
			'io.kubernetes.pod.name': podName,
			'io.kubernetes.pod.namespace': podNamespace,
			'io.kubernetes.pod.uid': podUid,
		},
	};
}

/** The last attempt without a task may have ended, or may be waiting: nothing says which. */
function stateOf(task: Bundle | undefined, isLast: boolean): Container['state'] {
	if (task) return task.alive ? 'running' : 'exited';
	return isLast ? 'unknown' : 'exited';
}

/** A task that never wrote a line where the kubelet keeps them. */
function silentContainer({id, containerdNamespace, pid, alive, sandbox}: Bundle): Container {
	return {
		id,
		name: sandbox?.container ?? id,
		podName: sandbox?.podName,
		podNamespace: sandbox?.podNamespace,
		podId: sandbox?.id,
		state: alive ? 'running' : 'exited',
		pid: alive ? pid : undefined,
		attempt: 0,
		image: sandbox?.image ?? '',
		imageId: '',
		containerdNamespace,
		createdAtMs: Number.NaN,
		labels: {},
	};
}

type PodName = Pick<LoggedAttempt, 'podNamespace' | 'podName' | 'podUid'>;

function isOfPod(sandbox: NonNullable<Bundle['sandbox']>, {podNamespace, podName, podUid}: PodName): boolean {
	if (sandbox.podName !== podName || sandbox.podNamespace !== podNamespace) return false;
	return sandbox.podUid === undefined || sandbox.podUid === podUid;
}

/** The sandbox that lives, else the pod's UID, which is as good to tell pods apart. */
function podIdOf(pod: PodName, tasks: readonly Bundle[]): string {
	const sandboxes = tasks.filter(({sandbox}) => sandbox?.isSandbox && isOfPod(sandbox, pod));
	return (sandboxes.find(({alive}) => alive) ?? sandboxes[0])?.id ?? pod.podUid;
}

function podsOf(
	containers: readonly Container[],
	attempts: readonly LoggedAttempt[],
	tasks: readonly Bundle[],
	docker: readonly DockerFile[],
): readonly PodWithContainers[] {
	const byPod = Map.groupBy(containers, ({podId}) => podId);
	const pods = new Map<string, PodWithContainers>();
	const add = (id: string, name: string, namespace: string, uid: string, alive: boolean | undefined) => {
		if (pods.has(id)) return;
		const own = (byPod.get(id) ?? []).toReversed();
		const times = own.map(({createdAtMs}) => createdAtMs).filter(Number.isFinite);
		pods.set(id, {
			id,
			name,
			namespace,
			uid,
			state: alive === undefined ? 'unknown' : alive ? 'ready' : 'notready',
			attempt: 0,
			createdAtMs: times.length === 0 ? Number.NaN : Math.min(...times),
			labels: {},
			annotations: {},
			containers: own.map(({id, name, state, attempt, pid}) => ({id, name, state, attempt, pid})),
		});
	};
	for (const {container, isSandbox, podUid} of docker)
		if (isSandbox && container.podName !== undefined)
			add(container.id, container.podName, container.podNamespace ?? '', podUid ?? '', container.state === 'running');
	for (const {id, alive, sandbox} of tasks)
		if (sandbox?.isSandbox)
			add(id, sandbox.podName ?? id, sandbox.podNamespace ?? '', sandbox.podUid ?? uidOf(sandbox, attempts), alive);
	const ofDocker = new Set(docker.map(({podUid}) => podUid));
	for (const attempt of attempts)
		if (!ofDocker.has(attempt.podUid))
			add(podIdOf(attempt, tasks), attempt.podName, attempt.podNamespace, attempt.podUid, undefined);
	return [...pods.values()].toSorted(newestFirst);
}

function uidOf(sandbox: NonNullable<Bundle['sandbox']>, attempts: readonly LoggedAttempt[]): string {
	return attempts.find(attempt => isOfPod(sandbox, attempt))?.podUid ?? '';
}

function attemptKey(podUid: string | undefined, container: string, attempt: number): string {
	return `${podUid ?? ''}/${container}/${attempt}`;
}

/** Those without a time come last. */
function newestFirst(one: {readonly createdAtMs: number}, other: {readonly createdAtMs: number}): number {
	return (other.createdAtMs || 0) - (one.createdAtMs || 0);
}
