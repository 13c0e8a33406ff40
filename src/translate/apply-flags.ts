import type {FlagRule, Rule} from './rule.ts';
import type {Tables} from './tables.ts';
import type {Ask, Emitted, Found} from './transform.ts';
import {flagTransformNamed} from './transform-named.ts';
import type {Arg, TranslateError} from './types.ts';

export type FlagsApplied = {
	readonly args: readonly Arg[];
	readonly findings: readonly Found[];
	readonly refused: boolean;
};

/** What the rules make of the flags that were given. */
export function applyFlags(rule: Rule, tables: Tables, ask: Ask): FlagsApplied | TranslateError {
	const args: Arg[] = [];
	const findings: Found[] = [];
	let refused = false;
	for (const [name, values] of ask.parsed.flags) {
		const flagRule = flagRuleOf(rule, name, tables);
		if (flagRule === undefined) throw new Error(`docker ${rule.docker} --${name} is undecided`);
		const emitted = applyFlag(flagRule, name, values, tables, ask);
		// docker run ends with 125 for all of its own; other commands leave values to the daemon, and end with 1.
		if ('error' in emitted) return rule.docker === 'run' ? {...emitted, about: 'flag'} : emitted;
		refused ||= emitted.refused === true;
		args.push(...(emitted.args ?? []));
		findings.push(...(emitted.findings ?? []).map(found => ({flag: `--${name}`, ...found})));
	}
	return {args, findings, refused};
}

/** The command's own rule for a flag, else that of the command that it is like. */
export function flagRuleOf(rule: Rule, name: string, {rules}: Pick<Tables, 'rules'>): FlagRule | undefined {
	return rule.flags[name] ?? (rule.like === undefined ? undefined : rules[rule.like]?.flags[name]);
}

function applyFlag(
	rule: FlagRule,
	name: string,
	values: readonly string[],
	tables: Tables,
	ask: Ask,
): Emitted | TranslateError {
	if ('use' in rule) return flagTransformNamed(rule.use, tables)(values, ask);
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
