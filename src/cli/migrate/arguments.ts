import {nearest} from '../../app/nearest.ts';
import {wayNamed, ways} from '../../migrate/ways/index.ts';
import type {UsageProblem} from '../usage-error.ts';

export type MigrateArguments = {
	readonly verb: 'plan' | 'apply' | 'undo' | 'status' | 'clean-up' | undefined;
	readonly as: 'text' | 'markdown' | 'shell';
	readonly until?: string;
	readonly consents: readonly string[];
	readonly drainSeconds?: number;
	/** `--to`. */
	readonly to?: string;
	readonly containerdRoot?: string;
	readonly containerdTarball?: string;
};

const valued = ['--until', '--to', '--containerd-root', '--containerd-tarball'] as const;
type Valued = (typeof valued)[number];
const isValued = (name: string): name is Valued => valued.some(each => each === name);

const verbs = ['plan', 'apply', 'undo', 'status', 'clean-up'] as const;

export function readMigrateArguments(words: readonly string[]): MigrateArguments | UsageProblem {
	const consents: string[] = [];
	let verb: MigrateArguments['verb'];
	let as: MigrateArguments['as'] = 'text';
	let drainSeconds: number | undefined;
	const given: Partial<Record<Valued, string>> = {};
	for (let at = 0; at < words.length; at++) {
		const word = words[at] ?? '';
		const [name = '', inline] = word.startsWith('--') ? word.split(/=(.*)/s) : [word];
		if (name === '--markdown' || name === '--shell') as = name === '--shell' ? 'shell' : 'markdown';
		else if (isValued(name) || name === '--consent' || name === '--drain-timeout') {
			const value = inline ?? words[++at];
			if (value === undefined || value === '') return {error: `migrate: ${name} needs a value`};
			if (name === '--consent') consents.push(value);
			else if (name === '--drain-timeout') {
				const [, seconds] = /^([1-9]\d{0,4})s?$/.exec(value) ?? [];
				if (seconds === undefined) return {error: `migrate: --drain-timeout takes seconds, such as 120s, not ${value}`};
				drainSeconds = Number(seconds);
			} else given[name] = value;
		} else if (verb === undefined && verbs.some(known => known === name)) verb = name as (typeof verbs)[number];
		else return unexpected(word);
	}
	const {'--until': until, '--to': to, '--containerd-root': root, '--containerd-tarball': tarball} = given;
	const names = ways.map(way => way.name);
	if (to !== undefined && !names.includes(to)) return unknownWay(to, names);
	const ids = wayNamed(to).steps.map(({id}) => id);
	if (until !== undefined && !ids.includes(until)) return unknownStep(until, ids);
	for (const [name, path] of Object.entries({'--containerd-root': root, '--containerd-tarball': tarball}))
		if (path !== undefined && !/^\/./.test(path)) return {error: `migrate: ${name} needs an absolute path`};
	if (as !== 'text' && verb !== undefined && verb !== 'plan')
		return {error: `migrate ${verb}: --${as} is of migrate plan`};
	return {
		verb,
		as,
		consents,
		...(until === undefined ? {} : {until}),
		...(drainSeconds === undefined ? {} : {drainSeconds}),
		...(to === undefined ? {} : {to}),
		...(root === undefined ? {} : {containerdRoot: root.replace(/(?<=.)\/+$/, '')}),
		...(tarball === undefined ? {} : {containerdTarball: tarball}),
	};
}

function unknownWay(to: string, names: readonly string[]): UsageProblem {
	const near = nearest(to, names);
	return {
		error: `migrate: there is no way to ${to}; --to takes ${names.join(', ')}`,
		...(near === undefined ? {} : {suggestion: near}),
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
	const flags = ['--markdown', '--shell', ...valued, '--consent', '--drain-timeout', '--yes', '--json'];
	const near = nearest(word, [...verbs, ...flags]);
	return {
		error: `migrate: unexpected ${word.startsWith('-') ? 'flag' : 'argument'} ${word}; see rtconsole migrate --help`,
		...(near === undefined ? {} : {suggestion: near}),
	};
}
