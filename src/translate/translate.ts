import {quote} from '../model/argv.ts';
import {sayAll} from './finding.ts';
import {fitVersions, toolHas} from './fit-versions.ts';
import type {TargetTool} from './grammar.ts';
import {type Parsed, parse, withoutDocker} from './parse.ts';
import type {FlagRule, Rule} from './rule.ts';
import type {Tables} from './tables.ts';
import type {Ask, Draft, Emitted, Found} from './transform.ts';
import {builders, flagTransforms} from './transforms/index.ts';
import type {Arg, Finding, TranslateError, Translation} from './types.ts';
import {settleVersions, type Versions} from './version.ts';

export type TranslateOptions = {
	/** Prefer this tool where both can answer. */
	readonly target?: TargetTool;
	/** Makes IDs that must be unique differ from call to call; without it they depend on the line alone. */
	readonly unique?: string;
};

/**
 * A docker command in the terms of crictl and ctr.
 *
 * @param words What a shell hands over: `['docker', 'ps', '-a']`; the first `docker` may be missing.
 */
export function translate(
	words: readonly string[],
	tables: Tables,
	versions: Versions = {},
	options: TranslateOptions = {},
): Translation | TranslateError {
	const line = withoutDocker(words);
	const parsed = parse(line, tables);
	if ('error' in parsed) return parsed;
	const rule = tables.rules[parsed.command];
	if (rule === undefined) throw new Error(`no rule for docker ${parsed.command}`);
	const settled = settleVersions(versions);
	const shown = {docker: quote(['docker', ...line]), for: {crictl: settled.crictl, ctr: settled.ctr}};
	if (parsed.help) return {...shown, ...helpOf(rule)};

	const ask = createAsk(parsed, tables, settled, {unique: hash(line), ...options});
	const flags = applyFlags(rule, tables, ask);
	if ('error' in flags) return flags;
	const built = build(rule, flags, ask);
	if ('error' in built) return built;
	const fitted = fitVersions(built.commands, tables.tools, settled);
	const found = [
		...globalFindings(parsed),
		...flags.findings,
		...(built.findings ?? []),
		...fitted.findings,
		...always(rule),
	];
	return {...shown, commands: fitted.commands, findings: sayAll(found, tables.sentences)};
}

type FlagsApplied = {readonly args: readonly Arg[]; readonly findings: readonly Found[]; readonly refused: boolean};

function applyFlags(rule: Rule, tables: Tables, ask: Ask): FlagsApplied | TranslateError {
	const args: Arg[] = [];
	const findings: Found[] = [];
	let refused = false;
	for (const [name, values] of ask.parsed.flags) {
		const flagRule = rule.flags[name] ?? (rule.like === undefined ? undefined : tables.rules[rule.like]?.flags[name]);
		if (flagRule === undefined) throw new Error(`docker ${rule.docker} --${name} is undecided`);
		const emitted = applyFlag(flagRule, name, values, tables, ask);
		if ('error' in emitted) return emitted;
		refused ||= emitted.refused === true;
		args.push(...(emitted.args ?? []));
		findings.push(...(emitted.findings ?? []).map(found => ({flag: `--${name}`, ...found})));
	}
	return {args, findings, refused};
}

function applyFlag(
	rule: FlagRule,
	name: string,
	values: readonly string[],
	tables: Tables,
	ask: Ask,
): Emitted | TranslateError {
	if ('use' in rule) {
		const transform = flagTransforms[rule.use];
		if (transform === undefined) throw new Error(`no transform ${rule.use}`);
		return transform(values, ask);
	}
	const isBool = tables.grammars[ask.parsed.command]?.flags[name]?.type === 'bool';
	if (isBool && values.at(-1) === 'false') return {};
	if ('refused' in rule) return {};
	if ('refuses' in rule) return {findings: [{id: rule.refuses, kind: 'lost'}], refused: true};
	if ('unsupported' in rule) return {findings: [{id: rule.unsupported, kind: 'lost'}]};
	if ('omit' in rule) return {findings: [{id: rule.omit, kind: 'note'}]};
	const said: Found[] = [];
	if (rule.note !== undefined) said.push({id: rule.note, kind: 'note'});
	if (rule.close !== undefined) said.push({id: rule.close, kind: 'close'});
	const isList = !isBool && (tables.grammars[ask.parsed.command]?.flags[name]?.type ?? '').match(/^(list|filter|map)$/);
	const kept = isList ? values : values.slice(-1);
	return {args: isBool ? [rule.to] : kept.flatMap(value => [rule.to, value]), findings: said};
}

function build(rule: Rule, flags: FlagsApplied, ask: Ask) {
	if (rule.refuse !== undefined) return {commands: [], findings: [{id: rule.refuse, kind: 'lost'} as const]};
	if (flags.refused) return {commands: []};
	const builder = builders[rule.build ?? 'line'];
	if (builder === undefined) throw new Error(`no builder ${rule.build}`);
	const draft: Draft = {rule, args: flags.args};
	return builder(draft, ask);
}

function createAsk(
	parsed: Parsed,
	tables: Tables,
	versions: ReturnType<typeof settleVersions>,
	options: {readonly target?: TargetTool; readonly unique: string},
): Ask {
	const values = (flag: string) => parsed.flags.get(flag) ?? [];
	return {
		parsed,
		versions,
		target: options.target,
		unique: options.unique,
		has: (tool, command, flag) => toolHas(tables.tools[tool], versions[tool], command, flag),
		value: flag => values(flag).at(-1),
		values,
		on: flag => values(flag).at(-1) === 'true',
	};
}

function globalFindings({globals}: Parsed): readonly Found[] {
	const said = [...globals.keys()].filter(name => name !== 'version');
	return said.map(name => {
		const elsewhere = name === 'host' || name === 'context';
		return {
			id: `global.${elsewhere ? 'host' : name.startsWith('tls') ? 'tls' : name}`,
			kind: elsewhere ? 'close' : 'note',
			flag: `--${name}`,
		};
	});
}

function always(rule: Rule): readonly Found[] {
	return [
		...(rule.close ?? []).map((id): Found => ({id, kind: 'close'})),
		...(rule.notes ?? []).map((id): Found => ({id, kind: 'note'})),
	];
}

function helpOf({target}: Rule): Pick<Translation, 'commands' | 'findings'> {
	const none: readonly Finding[] = [];
	return {
		commands: [{argv: [...(target ?? ['crictl']), '--help'] as [string, ...string[]], effect: 'read'}],
		findings: none,
	};
}

/** FNV-1a of the line: short, the same each time, and different for different lines. */
function hash(words: readonly string[]): string {
	let value = 0x811c9dc5;
	for (const character of words.join('\0')) {
		value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
	}
	return value.toString(16).padStart(8, '0').slice(0, 6);
}
