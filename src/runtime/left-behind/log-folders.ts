import type {Reader} from '../../host/host.ts';
import {mapLimited} from '../ask.ts';
import {readLogEntry} from '../log-entry.ts';

const root = '/var/log/pods';
const links = '/var/log/containers';

/** One attempt at a container, as its log file tells. */
export type LoggedAttempt = {
	readonly podNamespace: string;
	readonly podName: string;
	readonly podUid: string;
	readonly name: string;
	readonly attempt: number;
	/** No later one has a log. */
	readonly isLast: boolean;
	readonly path: string;
	/** When it wrote its first line, of those that are in this file. */
	readonly firstAtMs?: number;
	/** ID of the container, where the kubelet left a link that names it. */
	readonly id?: string;
};

/**
 * What the kubelet has logged: `/var/log/pods/NAMESPACE_POD_UID/CONTAINER/ATTEMPT.log`, and the links
 * `/var/log/containers/POD_NAMESPACE_CONTAINER-ID.log` to them. Source: Kubernetes, pkg/kubelet/kuberuntime.
 */
export async function loggedAttempts(reader: Reader): Promise<readonly LoggedAttempt[]> {
	const [pods, ids] = await Promise.all([names(reader, root), linkedIds(reader)]);
	const found = await mapLimited(pods, 8, pod => attemptsOf(reader, pod));
	return Promise.all(
		found.flat().map(async attempt => {
			const identity = ids.size === 0 ? undefined : await reader.identityOf(attempt.path).catch(() => undefined);
			return {...attempt, id: identity === undefined ? undefined : ids.get(identity)};
		}),
	);
}

async function attemptsOf(reader: Reader, pod: string): Promise<readonly LoggedAttempt[]> {
	const [podNamespace, podName, podUid, ...rest] = pod.split('_');
	if (!podNamespace || !podName || !podUid || rest.length > 0) return [];
	const containers = await names(reader, `${root}/${pod}`);
	const all = await mapLimited(containers, 8, async name => {
		const folder = `${root}/${pod}/${name}`;
		const attempts = (await names(reader, folder)).flatMap(file => /^(\d+)\.log$/.exec(file)?.[1] ?? []).map(Number);
		const last = Math.max(...attempts);
		return mapLimited(attempts, 4, async attempt => {
			const path = `${folder}/${attempt}.log`;
			const firstAtMs = await firstTime(reader, path);
			return {podNamespace, podName, podUid, name, attempt, isLast: attempt === last, path, firstAtMs};
		});
	});
	return all.flat();
}

/** The files that the kubelet's links lead to, and the IDs that the links name. */
async function linkedIds(reader: Reader): Promise<ReadonlyMap<string, string>> {
	const found = await mapLimited(await names(reader, links), 8, async name => {
		const id = /-([0-9a-f]{64})\.log$/.exec(name)?.[1];
		const identity = id && (await reader.identityOf(`${links}/${name}`).catch(() => undefined));
		return id && identity ? [[identity, id] as const] : [];
	});
	return new Map(found.flat());
}

async function firstTime(reader: Reader, path: string): Promise<number | undefined> {
	try {
		const file = await reader.openFile(path);
		if (!file) return undefined;
		try {
			const head = Buffer.from(await file.read(0, 512)).toString('latin1');
			const atMs = Date.parse(readLogEntry(head.split('\n')[0] ?? '').at ?? '');
			return Number.isNaN(atMs) ? undefined : atMs;
		} finally {
			await file.close();
		}
	} catch {
		return undefined; // the row stands without its age
	}
}

/** Names in a folder; one that is closed to this user has none. */
async function names(reader: Reader, folder: string): Promise<readonly string[]> {
	return reader.listNames(folder).catch(() => []);
}
