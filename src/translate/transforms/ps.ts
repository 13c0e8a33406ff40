import {standInPattern} from '../stand-in.ts';
import {type Ask, close, type Emitted, type FlagTransform, type Found, lost} from '../transform.ts';
import type {TranslateError} from '../types.ts';
import {allOf, anyOf, exitedWith, hasLabel, mounting} from './conditions.ts';
import {kubernetesFilter} from './kubernetes-filter.ts';
import {isJson} from './output-format.ts';
import {knowsPaused} from './paused.ts';
import {onHost, type PodCondition, publishing} from './pod-conditions.ts';

type Made = {
	readonly args: readonly string[];
	readonly findings: readonly Found[];
	/** What a template can tell of each container, where crictl cannot filter: a condition, and what it needs before it. */
	readonly condition?: Condition;
};

export type Condition = {
	readonly test: string;
	readonly before?: string;
	/** The container whose age `$made` is; `$paused` is what ctr is asked for. */
	readonly than?: string;
	/** What the pod sandboxes are asked for first; the test is its variable. */
	readonly pods?: PodCondition;
};

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
		const one = filters[key]?.(given, ask);
		if (one === undefined) return unknownFilter(key);
		if ('error' in one) return one;
		made.push(one);
	}
	const inspected = ask.shaped || !isJson(ask.value('format') ?? '');
	const findings = made.flatMap(one =>
		inspected && one.condition !== undefined && !(one.condition.than !== undefined && both(byKey))
			? [close('ps.filter-inspected')]
			: one.findings,
	);
	return {args: made.flatMap(({args}) => args), ...onlyIfAll(findings, ask, 'ps.filter-ids')} satisfies Emitted;
};

/** One age can be compared with, not two. */
function both(byKey: ReadonlyMap<string, unknown>): boolean {
	return byKey.has('before') && byKey.has('since');
}

/** Filters that only looking at each container can keep. */
export function conditionsOf(ask: Ask): readonly Condition[] {
	const byKey = new Map<string, string[]>();
	for (const value of ask.values('filter')) {
		const [key = '', ...rest] = value.split('=');
		const name = key.trim().toLowerCase();
		byKey.set(name, [...(byKey.get(name) ?? []), rest.join('=')]);
	}
	return [...byKey].flatMap(([key, given]) => {
		const made = filters[key]?.(given, ask);
		return made === undefined || 'error' in made || made.condition === undefined ? [] : [made.condition];
	});
}

/** A filter that is left out lists too much: good to look at, not to hand over to `docker rm`. */
export function onlyIfAll(findings: readonly Found[], ask: Ask, id: string): Pick<Emitted, 'findings' | 'refused'> {
	const forPrograms = ask.on('quiet') || ask.value('format') !== undefined;
	if (!forPrograms || findings.every(({kind}) => kind !== 'lost')) return {findings};
	return {findings: [...findings, lost(id)], refused: true};
}

const filters: Readonly<Record<string, (values: readonly string[], ask: Ask) => Made | TranslateError>> = {
	id: ([value = '', ...more]) => single(['--id', value], more, 'id'),
	name: byName,
	status: byStatus,
	label: byLabel,
	ancestor: ([value = '', ...more]) => {
		const made = single(['--image', value], more, 'ancestor');
		return {...made, findings: [...made.findings, {id: 'ps.filter-ancestor', kind: 'close'}]};
	},
	before: ([than = '']) => ({...nothingFor('before'), condition: {test: '(lt .status.createdAt $made)', than}}),
	since: ([than = '']) => ({...nothingFor('since'), condition: {test: '(gt .status.createdAt $made)', than}}),
	exited: codes => ({...nothingFor('exited'), condition: {test: exitedWith(codes)}}),
	expose: () => nothingFor('expose'),
	publish: ports => {
		const pods = publishing(ports);
		return 'error' in pods ? pods : ofPods('publish', pods);
	},
	// No container here has a health check of docker's, and none is a task of a swarm.
	health: values => (values.every(value => value === 'none') ? {args: [], findings: []} : nothingFor('health')),
	isolation: () => nothingFor('isolation'),
	'is-task': values => (/^(false|0|f)$/i.test(values.at(-1) ?? '') ? {args: [], findings: []} : nothingFor('is-task')),
	network: names => (names.every(name => name === 'host') ? ofPods('network', onHost) : nothingFor('network')),
	volume: volumes => ({...nothingFor('volume'), condition: {test: '$mounted', before: mounting(volumes)}}),
};

