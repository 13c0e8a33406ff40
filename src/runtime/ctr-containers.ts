import type {Reader} from '../host/host.ts';
import type {NodeFacts} from '../model/facts.ts';
import {nodeCommand} from './node-command.ts';

/** A container of no pod, as ctr tells it: `docker run` made it here. */
export type CtrContainer = {
	/** Of ctr's containers the name is the ID. */
	readonly name: string;
	readonly image: string;
	readonly command: readonly string[];
	readonly labels: Readonly<Record<string, string>>;
	readonly createdAtMs: number;
	readonly state: 'created' | 'running' | 'paused' | 'restarting' | 'exited';
	/** Of what has ended, where it is known. */
	readonly exitCode?: number;
	/** When it began to run, or ended. */
	readonly sinceMs?: number;
};

type Asked = {readonly facts: NodeFacts; readonly host: Pick<Reader, 'query'>};

/** Where `docker run` makes containers here. */
export const ctrNamespace = 'default';

/** In which a container keeps its exit code when its task is gone. */
const endedLabel = 'rtconsole/exit-code';

/** containerd begins it again, some seconds after it ended: `docker run --restart`. */
const restartLabel = 'containerd.io/restart.status';

/** Their names; none where ctr does not answer. */
export async function ctrNames(asked: Asked): Promise<readonly string[]> {
	return (await ask(['containers', 'ls', '--quiet'], asked)).split('\n').filter(Boolean);
}

/** Those of these names that are still there. */
export async function ctrContainers(names: readonly string[], asked: Asked): Promise<readonly CtrContainer[]> {
	const tasks = new Map(
		(await ask(['task', 'ls'], asked)).split('\n').map(line => {
			const [name = '', pid = '', status = ''] = line.split(/\s+/);
			return [name, {pid, status}];
		}),
	);
	const all = await Promise.all(names.map(name => containerOf(name, tasks.get(name), asked)));
	return all.flatMap(one => one ?? []);
}

type Task = {readonly pid: string; readonly status: string};

async function containerOf(name: string, task: Task | undefined, asked: Asked): Promise<CtrContainer | undefined> {
	const info = parseInfo(await ask(['containers', 'info', name], asked));
	if (info === undefined) return undefined;
	const base = {name, ...info};
	const ended = info.labels[restartLabel] === 'running' ? 'restarting' : 'exited';
	if (task === undefined) {
		const code = info.labels[endedLabel];
		if (ended === 'restarting') return {...base, state: ended};
		if (code === undefined || code === '') return {...base, state: 'created'};
		return {...base, state: ended, exitCode: Number(code), ...(info.updatedAtMs ? {sinceMs: info.updatedAtMs} : {})};
	}
	if (task.status !== 'STOPPED') {
		const state = task.status === 'PAUSED' ? 'paused' : task.status === 'CREATED' ? 'created' : 'running';
		const began = await query(['stat', '-c', '%Y', `/proc/${task.pid}`], asked);
		return {...base, state, ...(/^\d+$/.test(began.trim()) ? {sinceMs: Number(began) * 1000} : {})};
	}
	const shim = await ask(['shim', '--id', name, 'state'], asked);
	const at = /"exited_at": "([^"]+)"/.exec(shim)?.[1];
	const code = Number(/"exit_status": (\d+)/.exec(shim)?.[1] ?? 0);
	const known = shim.includes('"pid"') ? {exitCode: code} : {};
	return {...base, state: ended, ...known, ...(at === undefined ? {} : {sinceMs: Date.parse(at)})};
}

/** `ctr containers info`: `{ID, Labels, Image, CreatedAt, UpdatedAt, Spec: {process: {args}}}`. Source: ctr 1.6.20, 1.7.24. */
function parseInfo(text: string) {
	try {
		const read = JSON.parse(text) as RawInfo;
		return {
			image: read.Image ?? '',
			command: read.Spec?.process?.args ?? [],
			labels: read.Labels ?? {},
			createdAtMs: Date.parse(read.CreatedAt ?? ''),
			updatedAtMs: Date.parse(read.UpdatedAt ?? ''),
		};
	} catch {
		return undefined;
	}
}

type RawInfo = {
	readonly Image?: string;
	readonly Labels?: Readonly<Record<string, string>> | null;
	readonly CreatedAt?: string;
	readonly UpdatedAt?: string;
	readonly Spec?: {readonly process?: {readonly args?: readonly string[]}};
};

async function ask(args: readonly string[], asked: Asked): Promise<string> {
	return query(nodeCommand(['ctr', '-n', ctrNamespace, ...args], asked.facts), asked);
}

/** Nothing where it cannot be asked: what is listed besides is not to fail for it. */
async function query(
	argv: readonly [string, ...string[]] | ReturnType<typeof nodeCommand>,
	{host}: Asked,
): Promise<string> {
	const found = await host.query(argv).catch(() => undefined);
	return found?.exitCode === 0 ? found.stdout : '';
}
