import type {Container, ContainerState} from '../model/container.ts';
import type {Image} from '../model/image.ts';
import {type KubernetesName, parseKubernetesName} from '../model/kubernetes-name.ts';
import type {PodSandbox} from '../model/pod-sandbox.ts';
import {
	type Fields,
	fieldsOf,
	listOf,
	mapOf,
	numberOf,
	optionalFields,
	optionalNumber,
	optionalText,
	textOf,
	textsOf,
} from './shape.ts';
import {optionalTime, timeOf} from './times.ts';

/** docker's namespace in containerd. */
export const mobyNamespace = 'moby';

/** A line of `docker ps`: enough to see what changed. */
export type DockerLine = {readonly id: string; readonly name: string; readonly state: ContainerState};

/** A container of docker's: a pod sandbox where the kubelet's dockershim or cri-dockerd made it so. */
export type DockerContainer =
	| {readonly kind: 'pod-sandbox'; readonly id: string; readonly pod: PodSandbox; readonly pid?: number}
	| {readonly kind: 'container'; readonly id: string; readonly container: Container};

/** Read `docker ps --format '{{json .}}'`: one object a line. `State` came with 20.10; before, `Status` begins with it. */
export function parseDockerLines(text: string): readonly DockerLine[] {
	return text
		.split('\n')
		.filter(line => line.trim() !== '')
		.map(line => {
			const container = fieldsOf(JSON.parse(line), 'line');
			const state = optionalText(container.State, 'State') ?? textOf(container.Status, 'Status');
			return {
				id: textOf(container.ID, 'ID'),
				// Links of the old kind add more names: `web,db/web`. Its own has no slash.
				name:
					textOf(container.Names, 'Names')
						.split(',')
						.find(name => !name.includes('/')) ?? '',
				state: dockerState(state),
			};
		});
}

/** Read `docker inspect`. Names of the kubelet's containers say what they are; the labels carry the rest. */
export function parseDockerContainers(text: string): readonly DockerContainer[] {
	return listOf(JSON.parse(text), 'answer').map(answer => {
		const id = textOf(answer.Id, 'Id');
		const name = textOf(answer.Name, 'Name').replace(/^\//, '');
		const {labels, annotations} = splitLabels(optionalFields(answer.Config, 'Config'));
		const kubernetes = parseKubernetesName(name);
		if (kubernetes?.kind === 'pod-sandbox') {
			const state = stateOf(answer);
			const pod = {...podOf(answer, kubernetes), id, labels, annotations};
			return {kind: 'pod-sandbox', id, pod, pid: state.pid};
		}
		return {
			kind: 'container',
			id,
			container: {...containerOf(answer, kubernetes), id, labels, ...named(name, kubernetes)},
		};
	});
}

function podOf(answer: Fields, {pod, namespace, uid, attempt}: KubernetesName) {
	const mode = optionalText(optionalFields(answer.HostConfig, 'HostConfig').NetworkMode, 'HostConfig.NetworkMode');
	const address = optionalText(optionalFields(answer.NetworkSettings, 'NetworkSettings').IPAddress, 'IPAddress');
	return {
		name: pod,
		namespace,
		uid,
		attempt,
		state: stateOf(answer).state === 'running' ? ('ready' as const) : ('notready' as const),
		createdAtMs: timeOf(answer.Created, 'Created'),
		// With CNI plugins docker does not know the address.
		ip: address,
		hostNetwork: mode === 'host',
	};
}

function containerOf(answer: Fields, kubernetes: KubernetesName | undefined) {
	const config = optionalFields(answer.Config, 'Config');
	const labels = mapOf(config.Labels, 'Config.Labels');
	return {
		...stateOf(answer),
		attempt: kubernetes?.attempt ?? optionalNumber(answer.RestartCount, 'RestartCount') ?? 0,
		image: optionalText(config.Image, 'Config.Image') ?? textOf(answer.Image, 'Image'),
		imageId: textOf(answer.Image, 'Image'),
		containerdNamespace: mobyNamespace,
		createdAtMs: timeOf(answer.Created, 'Created'),
		logPath: labels['io.kubernetes.container.logpath'] ?? optionalText(answer.LogPath, 'LogPath'),
		podId: labels['io.kubernetes.sandbox.id'],
	};
}

function named(name: string, kubernetes: KubernetesName | undefined) {
	if (!kubernetes) return {name};
	return {name: kubernetes.container, podName: kubernetes.pod, podNamespace: kubernetes.namespace};
}

function stateOf(answer: Fields) {
	const status = fieldsOf(answer.State, 'State');
	const state = dockerState(textOf(status.Status, 'State.Status'));
	const pid = optionalNumber(status.Pid, 'State.Pid') || undefined;
	const exitCode = state === 'exited' ? optionalNumber(status.ExitCode, 'State.ExitCode') : undefined;
	return {
		state,
		pid,
		exitCode,
		reason: reasonOf(status.OOMKilled === true, exitCode),
		startedAtMs: optionalTime(status.StartedAt, 'State.StartedAt'),
		finishedAtMs: state === 'exited' ? optionalTime(status.FinishedAt, 'State.FinishedAt') : undefined,
	};
}

function reasonOf(outOfMemory: boolean, exitCode: number | undefined): string | undefined {
	if (exitCode === undefined) return undefined;
	if (outOfMemory) return 'OOMKilled';
	return exitCode === 0 ? 'Completed' : 'Error';
}

/** `created`, `running`, `Up 5 minutes (Paused)`, `Exited (0) …`, `restarting`, `removing`, `dead`. */
function dockerState(status: string): ContainerState {
	if (/^(running|paused|up\b)/i.test(status)) return 'running';
	if (/^created/i.test(status)) return 'created';
	return /^(exited|restarting|removing|removal|dead)/i.test(status) ? 'exited' : 'unknown';
}

/** dockershim keeps a pod's annotations as labels with a prefix. */
function splitLabels(config: Fields) {
	const all = Object.entries(mapOf(config.Labels, 'Config.Labels'));
	const prefix = 'annotation.';
	return {
		labels: Object.fromEntries(all.filter(([key]) => !key.startsWith(prefix))),
		annotations: Object.fromEntries(
			all.filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(prefix.length), value]),
		),
	};
}

/** Read `docker image inspect`. */
export function parseDockerImages(text: string): readonly Image[] {
	return listOf(JSON.parse(text), 'answer').map(image => ({
		id: textOf(image.Id, 'Id'),
		tags: textsOf(image.RepoTags, 'RepoTags'),
		digests: textsOf(image.RepoDigests, 'RepoDigests'),
		sizeBytes: numberOf(image.Size ?? 0, 'Size'),
		usedBy: [],
		containerdNamespace: mobyNamespace,
	}));
}
