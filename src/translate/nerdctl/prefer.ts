import {fidelity} from '../fidelity.ts';
import type {Parsed} from '../parse.ts';
import {printCommand} from '../print.ts';
import type {Rule} from '../rule.ts';
import type {Tables} from '../tables.ts';
import type {Found} from '../transform.ts';
import type {Fidelity, TranslateError} from '../types.ts';
import {assumed, type Versions} from '../version.ts';
import {head, type NerdctlAnswer, type NotThere, nerdctlAnswer} from './nerdctl.ts';

export type NerdctlWish = {
	readonly parsed: Parsed;
	readonly rule: Rule;
	readonly tables: Tables;
	readonly versions: Versions;
	readonly namespace: string;
};

type Through = NerdctlAnswer & {readonly version: string};

/** The answer of nerdctl, where it was asked for. */
export function throughNerdctl(wish: NerdctlWish): Through | NotThere | TranslateError {
	const {parsed, rule, tables, versions, namespace} = wish;
	const {nerdctl: table, grammars} = tables;
	const grammar = grammars[parsed.command];
	if (table === undefined || grammar === undefined) throw new Error('the tables have nothing of nerdctl');
	const version = versions.nerdctl ?? assumed.nerdctl;
	const ask = {parsed, grammar, rule, table, version, namespace};
	if (parsed.help) {
		const argv = [...head(ask), ...parsed.command.split(' '), '--help'] as [string, ...string[]];
		return {commands: [{argv, effect: 'read'}], findings: [], version};
	}
	const answer = nerdctlAnswer(ask);
	return 'commands' in answer ? {...answer, version} : answer;
}

/** Where crictl and ctr do less than nerdctl, and nerdctl is known to be there: its line, as a hint. */
export function besideNerdctl(without: Fidelity, wish: NerdctlWish): readonly Found[] {
	const {tables, versions, parsed} = wish;
	if (tables.nerdctl === undefined || versions.nerdctl === undefined) return [];
	if (parsed.help || (without !== 'none' && without !== 'partial')) return [];
	const through = throughNerdctl(wish);
	if (!('commands' in through)) return [];
	const grade = fidelity(through);
	if (ranks.indexOf(grade) >= ranks.indexOf(without)) return [];
	const line = through.commands.map(printCommand).join('; ');
	return [{id: 'nerdctl.does-it', kind: 'note', values: {version: through.version, fidelity: grade, line}}];
}

const ranks: readonly Fidelity[] = ['exact', 'close', 'partial', 'none'];
