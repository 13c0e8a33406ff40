import {basename, dirname, join} from 'node:path';
import {FileUnreadable, messageOf} from '../host/errors.ts';
import type {OpenFile, Reader} from '../host/host.ts';
import type {Container} from '../model/container.ts';

/** Where the log of a container lies, or why it cannot be read there. */
export type LogPlace =
	| {readonly path: string; readonly files: LogFiles}
	/** `isGone`: of the attempt before, whose file the kubelet took away with its container. */
	| {readonly unreadable: string; readonly isGone?: true};

/** The file that is being written, opened, and those that it was rotated into. */
export type LogFiles = {
	readonly live: OpenFile;
	/** Oldest first; `.gz` where it is compressed. */
	readonly rotated: readonly string[];
};

/** @param previous the log of the attempt before this one */
export async function findLog(reader: Reader, container: Container, previous: boolean): Promise<LogPlace> {
	const path = logPathOf(container, previous);
	if (path === undefined)
		return {unreadable: previous ? 'there was no attempt before this one' : 'nothing says where its log file is'};
	try {
		const live = await reader.openFile(path);
		if (!live) return {unreadable: `there is no ${path}`, ...(previous && {isGone: true as const})};
		return {path, files: {live, rotated: await rotatedFiles(reader, live.path)}};
	} catch (error) {
		return {unreadable: reasonOf(error, path)};
	}
}

/** The reason first, for the path is long. */
function reasonOf(error: unknown, path: string): string {
	const cause = error instanceof FileUnreadable ? error.cause : error;
	const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
	if (code === 'EACCES' || code === 'EPERM') return `permission denied, run it with sudo: ${path}`;
	return `${messageOf(cause)}: ${path}`;
}

/**
 * The path that the runtime names; without one, where the kubelet has it: `/var/log/pods/NAMESPACE_POD_UID/CONTAINER/ATTEMPT.log`.
 * Source: Kubernetes, BuildContainerLogsDirectory. Attempts of one container lie beside each other.
 */
export function logPathOf(container: Container, previous: boolean): string | undefined {
	const {logPath, attempt} = container;
	const path = logPath ?? kubeletPath(container);
	if (path === undefined || !previous) return path;
	const [, folder, name] = /^(.*\/)(\d+)\.log$/.exec(path) ?? [];
	if (folder === undefined || Number(name) !== attempt || attempt === 0) return undefined;
	return `${folder}${attempt - 1}.log`;
}

function kubeletPath({name, podName, podNamespace, labels, attempt}: Container): string | undefined {
	const uid = labels['io.kubernetes.pod.uid'];
	if (podName === undefined || podNamespace === undefined || uid === undefined) return undefined;
	if ([podNamespace, podName, uid, name].some(part => part.includes('/') || part === '..')) return undefined;
	return `/var/log/pods/${podNamespace}_${podName}_${uid}/${name}/${attempt}.log`;
}

export async function rotatedFiles(reader: Reader, live: string): Promise<readonly string[]> {
	const folder = dirname(live);
	try {
		const names = await reader.listNames(folder);
		return rotationOrder(basename(live), names).map(name => join(folder, name));
	} catch {
		return []; // the folder may be closed to those who may read the file
	}
}

type Rotated = {readonly name: string; readonly number?: number; readonly time?: string};

/**
 * The names that a log was rotated into, oldest first: the kubelet's `0.log.20261123-120000`, docker's and logrotate's
 * `.1`, `.2` (the higher the older), logrotate's `-20261123`; compressed or not. Other names are none of it.
 */
export function rotationOrder(live: string, names: readonly string[]): readonly string[] {
	const plain = new Set(names);
	return names
		.filter(name => name.startsWith(live) && !(name.endsWith('.gz') && plain.has(name.slice(0, -3))))
		.flatMap((name): Rotated[] => {
			const suffix = name.slice(live.length);
			const [, number] = /^\.(\d{1,5})(?:\.gz)?$/.exec(suffix) ?? [];
			if (number !== undefined) return [{name, number: Number(number)}];
			const [, time] = /^[.-](\d{8}(?:[-T]?\d{4,6})?)(?:\.gz)?$/.exec(suffix) ?? [];
			return time === undefined ? [] : [{name, time}];
		})
		.toSorted((one, other) => {
			if (one.number !== undefined && other.number !== undefined) return other.number - one.number;
			if (one.time !== undefined && other.time !== undefined) return one.time < other.time ? -1 : 1;
			return one.time === undefined ? 1 : -1;
		})
		.map(({name}) => name);
}
