import {readdirSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readTool} from '../../src/translate/backwards/read-tool.ts';
import {cellsOf, translated} from '../../src/translate/cheat/cells.ts';
import {cheatData, openCheatSheet} from '../../src/translate/cheat/load.ts';
import {lex} from '../../src/translate/lex.ts';
import {parse} from '../../src/translate/parse.ts';
import {tables} from './support.ts';

const sheet = openCheatSheet(tables);
const keys = new Set(sheet.entries.map(({key}) => key));
const rows = cheatData.tables.flatMap(table =>
	table.kind === 'commands' ? table.rows.map(row => ({table: table.id, ...row})) : [],
);

function wordsOf(line: string): readonly string[] {
	const lexed = lex(line);
	if ('error' in lexed) throw new Error(`${line}: ${lexed.error}`);
	return lexed.words;
}

describe('the data', () => {
	it.each(['concepts', 'tables'] as const)('every file of %s is there, under its own name', folder => {
		const names = readdirSync(`data/cheat/${folder}`).map(name => name.replace(/\.json$/, ''));
		expect(cheatData[folder].map(({id}) => id).toSorted()).toEqual(names.toSorted());
		for (const each of cheatData[folder])
			expect(each).toEqual(JSON.parse(readFileSync(`data/cheat/${folder}/${each.id}.json`, 'utf8')));
	});

	it.each(cheatData.concepts)('$id: says something, where it comes from, and leads on', concept => {
		expect(concept.text.length).toBeGreaterThan(150);
		expect(concept.source).not.toBe('');
		expect(concept.see.length).toBeGreaterThan(0);
		for (const key of concept.see) expect(keys).toContain(key);
		expect(concept.see).not.toContain(`concept:${concept.id}`);
	});

	it('a table of settings has a cell for each column', () => {
		for (const table of cheatData.tables)
			if (table.kind === 'settings')
				for (const {cells, source} of table.rows) {
					expect(cells).toHaveLength(table.columns.length);
					expect(source).not.toBe('');
				}
	});

	it('what the issue asks for is there', () => {
		for (const key of [
			...['container', 'namespaces', 'shim', 'snapshot', 'cri-and-ctr', 'nerdctl'].map(id => `concept:${id}`),
			...['images', 'containers', 'pods', 'logs', 'exec', 'daemon', 'namespaces'].map(id => `table:${id}`),
			...Object.keys(tables.rules).map(command => `command:${command}`),
		])
			expect(keys).toContain(key);
	});
});

describe('rows of commands', () => {
	it.each(rows.filter(({docker}) => docker !== undefined))('$table: $docker is docker', ({docker}) => {
		const parsed = parse(wordsOf(docker ?? '').slice(1), tables);
		expect('error' in parsed ? parsed.error : undefined).toBe(undefined);
	});

	const written = rows.flatMap(({table, docker, crictl, ctr}) => [
		...(crictl === undefined ? [] : [{table, docker, tool: 'crictl' as const, line: crictl}]),
		...(ctr === undefined ? [] : [{table, docker, tool: 'ctr' as const, line: ctr}]),
	]);

	it.each(written)('$table: $line is a line of $tool', ({tool, line}) => {
		const [first, ...rest] = wordsOf(line);
		expect(first).toBe(tool);
		const read = readTool(tool, rest, tables.tools[tool]);
		if ('error' in read) throw new Error(read.error);
		// A group takes no arguments: what follows would be a command that it does not have.
		const {commands} = tables.tools[tool];
		const isGroup =
			Object.keys(commands[read.command]?.flags ?? {}).length === 0 &&
			Object.keys(commands).some(name => name.startsWith(`${read.command} `));
		expect(isGroup && read.args.length > 0).toBe(false);
	});

	it.each(written)('$table: $line is written by hand only because the translator has none', ({docker, tool}) => {
		if (docker !== undefined) expect(translated(docker, tables, {})[tool]).toBe(undefined);
	});

	it.each(rows)('$table: $what has an answer, or docker alone has it', row => {
		const {docker, crictl, ctr} = cellsOf(row, tables, {});
		expect(docker ?? crictl ?? ctr).not.toBe(undefined);
	});
});

