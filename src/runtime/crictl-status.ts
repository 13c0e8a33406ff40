import type {Container} from '../model/container.ts';
import {parseConcatenated} from './concatenated-json.ts';
import {containerState, imageOf} from './crictl-lists.ts';
import {fieldsOf, optionalFields, optionalNumber, optionalText, textOf} from './shape.ts';
import {optionalTime} from './times.ts';

/** What `crictl inspect` knows of a container beyond the list. */
export type ContainerStatus = Pick<
	Container,
	'id' | 'state' | 'image' | 'pid' | 'exitCode' | 'reason' | 'startedAtMs' | 'finishedAtMs' | 'logPath'
>;

/** What `crictl inspectp` knows of a pod sandbox beyond the list. */
export type PodDetails = {
	readonly id: string;
	readonly ip?: string;
	readonly hostNetwork?: boolean;
	/** PID of the pause process, where the runtime tells. */
	readonly pid?: number;
};

/** Read `crictl inspect ID…`. `status.exitCode` is 0 while it runs; times that never were are 1970 or year 1. */
export function parseContainerStatuses(text: string): readonly ContainerStatus[] {
	return parseConcatenated(text).map(value => {
		const answer = fieldsOf(value, 'answer');
		const status = fieldsOf(answer.status, 'status');
		const state = containerState(status.state);
		const ended = state === 'exited';
		return {
			id: textOf(status.id, 'status.id'),
			state,
			image: imageOf(status, 'status').image,
			pid: state === 'running' ? pidOf(answer.info) : undefined,
			exitCode: ended ? (optionalNumber(status.exitCode, 'status.exitCode') ?? 0) : undefined,
			reason: optionalText(status.reason, 'status.reason'),
			startedAtMs: optionalTime(status.startedAt, 'status.startedAt'),
			finishedAtMs: ended ? optionalTime(status.finishedAt, 'status.finishedAt') : undefined,
			logPath: optionalText(status.logPath, 'status.logPath'),
		};
	});
}

/** Read `crictl inspectp ID…`. A pod on the host's network has no address of its own. */
export function parsePodDetails(text: string): readonly PodDetails[] {
	return parseConcatenated(text).map(value => {
		const answer = fieldsOf(value, 'answer');
		const status = fieldsOf(answer.status, 'status');
		const linux = optionalFields(status.linux, 'status.linux');
		const namespaces = optionalFields(linux.namespaces, 'status.linux.namespaces');
		const options = optionalFields(namespaces.options, 'status.linux.namespaces.options');
		return {
			id: textOf(status.id, 'status.id'),
			ip: optionalText(optionalFields(status.network, 'status.network').ip, 'status.network.ip'),
			// Default options of a pod may be left out whole. Source: containerd 1.7 and 2.1 answer `namespaces: {}`.
			hostNetwork: linux.namespaces === undefined ? undefined : options.network === 'NODE',
			pid: pidOf(answer.info),
		};
	});
}

/** `info` is what the runtime adds for people: containerd and cri-dockerd put the PID there, dockershim nothing. */
function pidOf(info: unknown): number | undefined {
	const pid = typeof info === 'object' && info !== null && 'pid' in info ? info.pid : undefined;
	return typeof pid === 'number' && pid > 0 ? pid : undefined;
}
