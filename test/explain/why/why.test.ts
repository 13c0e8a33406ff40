import {describe, expect, it} from 'vitest';
import {loadKnownErrors} from '../../../src/explain/data.ts';
import {createMatcher} from '../../../src/explain/match.ts';
import {explainWhy, type Why} from '../../../src/explain/why/why.ts';
import type {Container} from '../../../src/model/container.ts';
import type {ApiPod, WhyContainer, WhyFacts} from '../../../src/model/why-facts.ts';
import {entryJson} from '../../support/journal.ts';
import {container, nowMs, pod} from '../../support/state.ts';

const matcher = createMatcher(await loadKnownErrors());
const missing = {missing: 'not asked'} as const;

function of(name: string, more: Partial<Container>, about: Partial<WhyContainer> = {}): WhyContainer {
	return {container: container(name, more), oomKilled: false, log: {value: []}, ...about};
}

function facts(more: Partial<WhyFacts>): WhyFacts {
	return {
		nowMs,
		tool: 'crictl',
		runtime: {value: true},
		pod: {name: 'broken', namespace: 'default', uid: 'uid-broken'},
		sandboxes: [pod('broken')],
		containers: [],
		journal: {value: []},
		kernel: {value: []},
		api: missing,
		...more,
	};
}

function why(more: Partial<WhyFacts>): Why {
	const answer = explainWhy(facts(more), matcher);
	if ('error' in answer) throw new Error(answer.error);
	return answer;
}

const api = (more: Partial<ApiPod>): WhyFacts['api'] => ({
	value: {phase: 'Pending', restartPolicy: 'Always', containers: [], unmet: [], events: [], ...more},
});
const klog = (text: string) => entryJson('kubelet', `E1123 11:59:00.000000     412 pod_workers.go:1298] ${text}`);
const waiting = (reason: string, message: string) =>
	api({
		containers: [
			{name: 'main', image: 'i', init: false, ready: false, restarts: 0, running: false, waiting: {reason, message}},
		],
	});
const exited = (exitCode: number, reason = 'Error', about: Partial<WhyContainer> = {}) =>
	of(
		'main',
		{state: 'exited', exitCode, reason, attempt: 3, startedAtMs: nowMs - 65_000, finishedAtMs: nowMs - 60_000},
		about,
	);
const crash = klog(
	'"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"main\\" with CrashLoopBackOff: \\"back-off 1m20s restarting failed container=main pod=broken_default(uid-broken)\\""',
);

it('a runtime that does not answer is the answer, and no riddle about the pod', () => {
	const silent = why({
		api: api({phase: 'Running'}),
		sandboxes: [],
		runtime: {missing: 'crictl ps: exit 1: containerd is not running'},
	});
	expect(silent.verdict).toBe('broken');
	expect(silent.because).toMatch(/^the runtime does not answer/);
	expect(silent.notSeen.map(({source}) => source)).toContain('runtime');
});

describe('the cause is named first', () => {
	// biome-ignore format: a table
	it.each<[string, string, Partial<WhyFacts>]>([
		['command not found, by the runtime', 'command-not-found', {containers: [exited(128, 'StartError', {message: 'failed to create containerd task: runc create failed: unable to start container process: exec: "/no/such/binary": stat /no/such/binary: no such file or directory: unknown'})], journal: {value: [crash]}}],
		['command not found, by docker',      'command-not-found', {tool: 'docker', containers: [of('main', {state: 'created', exitCode: 127}, {message: 'OCI runtime create failed: exec: "/no/such/binary": stat /no/such/binary: no such file or directory: unknown'})]}],
		['memory limit',                      'oom',               {containers: [exited(137, 'OOMKilled', {oomKilled: true, memoryLimitBytes: 16 * 2 ** 20})], journal: {value: [crash]}}],
		['memory limit, by the kernel',       'oom',               {containers: [exited(137)], kernel: {value: [entryJson('kernel', 'Memory cgroup out of memory: Killed process 4242 (tail)')]}}],
		['missing ConfigMap',                 'config-ref-missing', {api: waiting('CreateContainerConfigError', 'configmap "nothere" not found')}],
		['missing Secret, in a volume',       'config-ref-missing', {sandboxes: [], journal: {value: [klog('MountVolume.SetUp failed for volume "s" (UniqueName: "kubernetes.io/secret/uid-broken-s") pod "broken" (UID: "uid-broken") : secret "nothere" not found')]}}],
		['runAsNonRoot',                      'run-as-non-root',   {api: waiting('CreateContainerConfigError', 'container has runAsNonRoot and image will run as root (pod: "broken", container: main)')}],
		['a liveness probe',                  'liveness-failed',   {containers: [exited(137)], journal: {value: [klog('"Probe failed" probeType="Liveness" pod="default/broken" podUID="uid-broken" containerName="main" probeResult="failure" output=""'), crash]}}],
		['a program that fails by itself',    'program-failed',    {containers: [exited(3, 'Error', {log: {value: ['FATAL: no database at db:5432']}})], journal: {value: [crash]}}],
		['a signal that nobody explains',     'program-killed',    {containers: [exited(139)]}],
	])('%s', (_name, id, more) => {
		const answer = why(more);
		expect(answer.verdict).toBe('broken');
		expect(answer.causes[0]?.id).toBe(id);
		expect(answer.because).toBe(answer.causes[0]?.title);
	});
});

