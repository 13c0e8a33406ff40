import {quote} from '../../model/argv.ts';
import type {DockerGrammar} from '../grammar.ts';
import type {Parsed} from '../parse.ts';
import type {Rule} from '../rule.ts';
import type {Found} from '../transform.ts';
import type {Command, TranslateError} from '../types.ts';
import {livesIn} from '../version.ts';
import {argumentsOf} from './arguments.ts';
import {composeOf} from './compose.ts';
import {type FlagsOfNerdctl, flagsOf} from './flags.ts';
import type {NerdctlAnswer, NerdctlTable, NotThere} from './table.ts';

export type NerdctlAsk = {
	readonly parsed: Parsed;
	readonly grammar: DockerGrammar;
	readonly rule: Rule;
	readonly table: NerdctlTable;
	readonly version: string;
	/** The containerd namespace to look into. */
	readonly namespace: string;
};

/**
 * A docker command as nerdctl has it: the same words, in the kubelet's containerd namespace, less what this version does
 * not know. Where more would be destroyed without what it does not know, there is no command.
 */
export function nerdctlAnswer(ask: NerdctlAsk): NerdctlAnswer | NotThere | TranslateError {
	const {parsed, grammar, rule, table, version} = ask;
	if (parsed.command === 'compose') return composeOf(ask);
	const missing = lacksCommand(parsed.command, table, version);
	if (missing !== undefined) return {lacks: missing};
	const flags = flagsOf(parsed, grammar.flags, table, version);
	const leave = table.differences.leave[parsed.command] ?? leaveFor(ask);
	if (leave !== undefined && ask.namespace === 'k8s.io') return {lacks: left(leave, ask, flags)};
	if (flags.less && rule.effect === 'destroy') return {commands: [], findings: tooMuch(flags)};
	const args = argumentsOf(parsed, grammar.usage, ask.namespace);
	const stop = args.some(arg => typeof arg === 'string' && arg.startsWith('-')) && !grammar.stopsAtFirstArgument;
	const argv: Command['argv'] = [
		...head(ask),
		...parsed.command.split(' '),
		...flags.args,
		...(stop ? ['--'] : []),
		...args,
	];
	const terminal = terminalOf(parsed);
	const command: Command = {argv, effect: rule.effect, ...(terminal === undefined ? {} : {terminal})};
	return {
		commands: [command],
		findings: [...flags.findings, ...saidOf(parsed.command, table, version), ...templateOf(parsed)],
	};
}

/** By the filter: what nerdctl takes for something else where pods are. */
function leaveFor({parsed: {command, flags}, table}: NerdctlAsk): string | undefined {
	const filters = flags.get('filter') ?? [];
	const known = Object.entries(table.differences.leaveFor[command] ?? {});
	return known.find(([begin]) => filters.some(filter => filter.startsWith(begin)))?.[1];
}

/** What is not done to containers of pods, with the line for those that nerdctl made itself; never a line that does more. */
function left(id: string, {parsed: {command, args}}: NerdctlAsk, flags: FlagsOfNerdctl): Found {
	const words = flags.less ? ['--help'] : [...flags.args, ...args];
	const argv = ['nerdctl', '--namespace', 'default', ...command.split(' '), ...words];
	return {id, kind: 'note', values: {command, line: quote(argv)}};
}

/** `nerdctl --namespace k8s.io`: without it, nerdctl looks into `default`, which the kubelet never uses. */
export function head({
	parsed,
	table,
	namespace,
}: Pick<NerdctlAsk, 'parsed' | 'table' | 'namespace'>): [string, ...string[]] {
	return table.differences.namespace.none.includes(parsed.command)
		? ['nerdctl']
		: ['nerdctl', '--namespace', namespace];
}

export function lacksCommand(command: string, {grammar}: NerdctlTable, version: string): Found | undefined {
	const found = grammar.commands[command];
	if (found === undefined) return {id: 'nerdctl.command', kind: 'note', values: {command}};
	if (livesIn(version, found)) return undefined;
	const since = found.since ?? '';
	return {id: 'nerdctl.command-since', kind: 'note', values: {command, version, since}};
}

export function saidOf(command: string, {differences}: NerdctlTable, version: string): readonly Found[] {
	const said = differences.findings[command] ?? [];
	return said.filter(one => livesIn(version, one)).map(({id, kind}) => ({id, kind, values: {version}}));
}

function tooMuch({findings}: FlagsOfNerdctl): readonly Found[] {
	return [...findings, {id: 'nerdctl.refused', kind: 'lost'}];
}

function templateOf({flags}: Parsed): readonly Found[] {
	return flags.get('format')?.at(-1)?.includes('{{') ? [{id: 'nerdctl.format', kind: 'close', flag: '--format'}] : [];
}

/** Who wants the terminal or carries bytes, and who does not end by itself. */
function terminalOf({command, flags, args}: Parsed): Command['terminal'] {
	const on = (flag: string) => flags.get(flag)?.at(-1) === 'true';
	if (command === 'logs') return on('follow') ? 'follow' : undefined;
	if (command === 'events') return 'follow';
	if (command === 'stats') return on('no-stream') ? undefined : 'attach';
	if (command === 'run') return on('detach') ? undefined : 'attach';
	if (command === 'exec') return on('interactive') || on('tty') ? 'attach' : undefined;
	if (command === 'start') return on('attach') || on('interactive') ? 'attach' : undefined;
	if (command === 'save' || command === 'export') return flags.has('output') ? undefined : 'attach';
	if (command === 'load') return flags.has('input') ? undefined : 'attach';
	if (command === 'cp' || command === 'import') return args.includes('-') ? 'attach' : undefined;
	return ['attach', 'build', 'login'].includes(command) ? 'attach' : undefined;
}
