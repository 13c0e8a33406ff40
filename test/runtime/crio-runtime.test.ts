import {expect, it} from 'vitest';
import type {Reader} from '../../src/host/host.ts';
import {crioRuntime} from '../../src/runtime/crio-runtime.ts';

/** A node with these files, on which `crio status config` prints this, or is not there. */
function node(files: Readonly<Record<string, string>>, said?: string): Reader {
	const part: Partial<Reader> = {
		async query() {
			if (said === undefined) throw new Error('crio: not found');
			return {exitCode: 0, stdout: said, stderr: '', durationMs: 1};
		},
		readText: async path => files[path],
		listNames: async folder =>
			Object.keys(files)
				.filter(path => path.startsWith(`${folder}/`))
				.map(path => path.slice(folder.length + 1))
				.sort(),
	};
	return part as Reader;
}

const main = '/etc/crio/crio.conf';
const setTo = (runtime: string) => `[crio.runtime]\n  default_runtime = "${runtime}"\n`;

// biome-ignore format: a table
it.each([
	['CRI-O itself, over its files',      node({[main]: setTo('crun')}, `[crio]\n    default_runtime = "runc"\n`), {name: 'runc'}],
	['its file',                          node({[main]: setTo('crun')}),                                            {name: 'crun'}],
	['a later file over an earlier one',  node({[main]: setTo('runc'), [`${main}.d/10-crun.conf`]: setTo('crun')}), {name: 'crun'}],
	['a file that says nothing of it',    node({[main]: setTo('runc'), [`${main}.d/99-x.conf`]: '# default_runtime = "crun"\n'}), {name: 'runc'}],
	['where its state is kept',           node({[main]: `${setTo('runc')}[crio.runtime.runtimes.crun]\nruntime_root = "/a"\n[crio.runtime.runtimes.runc]\nruntime_root = "/b"\n`}), {name: 'runc', root: '/b'}],
	['nothing that is said',              node({}),                                                                  undefined],
])('%s', async (_name, reader, runtime) => {
	expect(await crioRuntime(reader)).toEqual(runtime);
});
