import {readFileSync} from 'node:fs';
import {Ajv} from 'ajv';
import {describe, expect, it} from 'vitest';
import {type Check, fatal, info, ok, warning} from '../../src/checks/check.ts';
import {readJournals} from '../../src/checks/journals.ts';
import {isBeforeLastStart} from '../../src/checks/parts/before-last-start.ts';
import {servedSince} from '../../src/checks/parts/served-since.ts';
import {runChecks} from '../../src/checks/run.ts';
import {checkJson} from '../../src/cli/check-json.ts';
import {checkText} from '../../src/cli/print-check.ts';
import {loadKnownErrors} from '../../src/explain/data.ts';
import {createMatcher} from '../../src/explain/match.ts';
import type {PodWords} from '../../src/model/pod-words.ts';
import {containerdOf, flagsOf, healthyNode, nowMs, unitOf} from '../support/node-snapshot.ts';

const errors = await loadKnownErrors();
const matcher = createMatcher(errors);
const node = healthyNode();

const made = (id: string, verdict: typeof ok, follows: readonly string[] = []): Check => ({
	id,
	title: id,
	follows,
	look: () => verdict(`${id} is so`),
});

const order = (checks: readonly Check[]) =>
	runChecks(node, undefined, checks).checks.flatMap(({id, causedBy}) =>
		id === 'journals' ? [] : [causedBy === undefined ? id : `${causedBy}>${id}`],
	);

describe('the order of findings', () => {
	// biome-ignore format: a table
	it.each([
		['graver first',                     [made('a', ok), made('b', warning), made('c', fatal)],                             ['c', 'b', 'a']],
		['of one gravity: as listed',        [made('a', fatal), made('b', fatal)],                                              ['a', 'b']],
		['what follows stands under it',     [made('a', fatal, ['b']), made('b', fatal), made('c', warning)],                   ['b', 'b>a', 'c']],
		['up to the root',                   [made('a', fatal, ['b']), made('b', fatal, ['c']), made('c', fatal)],              ['c', 'c>a', 'c>b']],
		['not from what is less grave',      [made('a', fatal, ['b']), made('b', warning)],                                     ['a', 'b']],
		['not from what is well',            [made('a', warning, ['b']), made('b', ok)],                                        ['a', 'b']],
		['a note follows from nothing',      [made('a', info, ['b']), made('b', fatal)],                                        ['b', 'a']],
		['two that name each other',         [made('a', fatal, ['b']), made('b', fatal, ['a'])],                                ['a>b', 'b>a']],
	] as const)('%s', (_, checks, expected) => {
		if (expected[0] === 'a>b') expect(order(checks).length).toBeLessThanOrEqual(2);
		else expect(order(checks)).toEqual(expected.map(each => each));
	});

	it('one that throws does not hide the others', () => {
		const look = () => {
			throw new Error('x');
		};
		expect(order([{id: 'x', title: 'x', look}, made('a', fatal)])).toEqual(['a', 'x']);
	});
});

const entry = (message: string, more: Record<string, string> = {}) =>
	JSON.stringify({
		MESSAGE: message,
		PRIORITY: '3',
		_SYSTEMD_UNIT: 'kubelet.service',
		__REALTIME_TIMESTAMP: String((nowMs - 5000) * 1000),
		__MONOTONIC_TIMESTAMP: '9000',
		...more,
	});
const watcher =
	'failed to create CRI service: failed to create cni conf monitor for default: failed to create fsnotify watcher: too many open files';
const refused = 'Get "https://10.88.0.2:6443/api": dial tcp 10.88.0.2:6443: connect: connection refused';

function checkedWith(journal: readonly string[], more = {}) {
	const broken = healthyNode({journal: {value: journal}, ...more});
	return runChecks(broken, readJournals(broken, matcher, errors)).checks.filter(
		({verdict}) => verdict === 'fatal' || verdict === 'warning',
	);
}

const withoutCri = {
	containerd: containerdOf(undefined, {
		plugins: {
			value: [
				{type: 'io.containerd.grpc.v1', id: 'cri', status: 'error'},
				{type: 'io.containerd.snapshotter.v1', id: 'overlayfs', status: 'ok'},
			],
		},
	}),
};

