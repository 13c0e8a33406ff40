import type {Word} from 'unbash';
import {printChain, printCommand} from '../print.ts';
import type {Known} from './known.ts';
import type {DaemonSite} from './site.ts';
import {type SiteDone, stays} from './site-done.ts';

/** A line about docker's daemon in a shell text; undefined where it is about another unit. */
export function translateDaemonSite(site: DaemonSite, typed: string, known: Known): SiteDone | undefined {
	const answer = known.tables.daemon?.(site.words.map(({value}) => value));
	if (answer === undefined || 'error' in answer) return undefined;
	// What only the shell knows could be a unit, a verb or a flag.
	if (site.words.some(isUnknown)) return {translation: stays(typed, [{id: 'shell.daemon-words', kind: 'lost'}], known)};
	const translation = {...answer, docker: typed};
	if (answer.commands.length === 0) return {translation};
	const lines = answer.commands.map(printCommand);
	const text = lines.length === 1 ? (lines[0] ?? '') : `{ ${printChain(lines)}; }`;
	return {translation, printed: site.backquoted ? text.replaceAll('\\', '\\\\') : text};
}

function isUnknown({text, parts = []}: Word): boolean {
	return /[$`]/.test(text) && !parts.every(({type}) => type === 'SingleQuoted');
}
