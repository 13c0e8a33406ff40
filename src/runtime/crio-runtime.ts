import type {Reader} from '../host/host.ts';

export type CrioRuntime = {
	/** `runc`, `crun`. */
	readonly name: string;
	/** Where it keeps the state of containers, where that is set. */
	readonly root?: string;
};

const file = '/etc/crio/crio.conf';
const folder = '/etc/crio/crio.conf.d';

/**
 * What CRI-O starts containers with where the node says so: CRI-O itself, else its files, of which a later one overrides.
 * Source: crio-status(8), which needs root; crio.conf(5), crio.conf.d(5).
 */
export async function crioRuntime(host: Reader): Promise<CrioRuntime | undefined> {
	return (await told(host)) ?? (await written(host));
}

async function told(host: Reader): Promise<CrioRuntime | undefined> {
	try {
		const {exitCode, stdout} = await host.query(['crio', 'status', 'config'], {timeoutMs: 2000});
		return exitCode === 0 ? readRuntime(stdout) : undefined;
	} catch {
		return undefined; // not in PATH, or it does not answer
	}
}

async function written(host: Reader): Promise<CrioRuntime | undefined> {
	let all = '';
	try {
		const names = await host.listNames(folder);
		for (const path of [file, ...names.map(name => `${folder}/${name}`)])
			all += `${(await host.readText(path)) ?? ''}\n`;
	} catch {
		return undefined; // for root alone
	}
	return readRuntime(all);
}

/** Of several settings the last holds. */
function readRuntime(toml: string): CrioRuntime | undefined {
	const name = [...toml.matchAll(/^[ \t]*default_runtime[ \t]*=[ \t]*["']([\w.-]+)["']/gm)].at(-1)?.[1];
	if (name === undefined) return undefined;
	const tables = toml
		.split(/^(?=[ \t]*\[)/m)
		.filter(table => table.trimStart().startsWith(`[crio.runtime.runtimes.${name}]`));
	const root = tables
		.map(table => /^[ \t]*runtime_root[ \t]*=[ \t]*["']([^"']+)["']/m.exec(table)?.[1])
		.findLast(each => each);
	return {name, ...(root !== undefined && {root})};
}
