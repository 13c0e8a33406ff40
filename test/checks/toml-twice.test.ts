import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parse} from 'smol-toml';
import {expect, it} from 'vitest';
import {repairToml} from '../../src/checks/parts/toml-repair.ts';
import {withoutTwice} from '../../src/checks/parts/toml-twice.ts';

/** The commands as they are printed, run on a real file. */
function mended(text: string): unknown {
	const folder = mkdtempSync(join(tmpdir(), 'twice-'));
	const path = join(folder, 'config.toml');
	try {
		writeFileSync(path, text);
		for (const {argv} of repairToml(path, text, text.split('\n').length, 'look')) {
			if (argv) execFileSync(argv[0], argv.slice(1));
		}
		expect(readFileSync(`${path}.before`, 'utf8')).toBe(text);
		return parse(readFileSync(path, 'utf8'));
	} finally {
		rmSync(folder, {recursive: true});
	}
}

// biome-ignore format: a table
it.each<[string, string, unknown]>([
	['a table that was appended again', '[a]\nb = 1\n[c]\nx = 1\n[a]\nb = 2\n',                            {a: {b: 2}, c: {x: 1}}],
	['with a key of its own',           '[a]\nb = "/x"\n\n[c]\nx = 1\n\n[a]\n  d = "a\\\\b"\n',           {a: {b: '/x', d: 'a\\b'}, c: {x: 1}}],
	['empty',                           '[a]\nb = 1\n[c]\n[a]\n',                                          {a: {b: 1}, c: {}}],
	['with a table below it',           '[a]\nb = 1\n[c]\n[a]\nb = 1\n[a.d]\ne = 1\n',                     {a: {b: 1, d: {e: 1}}, c: {}}],
	['quoted otherwise',                '[p."cri"]\nb = 1\n[c]\n[ p.cri ]\nb = 2\n',                       {p: {cri: {b: 2}}, c: {}}],
	['a dotted name of a plugin',       '[p."io.x.v1.cri"]\nb = 1\n[c]\n[p."io.x.v1.cri"]\nd = ["e"]\n',   {p: {'io.x.v1.cri': {b: 1, d: ['e']}}, c: {}}],
	['three times',                     '[a]\nb = 1\n[a]\nb = 2\n[a]\nb = 3\n',                            {a: {b: 3}}],
	['a key in its table',              '[a]\nb = 1\nc = 2\nb = 3\n',                                      {a: {b: 3, c: 2}}],
	['a key of the top',                'version = 2\nroot = "/a"\nversion = 2\n',                         {version: 2, root: '/a'}],
	['a comment behind it',             '[a] # one\nb = 1\n[c]\n[a] # two\nb = 2 # more\n# end\n',         {a: {b: 2}, c: {}}],
	['lists of tables are no doubles',  '[[l]]\nx = 1\n[[l]]\nx = 2\n[a]\nb = 1\n[a]\nb = 2\n',            {l: [{x: 1}, {x: 2}], a: {b: 2}}],
	['a key twice in the second',       '[a]\nb = 1\n[c]\n[a]\nb = 2\nb = 3\nd = 1\nd = 4\n',              {a: {b: 3, d: 4}, c: {}}],
])('%s', (_, text, data) => {
	expect(() => parse(text)).toThrow(/redefine/);
	expect(mended(text)).toEqual(data);
});

it.each([
	['a value that goes on', '[a]\nb = [\n1\n]\n[c]\n[a]\nb = [\n2\n]\n'],
	['nothing twice', '[a]\nb = 1\n'],
])('%s is left to a person', (_, text) => {
	expect(withoutTwice('/f', text)).toEqual([]);
});
