import {fidelity} from '../fidelity.ts';
import {printCommand} from '../print.ts';
import type {Found} from '../transform.ts';
import type {Fidelity, TranslateError} from '../types.ts';
import {assumed} from '../version.ts';
import {head, nerdctlAnswer} from './nerdctl.ts';
import type {NerdctlTable, NerdctlWish, NotThere, Through} from './table.ts';

/** The answer of nerdctl, where it was asked for. */
export function throughNerdctl(wish: NerdctlWish, table: NerdctlTable): Through | NotThere | TranslateError {
	const {parsed, rule, tables, versions, namespace} = wish;
	const grammar = tables.grammars[parsed.command];
	if (grammar === undefined) throw new Error(`no grammar for docker ${parsed.command}`);
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
export function besideNerdctl(without: Fidelity, wish: NerdctlWish, table: NerdctlTable): readonly Found[] {
	const {versions, parsed} = wish;
	if (versions.nerdctl === undefined) return [];
	if (parsed.help || (without !== 'none' && without !== 'partial')) return [];
	const through = throughNerdctl(wish, table);
	if (!('commands' in through)) return [];
	const grade = fidelity(through);
	if (ranks.indexOf(grade) >= ranks.indexOf(without)) return [];
	const line = through.commands.map(printCommand).join('; ');
	return [{id: 'nerdctl.does-it', kind: 'note', values: {version: through.version, fidelity: grade, line}}];
}

const ranks: readonly Fidelity[] = ['exact', 'close', 'partial', 'none'];
