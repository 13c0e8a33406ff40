import {type Ask, type Emitted, type FlagTransform, type Found, lost} from '../transform.ts';
import type {TranslateError} from '../types.ts';

type Made = {readonly args: readonly string[]; readonly findings: readonly Found[]};

/** `docker ps --filter`: keys of one kind are alternatives in docker, all kinds must hold. */
export const containerFilter: FlagTransform = (values, ask) => {
	const byKey = new Map<string, string[]>();
	for (const value of values) {
		const equals = value.indexOf('=');
		if (equals < 0) return {error: `docker ps --filter wants KEY=VALUE, not '${value}'`};
		const key = value.slice(0, equals).trim().toLowerCase();
		byKey.set(key, [...(byKey.get(key) ?? []), value.slice(equals + 1)]);
	}
	const made: Made[] = [];
	for (const [key, given] of byKey) {
		const one = filters[key]?.(given);
		if (one === undefined) return unknownFilter(key);
		if ('error' in one) return one;
		made.push(one);
	}
	const findings = made.flatMap(one => one.findings);
	return {args: made.flatMap(({args}) => args), ...onlyIfAll(findings, ask, 'ps.filter-ids')} satisfies Emitted;
};

/** A filter that is left out lists too much: good to look at, not to hand over to `docker rm`. */
export function onlyIfAll(findings: readonly Found[], ask: Ask, id: string): Pick<Emitted, 'findings' | 'refused'> {
	const forPrograms = ask.on('quiet') || ask.value('format') !== undefined;
	if (!forPrograms || findings.every(({kind}) => kind !== 'lost')) return {findings};
	return {findings: [...findings, lost(id)], refused: true};
}

const filters: Readonly<Record<string, (values: readonly string[]) => Made | TranslateError>> = {
	id: ([value = '', ...more]) => single(['--id', value], more, 'id'),
	name: byName,
	status: byStatus,
	label: byLabel,
	ancestor: ([value = '', ...more]) => {
		const made = single(['--image', value], more, 'ancestor');
		return {...made, findings: [...made.findings, {id: 'ps.filter-ancestor', kind: 'close'}]};
	},
	before: () => nothingFor('before'),
	since: () => nothingFor('since'),
	exited: () => nothingFor('exited'),
	expose: () => nothingFor('expose'),
	publish: () => nothingFor('publish'),
	health: () => nothingFor('health'),
	isolation: () => nothingFor('isolation'),
	'is-task': () => nothingFor('is-task'),
	network: () => nothingFor('network'),
	volume: () => nothingFor('volume'),
};

function nothingFor(key: string): Made {
	return {args: [], findings: [lost(`ps.filter-${key}`)]};
}

/** docker and crictl both take a Go regular expression that may match anywhere; docker's names begin with a slash. */
function byName(values: readonly string[]): Made {
	const patterns = values.map(value => value.replace(/^(\^?)\//, '$1'));
	const pattern = patterns.length === 1 ? (patterns[0] ?? '') : patterns.map(each => `(${each})`).join('|');
	return {args: ['--name', pattern], findings: [{id: 'ps.filter-name', kind: 'close'}]};
}

function byStatus(values: readonly string[]): Made | TranslateError {
	const wrong = values.find(value => !states.includes(value));
	if (wrong !== undefined)
		return {error: `docker ps: invalid filter status=${wrong}`, suggestion: `one of ${states.join(', ')}`};
	const known: readonly string[] = values.filter(value => ['created', 'running', 'exited'].includes(value));
	const findings = values.filter(value => !known.includes(value)).map(status => lost('ps.filter-status', {status}));
	const [state, ...more] = known;
	if (state === undefined) return {args: [], findings};
	if (more.some(other => other !== state))
		return {args: ['--all'], findings: [...findings, lost('ps.filter-statuses')]};
	if (state === 'running') findings.push({id: 'ps.filter-running', kind: 'close'});
	return {args: ['--state', state], findings};
}

const states: readonly string[] = ['created', 'restarting', 'running', 'removing', 'paused', 'exited', 'dead'];

function byLabel(values: readonly string[]): Made {
	const pairs = values.filter(value => value.includes('='));
	const bare = values.filter(value => !value.includes('='));
	return {
		args: pairs.flatMap(pair => ['--label', pair]),
		findings: bare.map(label => lost('ps.filter-label', {label})),
	};
}

function single(args: readonly string[], more: readonly string[], key: string): Made {
	return {args, findings: more.length === 0 ? [] : [lost('ps.filter-several', {key})]};
}

function unknownFilter(key: string): TranslateError {
	return {
		error: `docker ps has no filter ${key}`,
		suggestion: Object.keys(filters).find(known => known.startsWith(key.slice(0, 3))),
	};
}