describe('the journals', () => {
	it('give the reason where a check sees only that something is down', () => {
		const found = checkedWith([entry(watcher)], withoutCri);
		expect(found.map(({id, causedBy}) => [id, causedBy])).toEqual([
			['journal-inotify-limit', undefined],
			['cri-plugin', 'journal-inotify-limit'],
		]);
	});

	it('are not believed about what was said long ago', () => {
		const old = {__REALTIME_TIMESTAMP: String((nowMs - 600_000) * 1000)};
		expect(checkedWith([entry(watcher, old)])).toEqual([]);
	});

	it('are not believed about what was said before the service was started', () => {
		const units = {value: {'kubelet.service': unitOf('kubelet.service', {activeSinceUs: 9500})}};
		expect(checkedWith([entry(watcher)], {units})).toEqual([]);
	});

	it('are not believed where a check knows better and nothing is down', () => {
		expect(checkedWith([entry(refused)])).toEqual([]);
	});

	const sandbox =
		'E1126 21:36:57.1 583 a.go:1] "RunPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = expected cgroupsPath to be of format \\"slice:prefix:name\\" for systemd cgroups, got \\"/kubepods/x\\" instead"';

	it('are not believed about what the runtime answered before it was started again', () => {
		const started = (activeSinceUs: number) => ({
			units: {
				value: {
					'kubelet.service': unitOf('kubelet.service', {activeSinceUs: 10}),
					'containerd.service': unitOf('containerd.service', {activeSinceUs}),
				},
			},
		});
		// The drivers differ, so that there is something for which the journal can be evidence.
		expect(checkedWith([entry(sandbox)], started(8000)).length).toBeGreaterThan(0);
		expect(checkedWith([entry(sandbox)], started(9500))).toEqual([]);
	});

	it('are not believed about a static pod that serves by a process that was started since', () => {
		const crash = `E1128 11:17:59.6 207 pod_workers.go:191] Error syncing pod 4d59dc5a6fb9d1fdb7c43120ddf62609 ("kube-apiserver-node1_kube-system(4d59dc5a6fb9d1fdb7c43120ddf62609)"), skipping: failed to "StartContainer" for "kube-apiserver" with CrashLoopBackOff`;
		const path = '/etc/kubernetes/manifests/kube-apiserver.yaml';
		const manifest = {name: 'kube-apiserver', path, text: '', flags: [], hostPaths: [], absent: [], log: []};
		const started = (secondsAgo: number, port = '*:6443') =>
			healthyNode({
				sockets: {value: [{kind: 'tcp', address: port, holders: []}]},
				state: {
					...healthyNode().state,
					staticPods: [manifest, {...manifest, name: 'etcd', path: `${path}/etcd.yaml`}],
				} as never,
				processes: [
					...node.processes,
					{pid: 9, name: 'kube-apiserver', argv: [], state: 'S', startedAtMs: nowMs - secondsAgo * 1000},
				],
			});
		expect(servedSince(started(5))(crash, nowMs - 20_000)).toBe(true);
		expect(servedSince(started(60))(crash, nowMs - 20_000)).toBe(false);
		expect(servedSince(started(5, '*:1'))(crash, nowMs - 20_000)).toBe(false);
		expect(servedSince(started(5))('pod web-1_default(1)', nowMs - 20_000)).toBe(false);
	});

	it('are not believed about an API server that answers and of which nobody complains any more', () => {
		const words = {
			namespace: 'kube-system',
			name: 'kube-apiserver-node1',
			uid: '4d59',
			settled: false,
			words: [],
			createdAtMs: nowMs,
		};
		const text = `Failed deleting a mirror pod "kube-apiserver-node1_kube-system(4d59)": Delete ${refused}`;
		const told = (secondsAgo: number) => {
			const at = {__REALTIME_TIMESTAMP: String((nowMs - secondsAgo * 1000) * 1000)};
			const broken = healthyNode({journal: {value: [entry(text, at)]}, pods: {value: [words]}});
			const {checks} = runChecks(broken, readJournals(broken, matcher, errors));
			return checks.some(({id}) => id === 'journal-apiserver-refused');
		};
		expect([told(5), told(20)]).toEqual([true, false]);
	});

	it('are not believed about a socket that a client could not dial while the runtime was started', () => {
		const dial =
			'E1128 11:03:48.7 214 a.go:70] CreatePodSandbox for pod "web_default(59db696e-1001-4731-b1f5-02f9814f421a)" failed: rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing dial unix /run/containerd/containerd.sock: connect: no such file or directory\\"';
		const saidUs = 60_000_000;
		const started = (secondsBefore: number) => ({
			units: {
				value: {
					'kubelet.service': unitOf('kubelet.service', {activeSinceUs: 10}),
					'containerd.service': unitOf('containerd.service', {activeSinceUs: saidUs - secondsBefore * 1e6}),
				},
			},
		});
		const line = entry(dial, {__MONOTONIC_TIMESTAMP: String(saidUs)});
		expect(isBeforeLastStart(line, healthyNode(started(1)))).toBe(true);
		expect(isBeforeLastStart(line, healthyNode(started(30)))).toBe(false);
	});

	it.each([
		['was stopped', {activeState: 'inactive', result: 'success'}],
		['ends again and again', {activeState: 'activating', result: 'exit-code'}],
	])('are not believed about what a runtime answered that %s', (_, state) => {
		const units = {
			value: {
				'kubelet.service': unitOf('kubelet.service', {activeSinceUs: 10}),
				'containerd.service': unitOf('containerd.service', state),
			},
		};
		const processes = node.processes.filter(({name}) => name !== 'containerd');
		const own = entry('failed to create shim task: expected cgroupsPath to be of format "slice:prefix:name"', {
			_SYSTEMD_UNIT: 'containerd.service',
		});
		const said = state.activeState === 'inactive' ? [own, entry(sandbox)] : [entry(sandbox)];
		expect(checkedWith(said, {units, processes})[0]?.id).toBe('containerd-running');
	});

	it('of a service that ends again and again: not what it said while it ran well', () => {
		const units = {value: {'kubelet.service': unitOf('kubelet.service', {activeState: 'activating'})}};
		const processes = node.processes.filter(({name}) => name !== 'kubelet');
		const run = (id: string) => ({_SYSTEMD_INVOCATION_ID: id});
		const journal = [
			entry(sandbox, run('aa')),
			...['bb', 'cc'].map(id => entry('E1126 17:20:53.7 1 a.go:1] the frobnicator is frozen', run(id))),
		];
		expect(checkedWith(journal, {units, processes}).map(({id}) => id)).toEqual(['kubelet-running']);
		expect(checkedWith(journal.slice(0, 1), {units, processes})[0]?.id).toBe('journal-runc-cgroupspath');
	});

	const uid = '6aa27730-a0aa-4402-b9a8-e6d84c4515cb';
	const pod = (settled: boolean, words: PodWords['words'] = []) => ({
		pods: {value: [{namespace: 'default', name: 'x1', uid, createdAtMs: nowMs - 300_000, settled, words}]},
	});
	const mount = entry(
		`E1126 17:20:53.724655 6530 nestedpendingoperations.go:301] Operation for "{podName:${uid} nodeName:}" failed. Error: "MountVolume.SetUp failed for volume \\"v\\" pod \\"x1\\" (UID: \\"${uid}\\") : hostPath type check failed: /var/run/docker.sock is not a socket file"`,
		{__REALTIME_TIMESTAMP: String((nowMs - 240_000) * 1000)},
	);

	it('are believed about a pod that still waits, however long ago', () => {
		expect(checkedWith([mount], pod(false)).map(({id}) => id)).toEqual(['journal-dockersock-mount']);
	});

	it('are not believed against what the runtime itself says now, of whatever pod', () => {
		const said = entry(
			`E1126 17:20:53.7 1 pod_workers.go:1298] "Error syncing pod, skipping" err="network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized" pod="default/x1" podUID="${uid}"`,
			{__REALTIME_TIMESTAMP: String((nowMs - 20_000) * 1000)},
		);
		expect(checkedWith([said], pod(false)).map(({id}) => id)).toEqual([]);
		const crictl = {...node.crictl, info: {missing: 'no crictl'}};
		expect(checkedWith([said], {...pod(false), crictl})[0]?.id).toBe('journal-cni-not-init');
	});

	it('are not believed about a runc that is there again, nor about what followed; what came later is', () => {
		const gone = (secondsAgo: number, text: string) =>
			entry(
				`E1126 17:20:53.7 1 a.go:1] "RunPodSandbox from runtime service failed" err="${text}" pod="default/other"`,
				{
					__REALTIME_TIMESTAMP: String((nowMs - secondsAgo * 1000) * 1000),
				},
			);
		const unseen = {pods: {missing: 'refused'}};
		const lacking =
			'failed to create containerd task: failed to create shim task: OCI runtime create failed: exec: \\"runc\\": executable file not found in $PATH: unknown';
		expect(checkedWith([gone(30, lacking)], unseen).map(({id}) => id)).toEqual([]);
		const later = gone(10, 'failed to create containerd task: failed to create shim task: something odd');
		expect(checkedWith([gone(30, lacking), later], unseen).map(({id}) => id)).toContain('journal-sandbox-failed');
		const programs = {...node.programs, runc: undefined} as unknown as typeof node.programs;
		expect(checkedWith([gone(30, lacking)], {...unseen, programs})[0]?.id).toBe('runc');
	});

	it.each([
		['runs', pod(true)],
		['is gone', {pods: {value: []}}],
	])('are not believed about a pod that %s', (_, more) => {
		const fresh = mount.replace(String((nowMs - 240_000) * 1000), String((nowMs - 5000) * 1000));
		expect(checkedWith([fresh], more)).toEqual([]);
	});

	it('stand under other words that are their cause', () => {
		const parent =
			'failed to stat parent: stat /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/1/fs: no such file or directory';
		const found = checkedWith([
			entry(`E1126 17:20:53.7 1 a.go:1] "RunPodSandbox from runtime service failed" err="${parent}"`),
		]);
		expect(found.map(({id, causedBy}) => [id, causedBy])).toEqual([
			['journal-snapshot-gone', undefined],
			['journal-sandbox-failed', 'journal-snapshot-gone'],
		]);
	});

	it('explain what pods say of themselves', () => {
		const message = 'exec: "/no/such/binary": stat /no/such/binary: no such file or directory: unknown';
		const alike = Array.from({length: 6}, () => entry(`StartContainer failed: ${message}`));
		const found = checkedWith(alike, pod(false, [{container: 'c', reason: 'StartError', message, exitCode: 128}]));
		expect(found.map(({id, causedBy}) => [id, causedBy])).toEqual([
			['journal-command-not-found', undefined],
			['pods', 'journal-command-not-found'],
		]);
		expect(found[0]?.evidence[0]).toEqual({
			source: 'kubectl get pods',
			text: `pod default/x1, container c: StartError (exit code 128): ${message}`,
		});
	});

	it('have the last words of a service that ends, where nobody knows what they mean', () => {
		const units = {value: {'kubelet.service': unitOf('kubelet.service', {activeState: 'activating'})}};
		const processes = node.processes.filter(({name}) => name !== 'kubelet');
		const found = checkedWith(
			[entry('E1126 17:20:53.7 1 a.go:1] the frobnicator is frozen'), entry('I1126 17:20:53.8 1 a.go:1] bye')],
			{units, processes},
		);
		expect(found[0]?.id).toBe('kubelet-running');
		expect(found[0]?.evidence.at(-1)?.text).toContain('the frobnicator is frozen');
	});

	it('a container at its limit is no fault of the node; a node without memory is', () => {
		expect(checkedWith([entry('TaskOOM event &TaskOOM{ContainerID:11c5db7160a1,XXX_unrecognized:[],}')])).toEqual([]);
		const [first] = checkedWith([entry('System OOM encountered, victim process: java, pid: 4242')]);
		expect(first).toMatchObject({id: 'journal-oom-node', verdict: 'fatal'});
	});

	it('are evidence of what a check found', () => {
		const [first] = checkedWith([entry(refused)], {node: {missing: 'connection refused'}});
		expect(first?.evidence.at(-1)?.source).toBe('journal');
	});
});

const bad = healthyNode({
	containerd: containerdOf('disabled_plugins = ["cri"]\n'),
	kubelet: {...node.kubelet, flags: flagsOf('--network-plugin=cni')},
	hostname: 'node9\u001b[31m',
});

it('--json has the shape of data/schema/check.json, and no control characters', () => {
	const schema = JSON.parse(readFileSync(new URL('../../data/schema/check.json', import.meta.url), 'utf8'));
	const validate = new Ajv({strict: false}).compile(schema);
	for (const each of [node, bad]) {
		const answer = JSON.parse(JSON.stringify(checkJson(each, runChecks(each, readJournals(each, matcher, errors)))));
		expect([validate(answer), validate.errors]).toEqual([true, null]);
	}
	expect(JSON.stringify(checkJson(bad, runChecks(bad, undefined)))).not.toContain('\\u001b');
});

it.each([80, 120])('the text at %i columns', async columns => {
	const text = checkText(bad, runChecks(bad, undefined), columns);
	// A command stays on one line, for it is pasted.
	expect(text.split('\n').filter(line => line.length > columns && !line.startsWith('  fix '))).toEqual([]);
	await expect(text).toMatchFileSnapshot(`goldens/check-${columns}.txt`);
});
