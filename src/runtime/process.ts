import type {Reader} from '../host/host.ts';

/** Where a process is in the cgroup hierarchies: version 2's one path, and version 1's by controller. */
export type CgroupPaths = {readonly unified: string; readonly controllers: ReadonlyMap<string, string>};

/**
 * Read `/proc/PID/cgroup`: `0::/path` for version 2, `4:memory:/path` for version 1, both on a hybrid node. Undefined
 * where there is nothing. Source: cgroups(7).
 */
export function cgroupPaths(text: string | undefined): CgroupPaths | undefined {
	if (text === undefined || text.trim() === '') return undefined;
	const controllers = new Map<string, string>();
	let unified = '';
	for (const line of text.split('\n')) {
		const [, names, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
		if (path === undefined) continue;
		const own = path === '/' ? '' : path;
		if (names === '') unified = own;
		else for (const name of (names ?? '').split(',')) controllers.set(name, own);
	}
	return {unified, controllers};
}

/** The path that a person means: of the memory controller, else the one of version 2. */
export function cgroupOf(text: string | undefined): string | undefined {
	const paths = cgroupPaths(text);
	return (paths?.controllers.get('memory') ?? paths?.unified) || undefined;
}

const wanted = ['Name', 'State', 'PPid', 'Uid', 'Threads', 'VmRSS', 'NSpid', 'CapEff', 'Seccomp'];

/** A process of a container as the node's own kernel sees it: works without any runtime. */
export async function describeProcess(reader: Reader, pid: number): Promise<string> {
	const folder = `/proc/${pid}`;
	const read = (name: string) => reader.readText(`${folder}/${name}`).catch(() => undefined);
	const [status, cgroup, cmdline, links] = await Promise.all([
		read('status'),
		read('cgroup'),
		read('cmdline'),
		reader.query(['ls', '-l', `${folder}/ns`]).then(
			({stdout}) => stdout,
			() => '',
		),
	]);
	if (status === undefined) return `process ${pid} is gone`;
	const fields = wanted.flatMap(name => {
		const [, value] = new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status) ?? [];
		return value === undefined ? [] : [[name, value.replace(/\s+/g, ' ')] as const];
	});
	const paths = cgroupPaths(cgroup);
	const namespaces = [...links.matchAll(/(\w+) -> (\w+:\[\d+\])/g)].map(
		([, name = '', to = '']) => [name, to] as const,
	);
	return [
		...section(`process ${pid}`, [['Command', (cmdline ?? '').split('\0').join(' ').trim()], ...fields]),
		...section('cgroups', [
			...(paths ? [['unified', paths.unified || '/'] as const] : []),
			...(paths?.controllers ?? []),
		]),
		...section(
			'namespaces',
			namespaces.map(([name, to]) => [name, `${to}  ${folder}/ns/${name}`]),
		),
		`root filesystem: ${folder}/root`,
		`into its network namespace: nsenter --target ${pid} --net`,
	].join('\n');
}

function section(title: string, fields: ReadonlyArray<readonly [string, string]>): readonly string[] {
	const width = Math.max(0, ...fields.map(([name]) => name.length));
	return [title, ...fields.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`), ''];
}
