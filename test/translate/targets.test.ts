import {readdirSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {ToolGrammar} from '../../src/translate/grammar.ts';
import {printScript} from '../../src/translate/print.ts';
import {type TranslateOptions, translate} from '../../src/translate/translate.ts';
import type {Translation} from '../../src/translate/types.ts';
import {compareVersions, settleVersions, type Versions} from '../../src/translate/version.ts';
import {toolLines, unknownIn} from '../support/tool-lines.ts';
import {tables, tablesWithNerdctl} from './support.ts';

type Node = Versions & Required<Pick<Versions, 'crictl' | 'ctr' | 'nerdctl'>>;

/** Together all versions that are told apart: crictl, ctr and nerdctl do not depend on each other. */
const nodes: readonly Node[] = [
	{crictl: '1.20', ctr: '1.6', nerdctl: '0.8.0'},
	{crictl: '1.26', ctr: '1.6.20', nerdctl: '0.17.1'},
	{crictl: '1.30', ctr: '1.7.24', nerdctl: '1.0.0'},
	{crictl: '1.30.0', ctr: '1.7', nerdctl: '1.7.7'},
	{crictl: '1.32', ctr: '2.0', nerdctl: '2.0.5'},
	{crictl: '1.34', ctr: '2.1', nerdctl: '2.1.6'},
	{crictl: '1.36', ctr: '2.2', nerdctl: '2.2.2'},
	{crictl: '1.99', ctr: '3.0', nerdctl: '9.9'},
];
const targets = [undefined, 'crictl', 'ctr', 'nerdctl'] as const;
const commands = [...new Set(Object.values(tables.index.names))];

/** Values that docker would take, the first for flags that take any text; of a filter one of its keys. */
const values: Readonly<Record<string, readonly string[]>> = {
	string: [
		'web',
		'json',
		'container',
		'/a',
		'always',
		'k8s',
		'5',
		'host',
		'2024-01-02T03:04:05',
		'SIGINT',
		'1.5',
		'10m',
		'PATH /a',
		'{{.ID}}',
	],
	list: [
		'A=b',
		'80:80',
		'/a:/b',
		'/dev/null',
		'web',
		'ALL',
		'type=bind,src=/a,dst=/b',
		'host:1.2.3.4',
		'no-new-privileges',
		'8.8.8.8',
	],
	filter: [
		'status=running',
		'label=a=b',
		'dangling=true',
		'until=1h',
		'reference=x',
		'event=start',
		'driver=x',
		'name=a',
		'is-official=true',
		'type=volume',
		'id=a',
		'role=manager',
		'enabled=true',
	],
};
const others = ['64', '5s', '512m', '1.5', 'nofile=5:6', '/dev/null:1mb', '0', 'a=b', 'net.a=b', '/dev/null:10'];

function valuesOf(flag: string, type: string): readonly string[] {
	if (type === 'bool') return ['true', 'false'];
	if (flag === 'filter') return values.filter ?? [];
	return [...(values[type] ?? []), ...others, ...(values.string ?? []), ...(values.list ?? [])];
}

function argumentsFor(command: string): readonly string[] {
	const min = tables.grammars[command]?.min ?? 0;
	const all: Readonly<Record<string, readonly string[]>> = {
		cp: ['web:/x', '.'],
		compose: ['up'],
		tag: ['a:1', 'b:2'],
		'container prune': [],
	};
	return all[command] ?? ['web', 'b', 'c'].slice(0, min);
}

function answer(
	command: string,
	typed: readonly string[],
	node: Versions,
	options: TranslateOptions,
): Translation | undefined {
	const words = [...command.split(' '), ...typed, ...argumentsFor(command)];
	const result = translate(words, tablesWithNerdctl, node, options);
	return 'error' in result ? undefined : result;
}

/** The answer to the flag with the first value that docker would take. */
function firstAnswer(command: string, flag: string, type: string, node: Versions, options: TranslateOptions) {
	for (const value of valuesOf(flag, type)) {
		const given = answer(command, [`--${flag}=${value}`], node, options);
		if (given !== undefined) return given;
	}
	return undefined;
}

/** All values of a flag that docker would take. */
function accepted(command: string, flag: string, type: string): readonly string[] {
	const key = `${command} --${flag}`;
	const known = acceptedBefore.get(key);
	if (known !== undefined) return known;
	const found = valuesOf(flag, type).filter(value => answer(command, [`--${flag}=${value}`], {}, {}) !== undefined);
	acceptedBefore.set(key, found);
	return found;
}
const acceptedBefore = new Map<string, readonly string[]>();

/** What an answer says that these versions do not know; also what the shell asks for IDs on the way. */
function unknown(result: Translation, node: Node): readonly string[] {
	const known = settleVersions(node);
	const version: Readonly<Record<string, string>> = {crictl: known.crictl, ctr: known.ctr, nerdctl: node.nerdctl};
	const text = printScript(result);
	const lines = read.get(text) ?? toolLines(text);
	read.set(text, lines);
	return lines.flatMap(line => {
		const [tool = ''] = line;
		if (isTrap(line, version[tool] ?? '')) return [`${line.join(' ')}: a trap of ${tool} ${version[tool]}`];
		return unknownIn(line, grammars[tool] as ToolGrammar, version[tool] ?? '').map(
			problem => `docker ${result.docker.slice(7)}: ${line.join(' ')}: ${problem} (${tool} ${version[tool]})`,
		);
	});
}

/**
 * Flags that are there and do not work. Source: cri-tools 1.34 to 1.36 (`inspect --name` finds nothing); containerd 2.0
 * ctr (`-k` and `--plain-http` need `--local`: the transfer service does not know them).
 */
function isTrap(line: readonly string[], version: string): boolean {
	const has = (...words: readonly string[]) => words.some(word => line.includes(word));
	if (line[0] === 'crictl' && line.includes('inspect')) return has('--name') && compareVersions(version, '1.34') >= 0;
	if (line[0] !== 'ctr' || !has('pull', 'push') || compareVersions(version, '2.0') < 0) return false;
	return has('-k', '--skip-verify', '--plain-http') && !has('--local');
}

/** Texts that were read already: many flags change nothing in them. */
const read = new Map<string, ReturnType<typeof toolLines>>();

const grammars: Readonly<Record<string, ToolGrammar>> = {
	...tables.tools,
	nerdctl: JSON.parse(readFileSync('data/grammar/nerdctl.json', 'utf8')),
};

it('the reader of this test finds what a version does not know', () => {
	const problems = (text: string, version: string) =>
		toolLines(text).flatMap(line => unknownIn(line, grammars[line[0] ?? ''] as ToolGrammar, version));
	expect(problems('x | xargs crictl exec --image a id', '1.30')).toEqual(['--image lives 1.32.0–']);
	expect(problems('[ -n "$(crictl events)" ] || crictl ps --nosuch', '1.26')).toEqual([
		'command events since 1.29.0',
		'no flag --nosuch',
	]);
	expect(problems("sh -c 'ctr -n a t ls -q | ctr c ls --quiet'", '1.7')).toEqual([]);
	expect(problems('ctr -n k8s.io images nosuch', '1.7')).toEqual(['no command nosuch']);
	expect(isTrap(['crictl', 'inspect', '--name', 'web'], '1.35')).toBe(true);
	expect(isTrap(['ctr', 'images', 'pull', '-k', 'web'], '2.0')).toBe(true);
	expect(isTrap(['ctr', 'images', 'pull', '-k', '--local', 'web'], '2.0')).toBe(false);
	expect(problems('crictl ps --name', '1.30')).toEqual(['--name without a value']);
});

describe.each(nodes)('crictl $crictl, ctr $ctr, nerdctl $nerdctl', node => {
	it.each(commands)('docker %s with each of its flags emits only what is there', command => {
		const flags = Object.entries(tables.grammars[command]?.flags ?? {});
		for (const target of targets) {
			const options = target === undefined ? {} : {target};
			const bare = answer(command, [], node, options);
			expect(bare === undefined ? [] : unknown(bare, node)).toEqual([]);
			for (const [name, {type}] of flags) {
				const one = firstAnswer(command, name, type, node, options);
				expect(one, `docker ${command} --${name} is answered`).toBeDefined();
				if (one !== undefined) expect(unknown(one, node)).toEqual([]);
			}
		}
	});
});

it('nor do many flags together, of any command, with any values, for any versions', () => {
	const pick = fc.record({
		command: fc.constantFrom(...commands),
		node: fc.record({
			crictl: fc.constantFrom('1.20', '1.24', '1.26', '1.28', '1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.36'),
			ctr: fc.constantFrom('1.6.0', '1.6.20', '1.7.0', '1.7.24', '2.0', '2.1', '2.2', '2.3'),
			nerdctl: fc.constantFrom('0.8.0', '0.17', '0.22', '1.0', '1.5', '1.7', '2.0', '2.1', '2.3.5'),
		}),
		target: fc.constantFrom(...targets),
		choices: fc.array(fc.tuple(fc.nat(), fc.nat()), {maxLength: 8}),
	});
	fc.assert(
		fc.property(pick, ({command, node, target, choices}) => {
			const flags = Object.entries(tables.grammars[command]?.flags ?? {});
			const typed = choices.flatMap(([which, value]) => {
				const [name, {type}] = flags[which % Math.max(1, flags.length)] ?? ['', {type: ''}];
				const given = name === '' ? [] : accepted(command, name, type);
				return given.length === 0 ? [] : [`--${name}=${given[value % given.length]}`];
			});
			const result = answer(command, typed, node, target === undefined ? {} : {target});
			expect(result === undefined ? [] : unknown(result, node)).toEqual([]);
		}),
		{numRuns: Number(process.env.RTCONSOLE_RUNS ?? 500)},
	);
});

describe.each(readdirSync('test/fixtures/docker-flags'))('docker %s', file => {
	const lines = readFileSync(`test/fixtures/docker-flags/${file}`, 'utf8').trimEnd().split('\n');

	it('has no command and no flag that is not read and decided here', () => {
		const undecided = lines.flatMap(line => {
			const [command = '', flags = ''] = line.split(':');
			const rule = tables.rules[command];
			const inherited = rule?.like === undefined ? undefined : tables.rules[rule.like]?.flags;
			const known = tables.grammars[command]?.flags;
			return flags
				.split(' ')
				.filter(flag => flag !== '')
				.filter(
					flag =>
						known?.[flag] === undefined || !(known[flag].same !== undefined || rule?.flags[flag] || inherited?.[flag]),
				)
				.map(flag => `docker ${command} --${flag}`);
		});
		expect(undecided).toEqual([]);
		expect(lines.length).toBeGreaterThan(100);
	});
});
