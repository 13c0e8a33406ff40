import type {Reader} from '../../host/host.ts';
import type {Container} from '../../model/container.ts';
import type {WhyContainer} from '../../model/why-facts.ts';
import type {NodeRuntime} from '../node-runtime.ts';
import {optionalFields, optionalNumber, optionalText} from '../shape.ts';
import {cgroupState} from './cgroup-state.ts';
import {healthOf} from './health.ts';

type Status = Omit<WhyContainer, 'log' | 'before'>;

/** What `crictl inspect` or `docker inspect` knows of how it ended; the list alone where neither answers. */
export async function statusOf(container: Container, reader: Reader, runtime: NodeRuntime): Promise<Status> {
	const {id, containerdNamespace} = container;
	const answer = await runtime.inspect({kind: 'container', id, containerdNamespace}).catch(() => undefined);
	const status = readStatus(container, answer);
	return {...status, ...(await cgroupState(status.container, reader))};
}

/** Read `crictl inspect` (status, info.runtimeSpec), `docker inspect` (State, HostConfig), or neither. */
export function readStatus(container: Container, answer: unknown): Status {
	// `docker inspect` answers with a list of one.
	const fields = fieldsIn(Array.isArray(answer) ? answer[0] : answer);
	const status = fieldsIn(fields.status);
	const state = fieldsIn(fields.State);
	const spec = fieldsIn(fieldsIn(fields.info).runtimeSpec ?? fields.Spec);
	const memory = fieldsIn(fieldsIn(fieldsIn(spec.linux).resources).memory);
	const host = fieldsIn(fields.HostConfig);
	const limit = numberIn(memory.limit) ?? numberIn(host.Memory) ?? 0;
	const restartPolicy = textIn(fieldsIn(host.RestartPolicy).Name);
	const reason = textIn(status.reason) ?? container.reason;
	const message = textIn(status.message) ?? textIn(state.Error);
	const exitCode = container.exitCode ?? exitCodeIn(container, status, state);
	const pid = container.pid ?? numberIn(fieldsIn(fields.info).pid) ?? numberIn(state.Pid);
	const health = healthOf(fieldsIn(state.Health));
	return {
		container: {
			...container,
			...(reason !== undefined && {reason}),
			...(exitCode !== undefined && {exitCode}),
			...(pid !== undefined && pid > 0 && {pid}),
		},
		oomKilled: reason === 'OOMKilled' || state.OOMKilled === true,
		...(message !== undefined && {message}),
		...(restartPolicy !== undefined && {restartPolicy}),
		...(limit > 0 && {memoryLimitBytes: limit}),
		...(state.Paused === true && {frozen: true}),
		...(health !== undefined && {health}),
	};
}

/** docker gives one to a container that was created and could not be started. */
function exitCodeIn(
	{state: now}: Container,
	status: Readonly<Record<string, unknown>>,
	state: Readonly<Record<string, unknown>>,
): number | undefined {
	if (now === 'running') return undefined;
	const code = numberIn(state.ExitCode) ?? numberIn(status.exitCode);
	return now === 'created' && code === 0 ? undefined : code;
}

function fieldsIn(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? optionalFields(value, 'answer') : {};
}

function textIn(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? optionalText(value, 'text') : undefined;
}

function numberIn(value: unknown): number | undefined {
	return typeof value === 'number' ? optionalNumber(value, 'number') : undefined;
}
