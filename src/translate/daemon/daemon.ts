import {quote} from '../../model/argv.ts';
import {sayAll} from '../finding.ts';
import type {Sentences} from '../rule.ts';
import type {Found} from '../transform.ts';
import type {Command, TranslateError, Translation} from '../types.ts';
import {dockerd} from './dockerd.ts';
import {journalctl} from './journalctl.ts';
import {initScript, programOf} from './line.ts';
import type {DaemonRules} from './rule.ts';
import {type ServiceLine, systemctl} from './systemctl.ts';

export type DaemonAnswer = {readonly commands: readonly Command[]; readonly findings: readonly Found[]};

/** A line about docker's daemon in the terms of containerd and the kubelet, which do its work for pods. */
export function translateDaemon(
	words: readonly string[],
	rules: DaemonRules,
	sentences: Sentences,
): Translation | TranslateError {
	const [first = '', ...rest] = words;
	const program = programOf(first);
	const answer =
		program === 'dockerd'
			? dockerd(rest, rules)
			: program === 'journalctl'
				? journalctl(first, rest, rules)
				: systemctlLine(first, rest, rules);
	if ('error' in answer) return answer;
	return {docker: quote(words), commands: answer.commands, findings: sayAll(answer.findings, sentences), for: {}};
}

function systemctlLine(first: string, rest: readonly string[], rules: DaemonRules): DaemonAnswer | TranslateError {
	const script = initScript.exec(first);
	const line =
		script === null ? serviceLine(first, rest) : {before: [], verb: rest[0], units: [script[1] ?? ''], flags: []};
	if ('error' in line) return line;
	if (line.verb === undefined) return {error: `${first} needs a verb`, suggestion: 'systemctl status docker'};
	return systemctl({...line, verb: line.verb, program: script === null ? first : 'systemctl'}, rules);
}

/** `systemctl --now disable docker docker.socket`, `service docker restart`. */
function serviceLine(
	first: string,
	rest: readonly string[],
): (Omit<ServiceLine, 'program' | 'verb'> & {readonly verb: string | undefined}) | TranslateError {
	const flags: string[] = [];
	const names: string[] = [];
	for (let at = 0; at < rest.length; at++) {
		const word = rest[at] ?? '';
		if (!word.startsWith('-')) names.push(word);
		else if (withValue.test(word) && rest[at + 1] !== undefined) flags.push(word, rest[++at] ?? '');
		else flags.push(word);
	}
	if (programOf(first) === 'service') {
		const [unit, verb] = names;
		if (unit === undefined) return {error: 'service needs a name', suggestion: 'service docker status'};
		return {flags, verb, units: [unit]};
	}
	const [verb, ...units] = names;
	return {flags, verb, units};
}

/** Flags of systemctl that have a value in the next word. */
const withValue =
	/^(-[pstnoHM]|--(property|signal|type|state|lines|output|host|machine|kill-who|kill-whom|job-mode|root))$/;
