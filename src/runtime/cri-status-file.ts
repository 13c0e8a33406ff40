import type {Reader} from '../host/host.ts';
import type {Container} from '../model/container.ts';
import {readUnless} from './read-unless.ts';
import {fieldsOf, optionalNumber, optionalText} from './shape.ts';
import {optionalTime} from './times.ts';

type CriStatus = Pick<Container, 'state'> &
	Partial<Pick<Container, 'pid' | 'exitCode' | 'reason' | 'startedAtMs' | 'finishedAtMs'>>;

const folder = '/var/lib/containerd/io.containerd.grpc.v1.cri/containers';

/**
 * State of one of the kubelet's containers, from the file in which containerd's CRI plugin keeps it; undefined where
 * there is none, or none of a known shape. Without crictl nothing else tells an exit code.
 */
export async function readCriStatus(reader: Reader, id: string): Promise<CriStatus | undefined> {
	const file = await readUnless(reader)(`${folder}/${id}/status`);
	return file && parseCriStatus(file.text);
}

/** Source: containerd 1.6–2.1, internal/cri/store/container/status.go. */
export function parseCriStatus(text: string): CriStatus | undefined {
	try {
		const status = fieldsOf(JSON.parse(text), 'status');
		const startedAtMs = optionalTime(status.StartedAt, 'StartedAt');
		const finishedAtMs = optionalTime(status.FinishedAt, 'FinishedAt');
		if (finishedAtMs !== undefined) {
			const exitCode = optionalNumber(status.ExitCode, 'ExitCode') ?? 0;
			const reason = optionalText(status.Reason, 'Reason') ?? (exitCode === 0 ? 'Completed' : 'Error');
			return {state: 'exited', startedAtMs, finishedAtMs, exitCode, reason};
		}
		if (startedAtMs === undefined) return {state: 'created'};
		return {state: 'running', startedAtMs, pid: optionalNumber(status.Pid, 'Pid')};
	} catch {
		// A private file of another version: the task list still says what runs.
		return undefined;
	}
}