it('what follows from a cause is under it, and the log of the program is evidence', () => {
	const {causes} = why({
		containers: [exited(3, 'Error', {log: {value: ['FATAL: no database at db:5432']}})],
		journal: {value: [crash]},
	});
	expect(causes.map(({id, causedBy}) => [id, causedBy])).toEqual([
		['program-failed', undefined],
		['crash-loop', 'program-failed'],
	]);
	expect(causes[0]?.evidence).toEqual([{source: 'log of main', text: 'FATAL: no database at db:5432'}]);
	expect(causes[0]?.fix.map(({text}) => text)).toContain('kubectl logs --previous broken -n default');
});

describe('nothing is wrong where nothing is', () => {
	it('it runs; what was the matter before is said as past', () => {
		expect(why({containers: [of('main', {state: 'running'})]})).toMatchObject({
			verdict: 'runs',
			because: 'it runs',
			causes: [],
		});
		const before = container('main', {state: 'exited', exitCode: 3});
		const answer = why({containers: [of('main', {state: 'running', attempt: 1}, {before})]});
		expect(answer).toMatchObject({verdict: 'runs', causes: [{id: 'program-failed'}]});
		expect(answer.next).toBeUndefined();
	});

	it('it ended as it should', () => {
		const done = of('main', {state: 'exited', exitCode: 0, reason: 'Completed'});
		expect(why({containers: [done], api: api({phase: 'Succeeded', restartPolicy: 'Never'})}).verdict).toBe('ended');
		expect(why({containers: [done]}).verdict).toBe('ended');
		expect(why({containers: [done], api: api({phase: 'Running'})})).toMatchObject({
			verdict: 'broken',
			because: expect.stringContaining('no program that stays'),
		});
	});

	it('an init container that runs is waited for', () => {
		const containers = [
			{name: 'wait-for-db', image: 'i', init: true, ready: false, restarts: 0, running: true},
			{
				name: 'main',
				image: 'i',
				init: false,
				ready: false,
				restarts: 0,
				running: false,
				waiting: {reason: 'PodInitializing'},
			},
		];
		expect(why({containers: [of('wait-for-db', {state: 'running'})], api: api({containers})})).toMatchObject({
			verdict: 'waits',
			because: expect.stringContaining('wait-for-db'),
		});
	});
});

describe('what comes next', () => {
	// biome-ignore format: a table
	it.each<[string, string | undefined, Partial<WhyFacts>]>([
		['the wait that the kubelet says',  'in about 20s: it waits 80s', {containers: [exited(3)], journal: {value: [crash]}}],
		['else the one that it must be',    'in about 20s: it waits 80s', {containers: [exited(3)]}],
		['never',                           'nothing: its restartPolicy is Never', {containers: [exited(3)], api: api({restartPolicy: 'Never'})}],
		['refused for good',                'nothing: the kubelet refused it', {sandboxes: [], api: api({phase: 'Failed', reason: 'NodePorts', message: 'Pod Predicate NodePorts failed'})}],
		['once it is there',                'once what is missing is there', {api: waiting('CreateContainerConfigError', 'configmap "nothere" not found')}],
	])('%s', (_name, expected, more) => {
		expect(why(more).next).toContain(expected);
	});
});

it('exit codes and signals are words', () => {
	const {containers} = why({containers: [exited(137, 'OOMKilled', {oomKilled: true, memoryLimitBytes: 16 * 2 ** 20})]});
	expect(containers[0]?.said).toBe(
		'ended 60s ago, after 5s with exit code 137: killed by the kernel, for its memory limit was reached (OOMKilled); its limit is 16 MiB, restarted 3 times',
	);
});

it('what could not be asked is said, and what nothing knows is no answer', () => {
	expect(why({containers: [exited(3)], journal: missing}).notSeen).toEqual([
		{source: 'journal', text: 'not asked'},
		{source: 'API server', text: 'not asked'},
	]);
	expect(explainWhy(facts({sandboxes: []}), matcher)).toEqual({
		error: 'nothing on this node is named default/broken; not seen: API server: not asked',
	});
	expect(explainWhy(facts({sandboxes: [], runtime: {missing: 'no door'}}), matcher)).toEqual({
		error: 'nothing could be learnt of default/broken: the runtime does not answer: no door',
	});
});