function ofPods(key: string, pods: PodCondition): Made {
	return {...nothingFor(key), condition: {test: `$${pods.variable}`, pods}};
}

function nothingFor(key: string): Made {
	return {args: [], findings: [lost(`ps.filter-${key}`)]};
}

/** docker and crictl both take a Go regular expression that may match anywhere; docker's names begin with a slash. */
function byName(values: readonly string[]): Made {
	const kubernetes = values.length === 1 ? kubernetesFilter(values[0] ?? '') : undefined;
	if (kubernetes !== undefined) return kubernetes;
	const patterns = values.map(value => value.replace(/^(\^?)\//, '$1'));
	const pattern = patterns.length === 1 ? (patterns[0] ?? '') : patterns.map(each => `(${each})`).join('|');
	return {args: ['--name', pattern], findings: [{id: 'ps.filter-name', kind: 'close'}]};
}

function byStatus(values: readonly string[], ask: Ask): Made | TranslateError {
	const [only = ''] = values;
	// The names of crictl's states are among docker's, and of any other it says so.
	if (values.length === 1 && standInPattern.test(only))
		return {args: ['--state', only], findings: [close('ps.filter-status-open')]};
	const wrong = values.find(value => !states.includes(value));
	if (wrong !== undefined)
		return {error: `docker ps: invalid filter status=${wrong}`, suggestion: `one of ${states.join(', ')}`};
	const known = [...new Set(values.filter(value => ['created', 'running', 'exited'].includes(value)))];
	const [state, ...more] = known;
	const paused = values.includes('paused');
	// No container of the CRI is ever dead, being removed or restarting: beside another state these choose nothing.
	const others = values.filter(value => !known.includes(value) && state === undefined && value !== 'paused');
	const findings = others.map(status => lost('ps.filter-status', {status}));
	if (paused && !ask.ctr) return {args: [], findings: [...findings, lost('ps.filter-status', {status: 'paused'})]};
	if (paused || more.length > 0) {
		const tests = [
			...(paused ? ['$paused'] : []),
			...known.map(each => (each === 'running' && !paused && knowsPaused(ask) ? runs : isInState(each))),
		];
		const condition = {test: anyOf(tests)};
		const args = state === undefined ? ['--state', 'running'] : ['--all'];
		return {args, findings: [...findings, lost(paused ? 'ps.filter-paused' : 'ps.filter-statuses')], condition};
	}
	if (state === undefined) return {args: [], findings};
	if (state !== 'running') return {args: ['--state', state], findings};
	if (knowsPaused(ask)) return {args: ['--state', state], findings, condition: {test: '(not $paused)'}};
	return {args: ['--state', state], findings: [...findings, close('ps.filter-running')]};
}

/** docker keeps what is paused apart. */
const runs = '(and (eq .status.state "CONTAINER_RUNNING") (not $paused))';

function isInState(state: string): string {
	return `(eq .status.state "CONTAINER_${state.toUpperCase()}")`;
}

const states: readonly string[] = ['created', 'restarting', 'running', 'removing', 'paused', 'exited', 'dead'];

function byLabel(values: readonly string[]): Made {
	const pause = values.find(value => pauseLabels.includes(value));
	if (pause !== undefined) return {args: [], findings: [lost('ps.filter-pause')]};
	const pairs = values.filter(value => value.includes('=') && value !== 'io.kubernetes.docker.type=container');
	const bare = values.filter(value => !value.includes('='));
	return {
		args: pairs.flatMap(pair => ['--label', pair]),
		findings: bare.map(label => lost('ps.filter-label', {label})),
		...(bare.length === 0 ? {} : {condition: {test: allOf(bare.map(hasLabel))}}),
	};
}

/** dockershim's and cri-dockerd's mark of a pause container; no container of the CRI has one. */
const pauseLabels: readonly string[] = [
	'io.kubernetes.container.name=POD',
	'io.kubernetes.docker.type=podsandbox',
	'io.kubernetes.docker.type=sandbox',
];

function single(args: readonly string[], more: readonly string[], key: string): Made {
	return {args, findings: more.length === 0 ? [] : [lost('ps.filter-several', {key})]};
}

function unknownFilter(key: string): TranslateError {
	return {
		error: `docker ps has no filter ${key}`,
		suggestion: Object.keys(filters).find(known => known.startsWith(key.slice(0, 3))),
	};
}
