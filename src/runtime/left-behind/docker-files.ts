import type {Reader} from '../../host/host.ts';
import type {Container} from '../../model/container.ts';
import {parseKubernetesName} from '../../model/kubernetes-name.ts';
import {mapLimited} from '../ask.ts';
import {mobyNamespace} from '../docker-answers.ts';
import {fieldsOf, mapOf, optionalFields, optionalNumber, optionalText, textOf} from '../shape.ts';
import {optionalTime, timeOf} from '../times.ts';
import {isAlive} from './is-alive.ts';

const root = '/var/lib/docker/containers';

/** A container as docker wrote it down; `isSandbox` for the pause container of a pod. */
export type DockerFile = {readonly container: Container; readonly isSandbox: boolean; readonly podUid?: string};

/** docker's own notes: `/var/lib/docker/containers/ID/config.v2.json`. Source: docker 20.10 to 28. */
export async function dockerFiles(reader: Reader): Promise<readonly DockerFile[]> {
	const ids = await reader.listNames(root).catch(() => []);
	const found = await mapLimited(ids, 8, async id => {
		const text = await reader.readText(`${root}/${id}/config.v2.json`).catch(() => undefined);
		const file = text === undefined ? undefined : parseDockerFile(text);
		if (!file) return [];
		const alive = await isAlive(reader, id, file.container.pid);
		return [alive || file.container.state !== 'running' ? file : ended(file)];
	});
	return found.flat();
}

/** dockerd died with it, or before it could note the end. */
function ended(file: DockerFile): DockerFile {
	return {...file, container: {...file.container, state: 'exited', pid: undefined}};
}

export function parseDockerFile(text: string): DockerFile | undefined {
	try {
		const file = fieldsOf(JSON.parse(text), 'file');
		const state = optionalFields(file.State, 'State');
		const config = optionalFields(file.Config, 'Config');
		const labels = mapOf(config.Labels, 'Config.Labels');
		const name = textOf(file.Name, 'Name').replace(/^\//, '');
		const kubernetes = parseKubernetesName(name);
		const startedAtMs = optionalTime(state.StartedAt, 'State.StartedAt');
		const runs = state.Running === true;
		const container: Container = {
			id: textOf(file.ID, 'ID'),
			name: kubernetes?.container ?? name,
			podName: kubernetes?.pod,
			podNamespace: kubernetes?.namespace,
			podId: labels['io.kubernetes.sandbox.id'],
			state: runs ? 'running' : startedAtMs === undefined ? 'created' : 'exited',
			pid: runs ? optionalNumber(state.Pid, 'State.Pid') || undefined : undefined,
			exitCode: runs || startedAtMs === undefined ? undefined : optionalNumber(state.ExitCode, 'State.ExitCode'),
			attempt: kubernetes?.attempt ?? optionalNumber(file.RestartCount, 'RestartCount') ?? 0,
			image: optionalText(config.Image, 'Config.Image') ?? '',
			imageId: optionalText(file.Image, 'Image') ?? '',
			containerdNamespace: mobyNamespace,
			createdAtMs: timeOf(file.Created, 'Created'),
			startedAtMs,
			finishedAtMs: runs ? undefined : optionalTime(state.FinishedAt, 'State.FinishedAt'),
			logPath: labels['io.kubernetes.container.logpath'] ?? optionalText(file.LogPath, 'LogPath'),
			labels,
		};
		return {container, isSandbox: kubernetes?.kind === 'pod-sandbox', podUid: kubernetes?.uid};
	} catch {
		return undefined; // half written, or of a docker that nobody knows
	}
}
