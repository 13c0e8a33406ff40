import {nearest} from '../../app/nearest.ts';
import {dockerToContainerd} from '../../migrate/steps/index.ts';
import type {UsageProblem} from '../usage-error.ts';

export type MigrateArguments = {
	readonly verb: 'plan' | 'apply' | 'undo' | 'status' | 'clean-up' | undefined;
	readonly as: 'text' | 'markdown' | 'shell';
	readonly until?: string;
	readonly consents: readonly string[];
	readonly drainSeconds?: number;
};

const verbs = ['plan', 'apply', 'undo', 'status', 'clean-up'] as const;

export function readMigrateArguments(words: readonly string[]): MigrateArguments | UsageProblem {
	const consents: string[] = [];
	let verb: MigrateArguments['verb'];
	let as: MigrateArguments['as'] = 'text';
	let until: string | undefined;
	let drainSeconds: number | undefined;
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? '';
		const [name = '', inline] = word.startsWith('--') ? word.split(/=(.*)/s) : [word];
		if (name === '--markdown' || name === '--shell') as = name === '--shell' ? 'shell' : 'markdown';
		else if (name === '--until' || name === '--consent' || name === '--drain-timeout') {
			const value = inline ?? words[++at];
			if (value === undefined || value === '') return {error: `migrate: ${name} needs a value`};
			if (name === '--consent') consents.push(value);
			else if (name === '--drain-timeout') {
				const [, seconds] = /^([1-9]\d{0,4})s?$/.exec(value) ?? [];
				if (seconds === undefined) return {error: `migrate: --drain-timeout takes seconds, such as 120s, not ${value}`};
				drainSeconds = Number(seconds);
			} else until = value;
		} else if (verb === undefined && verbs.some(known => known === name)) verb = name as (typeof verbs)[number];
		else return unexpected(word);
	}
	const ids = dockerToContainerd.map(({id}) => id);
	if (until !== undefined && !ids.includes(until)) return unknownStep(until, ids);
	if (as !== 'text' && verb !== undefined && verb !== 'plan')
		return {error: `migrate ${verb}: --${as} is of migrate plan`};
	return {
		verb,
		as,
		consents,
		...(until === undefined ? {} : {until}),
		...(drainSeconds === undefined ? {} : {drainSeconds}),
	};
}

function unknownStep(step: string, ids: readonly string[]): UsageProblem {
	const near = nearest(step, ids);
	return {
		error: `migrate: there is no step ${step}; the steps are ${ids.join(', ')}`,
		...(near === undefined ? {} : {suggestion: near}),
	};
}

function unexpected(word: string): UsageProblem {
	const near = nearest(word, [
		...verbs,
		'--markdown',
		'--shell',
		'--until',
		'--consent',
		'--drain-timeout',
		'--yes',
		'--json',
	]);
	return {
		error: `migrate: unexpected ${word.startsWith('-') ? 'flag' : 'argument'} ${word}; see rtconsole migrate --help`,
		...(near === undefined ? {} : {suggestion: near}),
	};
}
