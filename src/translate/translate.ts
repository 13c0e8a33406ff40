import {quote} from '../model/argv.ts';
import {applyFlags, type FlagsApplied} from './apply-flags.ts';
import {createAsk} from './ask.ts';
import {type Called, calledFindings} from './called.ts';
import {isDaemonLine} from './daemon/line.ts';
import {elsewhere, type Placed} from './elsewhere.ts';
import {fidelity} from './fidelity.ts';
import {sayAll} from './finding.ts';
import {fitVersions} from './fit-versions.ts';
import type {PreferredTool} from './grammar.ts';
import {type Missing, missingFindings, missingTools} from './missing-tools.ts';
import type {NerdctlWish} from './nerdctl/table.ts';
import {newerThanKnown} from './newer.ts';
import {type Environment, withOwnEnvironment} from './own-environment.ts';
import {type Parsed, parse, withoutDocker} from './parse.ts';
import type {Rule} from './rule.ts';
import type {Tables} from './tables.ts';
import type {Ask, Built, Draft, Found} from './transform.ts';
import {builderNamed, builderOf} from './transform-named.ts';
import {line as plainLine} from './transforms/line.ts';
import type {Command, Finding, TranslateError, Translation} from './types.ts';
import {settleVersions, type Versions} from './version.ts';

export type TranslateOptions = {
	/** Prefer this tool where several can answer. */
	readonly target?: PreferredTool;
	/** Makes IDs that must be unique differ from call to call; without it they depend on the line alone. */
	readonly unique?: string;
	/** The containerd namespace that nerdctl looks into; the kubelet's without it. */
	readonly namespace?: string;
	/** The versions are those of this node: a tool that has none is not there. */
	readonly here?: boolean;
	/** In place of the command's rule, where its containers (or its image) are no pod's. */
	readonly buildInstead?: (ask: Ask) => Built;
	/** A program may read what is printed: JSON has docker's shape. */
	readonly shaped?: boolean;
	/** A program does read it: nobody looks at it. */
	readonly piped?: boolean;
	/** The environment of the shell that runs it: what `--env NAME` takes its value from. */
	readonly environment?: Environment;
	/** How the tools of this node are called, where their bare names do not do. */
	readonly called?: Called;
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
	const crio = versions.crio === undefined ? undefined : tables.crio;
	if (tables.daemon !== undefined && isDaemonLine(words)) {
		const answer = tables.daemon(words);
		return crio === undefined || 'error' in answer ? answer : crio.daemon(answer, versions.crio ?? '');
	}
	const line = withoutDocker(words);
	const typed = parse(line, tables);
	if ('error' in typed) return typed;
	const parsed = withOwnEnvironment(typed, options.environment);
	const rule = tables.rules[parsed.command];
	if (rule === undefined) throw new Error(`no rule for docker ${parsed.command}`);
	const settled = settleVersions(versions);
	const shown = {docker: quote(['docker', ...line]), for: {crictl: settled.crictl, ctr: settled.ctr}};
	const nerdctl: NerdctlWish = {parsed, rule, tables, versions, namespace: options.namespace ?? 'k8s.io'};
	const preferred = options.target === 'nerdctl' ? nerdctlOf(tables).through(nerdctl) : undefined;
	if (preferred !== undefined && 'error' in preferred) return preferred;
	if (preferred !== undefined && 'commands' in preferred) {
		const globals = globalFindings(parsed).map(one =>
			one.id === 'global.config' ? {...one, id: 'nerdctl.config'} : one,
		);
		const newer = newerThanKnown(preferred.commands, {nerdctl: preferred.version});
		const {commands, findings: said} = placed(parsed, preferred.commands);
		const findings = sayAll([...globals, ...said, ...preferred.findings, ...newer], tables.sentences);
		return {...shown, commands, findings, for: {...shown.for, nerdctl: preferred.version}};
	}
	if (parsed.help) return {...shown, ...helpOf(rule)};

	const missing: Missing = options.here && crio === undefined ? missingTools(versions) : new Set();
	// What two can do is done by the one that is there.
	const target = options.target ?? (missing.has('crictl') && !missing.has('ctr') ? 'ctr' : undefined);
	const ask = createAsk(parsed, line, tables, settled, {
		...options,
		...(target && {target}),
		containerd: crio === undefined,
		ctr: target !== 'crictl' && crio === undefined && !missing.has('ctr'),
	});
	const {buildInstead} = options;
	const flags = buildInstead === undefined ? applyFlags(rule, tables, ask) : none;
	if ('error' in flags) return flags;
	const built = buildInstead === undefined ? build(rule, flags, ask, tables) : buildInstead(ask);
	if ('error' in built) return built;
	const fitted = fitVersions(built.commands, tables.tools, settled);
	const found = [
		...globalFindings(parsed),
		...(built.instead ? [] : flags.findings.filter(({kind}) => !flags.refused || kind === 'lost')),
		...(built.findings ?? []),
		...fitted.findings,
		// How an answer differs does not matter where there is none.
		...(buildInstead === undefined && !flags.refused ? always(rule) : []),
	];
	const {commands, findings: said} = placed(parsed, fitted.commands);
	found.push(...said);
	found.push(...missingFindings(parsed.command, commands, missing));
	if (options.called !== undefined) found.push(...calledFindings(commands, options.called));
	const more =
		preferred === undefined
			? (tables.nerdctl?.beside(fidelity({commands, findings: found}), nerdctl) ?? [])
			: [preferred.lacks];
	const answer: Translation = {
		...shown,
		commands,
		findings: sayAll([...found, ...more, ...newerThanKnown(commands, settled)], tables.sentences),
	};
	return crio === undefined ? answer : crio.docker(answer, parsed, line, versions);
}

const none: FlagsApplied = {args: [], findings: [], refused: false};

/** The commands where the line means them to run. */
function placed(parsed: Parsed, commands: readonly Command[]): Placed {
	const isElsewhere = parsed.globals.has('host') || parsed.globals.has('context');
	return isElsewhere ? elsewhere(parsed, commands) : {commands, findings: []};
}

function nerdctlOf({nerdctl}: Tables): NonNullable<Tables['nerdctl']> {
	if (nerdctl === undefined) throw new Error('the tables have nothing of nerdctl');
	return nerdctl;
}

function build(rule: Rule, flags: FlagsApplied, ask: Ask, tables: Tables): Built | TranslateError {
	if (rule.refuse !== undefined && rule.build === undefined)
		return {commands: [], findings: [{id: rule.refuse, kind: 'lost'}]};
	if (flags.refused) return {commands: []};
	const draft: Draft = {rule, args: flags.args};
	// What a program reads is made docker's, which is more than a line.
	const name = ask.shaped && ask.piped ? rule.build : builderOf(rule, ask.parsed);
	return name === undefined ? plainLine(draft, ask) : builderNamed(name, tables)(draft, ask);
}

function globalFindings({globals}: Parsed): readonly Found[] {
	if (globals.size === 0) return [];
	const said = [...globals.keys()].filter(name => !['version', 'host', 'context'].includes(name));
	return said.map(name => ({
		id: `global.${name.startsWith('tls') ? 'tls' : name}`,
		kind: 'note',
		flag: `--${name}`,
	}));
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
		commands: [
			{
				argv: [...(isTool(target?.[0]) ? (target ?? []) : ['crictl']), '--help'] as [string, ...string[]],
				effect: 'read',
			},
		],
		findings: none,
	};
}

/** Where something else than a tool answers (`sh`, `cp`, `tar`), its own help would not be about docker's command. */
function isTool(word: string | undefined): boolean {
	return word === 'crictl' || word === 'ctr';
}