// biome-ignore format: a table
it.each([
	['docker logs --tail 5 web',       {crictl: 'crictl logs --tail 5 ID'}],
	['docker kill web',                {crictl: 'crictl stop --timeout 0 ID', ctr: 'ctr -n k8s.io task kill --signal SIGKILL ID'}],
	['docker pause web',               {ctr: 'ctr -n k8s.io task pause ID'}],
	['docker diff web',                {ctr: 'ctr -n k8s.io snapshots diff ID | tar -tzf -'}],
	['docker cp web:/etc/hosts .',     {crictl: 'cp -R --preserve=mode,timestamps,links /proc/PID/root/etc/hosts .'}],
	['docker exec -u 0 web id',        {ctr: 'ctr -n k8s.io task exec --exec-id exec-NAME --user 0 ID id'}],
	['docker build .',                 {}],
	['docker nosuch',                  {}],
])('%s → %j', (line, cells) => {
	expect(translated(line, tables, {})).toEqual(cells);
});

it('cells are for the versions of the node', () => {
	const row = {what: 'x', docker: 'docker images -f dangling=true'};
	expect(cellsOf(row, tables, {crictl: '1.26'}).crictl).toBe('crictl images');
	expect(cellsOf(row, tables, {crictl: '1.30'}).crictl).toMatch(/--filter/);
	const needs = {what: 'x', crictl: 'crictl runtime-config', since: {containerd: '2.0'}};
	expect(cellsOf(needs, tables, {containerd: '1.7.24'})).toEqual({crictl: '(not with containerd 1.7.24)'});
	expect(cellsOf(needs, tables, {crictl: '1.32', containerd: '2.1'})).toEqual({crictl: 'crictl runtime-config'});
	const own = {what: 'x', ctr: 'ctr deprecations list'};
	expect(cellsOf(own, tables, {containerd: '1.6.20', ctr: '1.6.20'})).toEqual({ctr: '(not in ctr 1.6.20)'});
	expect(cellsOf(own, tables, {containerd: '1.7.24', ctr: '1.7.24'})).toEqual({ctr: 'ctr deprecations list'});
});

describe('search', () => {
	// biome-ignore format: a table
	it.each([
		['logs',                   'table:logs'],
		['docker logs',            'command:logs'],
		['tail',                   'command:logs'],
		['namespace',              'concept:namespaces'],
		['nmaespace',              'concept:namespaces'],
		['insecure registry',      'concept:registries'],
		['daemon.json',            'table:daemon'],
		['mirror',                 'table:daemon'],
		['sandbox',                'concept:pod-sandbox'],
		['task',                   'concept:task'],
		['shim',                   'concept:shim'],
		['snapshot',               'concept:snapshot'],
		['prune',                  'command:image prune'],
		['image gc',               'concept:image-gc'],
		['copy files',             'command:cp'],
		['container ls',           'command:ps'],
		['ctr empty',              'concept:namespaces'],
		['wrong namespace empty list', 'concept:namespaces'],
		['crictl or ctr, which tool', 'concept:cri-and-ctr'],
		['tag',                    'command:tag'],
		['pods',                   'table:pods'],
	])('%s finds %s among the first eight', (query, key) => {
		expect(sheet.search(query).slice(0, 8).map(entry => entry.key)).toContain(key);
	});

	// biome-ignore format: a table
	it.each([
		['logs',         ['table:logs', 'command:logs']],
		['cp',           ['command:cp']],
		['pods',         ['table:pods']],
		['image prune',  ['command:image prune']],
		['namespaces',   ['table:namespaces', 'concept:namespaces']],
		['ps',           ['command:ps']],
	])('%s finds %j first', (query, first) => {
		expect(sheet.search(query).slice(0, first.length).map(entry => entry.key)).toEqual(first);
	});

	it('nothing is like that', () => expect(sheet.search('qqqqqq')).toEqual([]));

	it('without words: everything, tables first', () => {
		expect(sheet.search(' ')).toEqual(sheet.entries);
		expect(sheet.entries[0]?.kind).toBe('table');
	});

	it('whatever is typed: entries, each once', () => {
		fc.assert(
			fc.property(fc.string({maxLength: 40}), query => {
				const found = sheet.search(query);
				expect(new Set(found).size).toBe(found.length);
			}),
			{numRuns: 300},
		);
	});
});
