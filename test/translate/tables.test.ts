import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {takeApart} from '../../src/translate/fit-versions.ts';
import type {DockerFlag} from '../../src/translate/grammar.ts';
import type {FlagRule} from '../../src/translate/rule.ts';
import {builders, flagTransforms} from '../../src/translate/transforms/index.ts';
import {tables} from './support.ts';

const commands = [...new Set(Object.values(tables.index.names))];

function ruleOf(command: string, flag: string): FlagRule | undefined {
	const rule = tables.rules[command];
	return rule?.flags[flag] ?? (rule?.like === undefined ? undefined : tables.rules[rule.like]?.flags[flag]);
}

function sentencesOf(rule: FlagRule): readonly string[] {
	if ('unsupported' in rule) return [rule.unsupported];
	if ('refuses' in rule) return [rule.refuses];
	if ('omit' in rule) return [rule.omit];
	return 'to' in rule ? [rule.note, rule.close].filter(id => id !== undefined) : [];
}

it('has one rule for each docker command, and none for anything else', () => {
	const files = readdirSync('data/rules').map(name => name.replace(/\.json$/, ''));
	expect(files.sort()).toEqual(commands.map(command => command.replaceAll(' ', '-')).sort());
});

describe.each(commands)('docker %s', command => {
	const rule = tables.rules[command];
	const flags: Readonly<Record<string, DockerFlag>> = tables.grammars[command]?.flags ?? {};

	it('decides every flag', () => {
		const undecided = Object.keys(flags).filter(
			name => flags[name]?.same === undefined && ruleOf(command, name) === undefined,
		);
		expect(undecided).toEqual([]);
	});

	it('invents no flag', () => {
		expect(Object.keys(rule?.flags ?? {}).filter(name => flags[name] === undefined)).toEqual([]);
	});

	it('names only what exists', () => {
		const rules = Object.values(rule?.flags ?? {});
		const ids = [
			...rules.flatMap(sentencesOf),
			...(rule?.notes ?? []),
			...(rule?.close ?? []),
			...(rule?.refuse ? [rule.refuse] : []),
		];
		expect(ids.filter(id => tables.sentences[id] === undefined)).toEqual([]);
		expect(rules.filter(one => 'use' in one && flagTransforms[one.use] === undefined)).toEqual([]);
		expect(rule?.build === undefined || builders[rule.build] !== undefined).toBe(true);
		expect(rule?.summary).toMatch(/^[a-z].*[^.]$/);
		expect(rule?.refuse !== undefined || rule?.target !== undefined).toBe(true);
	});

	it('emits only flags that its target has had', () => {
		const [tool, ...words] = rule?.target ?? [];
		if (tool !== 'crictl' && tool !== 'ctr') return;
		const grammar = tables.tools[tool];
		const {name} = takeApart(grammar, [tool, ...words]);
		const targets = Object.values(rule?.flags ?? {}).flatMap(one => ('to' in one ? [one.to] : []));
		expect(targets.filter(flag => grammar.commands[name]?.flags[flag.slice(2)] === undefined)).toEqual([]);
	});
});

it('every sentence is used, in rules or in transforms', async () => {
	const {readFile} = await import('node:fs/promises');
	const folder = 'src/translate';
	const code = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('.ts'));
	const daemon = readdirSync('data/daemon')
		.map(name => readFileSync(`data/daemon/${name}`, 'utf8'))
		.join('\n');
	const texts = await Promise.all(code.map(name => readFile(`${folder}/${name}`, 'utf8')));
	const all = `${texts.join('\n')}\n${JSON.stringify(tables.rules)}${await readFile('data/nerdctl.json', 'utf8')}${await readFile('data/clients.json', 'utf8')}${daemon}`;
	const built = /^(ps\.filter-|inspect\.(network|volume)$|global\.|swarm\.)/;
	expect(Object.keys(tables.sentences).filter(id => !built.test(id) && !all.includes(id))).toEqual([]);
});
