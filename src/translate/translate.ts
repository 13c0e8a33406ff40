import {quote} from '../model/argv.ts';
import {applyFlags, type FlagsApplied} from './apply-flags.ts';
import {createAsk, hash} from './ask.ts';
import {sayAll} from './finding.ts';
import {fitVersions} from './fit-versions.ts';
import type {TargetTool} from './grammar.ts';
import {type Parsed, parse, withoutDocker} from './parse.ts';
import type {Rule} from './rule.ts';
import type {Tables} from './tables.ts';
import type {Ask, Built, Draft, Found} from './transform.ts';
import {builders} from './transforms/index.ts';
import type {Finding, TranslateError, Translation} from './types.ts';
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
		...(built.instead ? [] : flags.findings),
		...(built.findings ?? []),
		...fitted.findings,
		...always(rule),
	];
	return {...shown, commands: fitted.commands, findings: sayAll(found, tables.sentences)};
}

function build(rule: Rule, flags: FlagsApplied, ask: Ask): Built | TranslateError {
	if (rule.refuse !== undefined) return {commands: [], findings: [{id: rule.refuse, kind: 'lost'}]};
	if (flags.refused) return {commands: []};
	const builder = builders[rule.build ?? 'line'];
	if (builder === undefined) throw new Error(`no builder ${rule.build}`);
	const draft: Draft = {rule, args: flags.args};
	return builder(draft, ask);
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
