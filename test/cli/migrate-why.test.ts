import {describe, expect, it} from 'vitest';
import type {Checked} from '../../src/checks/check.ts';
import {changedSince, withChanged} from '../../src/cli/migrate/changed-since.ts';
import {lastWords} from '../../src/cli/migrate/last-words.ts';
import {markPassing} from '../../src/cli/migrate/passing.ts';
import {isSoNow} from '../../src/cli/migrate/so-now.ts';
import {didNotMatter, stoodBefore} from '../../src/cli/migrate/stood.ts';
import {loadKnownErrors} from '../../src/explain/data.ts';
import type {Entry} from '../../src/migrate/ledger.ts';
import type {Cause} from '../../src/migrate/progress.ts';
import type {PodWords} from '../../src/model/pod-words.ts';
import {healthyNode, nowMs} from '../support/node-snapshot.ts';

const cause = (id: string, because = `${id} is so`): Cause => ({id, because, evidence: [], fix: []});
const pod = (more: Partial<PodWords>): PodWords => ({
	namespace: 'kube-system',
	name: 'agent',
	uid: 'u',
	createdAtMs: 0,
	settled: true,
	words: [],
	...more,
});

describe('what was so before the walk', () => {
	it('is noted when it begins, and is behind nothing that fails later', async () => {
		const files = [{path: '/etc/cni/net.d/1.conf', text: '{', plugins: [], broken: {message: 'bad'}}];
		const node = healthyNode({cni: {...healthyNode().cni, files}});
		const stood = await stoodBefore(node);
		expect(stood.some(each => each.startsWith('cni-config: '))).toBe(true);
		expect(await stoodBefore(healthyNode())).toEqual([]);
	});

	const finding = (id: string, because: string): Checked => ({
		id,
		title: id,
		verdict: 'fatal',
		because,
		evidence: [],
		fix: [],
	});
	it.each([
		['the same, with another number', finding('clock', 'it is 31.5 s off'), true],
		['another sentence of the same check', finding('clock', 'nothing sets it'), false],
		['what docker has no use for', finding('snapshotter', 'it is not there'), false],
		['what was not there before', finding('swap', 'it is on'), false],
	])('%s → did not matter: %s', (_, found, isSo) => {
		const stood = ['clock: it is # s off', 'snapshotter: it is not there'];
		expect(didNotMatter(found, stood)).toBe(isSo);
	});
});

it('that the node is cordoned is told where it still is, and where nobody knows', () => {
	const node = (unschedulable: boolean) => {
		const {node: now} = healthyNode();
		return 'value' in now ? {node: {value: {...now.value, unschedulable}}} : {node: now};
	};
	expect(isSoNow('node-cordoned', node(false))).toBe(false);
	expect(isSoNow('node-cordoned', node(true))).toBe(true);
	expect(isSoNow('node-cordoned', {node: {missing: 'no answer'}})).toBe(true);
	expect(isSoNow('pod-taint', node(false))).toBe(true);
});

describe('what may pass by itself', () => {
	const away = pod({settled: false, onHostNetwork: true});
	it.each<[string, Cause, readonly PodWords[], boolean]>([
		['a node that is not Ready', cause('node-status'), [], true],
		['an API server that is on its way', cause('api-server'), [], true],
		['a program that does not listen yet', cause('control-plane', 'etcd does not serve on port 2379: …'), [], true],
		[
			'one that waits for etcd',
			cause('control-plane', 'x does not serve on port 1; it said last: Error: context deadline exceeded'),
			[],
			true,
		],
		[
			'one that ends by a key',
			cause(
				'control-plane',
				'x does not serve on port 1; it said last: Error: tls: failed to find any PEM data in key input',
			),
			[],
			false,
		],
		['a flag that it does not know', cause('control-plane', 'kube-apiserver knows no --x'), [], false],
		['a folder that is read-only', cause('read-only'), [], false],
		['no network, and its agent starts', cause('cni-config'), [away], true],
		['no network, and nobody is about to make one', cause('cni-config'), [pod({onHostNetwork: true})], false],
		['the words of a kubelet for a flag', cause('journal-kubelet-flag-unknown'), [], false],
		['the words of an etcd that is not there yet', cause('journal-etcd-down'), [], true],
		['words that tell of little', cause('journal-image-pull'), [], true],
	])('%s → %#', async (_, one, pods, isPassing) => {
		const [marked] = markPassing([one], healthyNode({pods: {value: pods}}), await loadKnownErrors());
		expect(marked?.mayPass ?? false).toBe(isPassing);
	});
});

describe('files that were changed since the walk began', () => {
	const entries: readonly Entry[] = [
		{at: '', do: 'begin', procedure: 'p', version: '1'},
		{at: '', do: 'run', step: 'backup', change: 1, argv: ['tar', '--create', '--file', '/s/before.tar.gz'], undo: []},
		{
			at: '',
			do: 'write',
			step: 'x',
			change: 2,
			path: '/etc/own',
			backup: undefined,
			before: undefined,
			after: undefined,
			madeFolders: [],
		},
	];
	const asked: (readonly string[])[] = [];
	const host = {
		async query(argv: readonly string[]) {
			asked.push(argv);
			return {
				exitCode: 1,
				stdout:
					'etc/own: Contents differ\netc/default/kubelet: Size differs\netc/default/kubelet: Contents differ\netc/x: Mod time differs\n',
				stderr:
					'tar: etc/cni/net.d/10.conflist: Warning: Cannot stat: No such file or directory\ntar: Exiting with failure status\n',
				durationMs: 1,
			};
		},
	};

	it('are those that the walk did not write', async () => {
		const files = await changedSince(host, entries);
		expect(files.map(({path, what}) => [path, what])).toEqual([
			['/etc/default/kubelet', 'other'],
			['/etc/cni/net.d/10.conflist', 'gone'],
		]);
		expect(asked[0]).toContain('/s/before.tar.gz');
		expect(await changedSince(host, [])).toEqual([]);
	});

	it('what puts one back is the first to type of a cause that is about it, or a cause of its own', async () => {
		const files = await changedSince(host, entries);
		const [about, own] = withChanged([cause('cni-config', 'nothing is in /etc/cni/net.d: NotReady')], files);
		expect(about?.fix[0]?.argv).toEqual([
			...['tar', '--extract', '--gzip', '--file', '/s/before.tar.gz', '--directory', '/', '--'],
			'etc/cni/net.d/10.conflist',
		]);
		expect(own).toMatchObject({id: 'changed-since', because: expect.stringContaining('/etc/default/kubelet')});
		expect(withChanged([], [])).toEqual([]);
	});

	it('what would write it anew as everybody has it goes, once it can be put back', async () => {
		const files = await changedSince(host, entries);
		const again = [
			{text: 'kubeadm', argv: ['kubeadm', 'init', 'phase', 'etcd', 'local']},
			{text: 'restart', argv: ['systemctl', 'restart', 'kubelet']},
		];
		const typed = (because: string) =>
			withChanged([{...cause('control-plane', because), fix: again}], files)[0]?.fix.map(({argv}) => argv?.[0]);
		expect(typed('/etc/cni/net.d/10.conflist is gone')).toEqual(['tar', 'systemctl']);
		expect(typed('something else')).toEqual(['kubeadm', 'systemctl']);
	});

	it('a folder of another name is not meant', async () => {
		const files = (await changedSince(host, entries)).filter(({what}) => what === 'gone');
		const [first] = withChanged([cause('cni-config', 'nothing is in /etc/cni/net.d.old')], files);
		expect(first?.fix).toEqual([]);
	});
});

describe('where nothing is known of a failure', () => {
	const entry = (unit: string, message: string, atMs: number, priority = 3) =>
		JSON.stringify({
			_SYSTEMD_UNIT: `${unit}.service`,
			SYSLOG_IDENTIFIER: unit,
			PRIORITY: String(priority),
			MESSAGE: message,
			__REALTIME_TIMESTAMP: String(atMs * 1000),
		});
	const node = healthyNode({
		journal: {
			value: [
				entry('kubelet', 'E1128 14:00:00.000000 1 a.go:1] "Old trouble"', nowMs - 1000),
				entry('kubelet', 'E1128 14:00:09.000000 1 a.go:1] "New trouble 12"', nowMs + 1000),
				entry('kubelet', 'E1128 14:00:09.000000 1 a.go:1] "New trouble 13"', nowMs + 1500),
				entry('kubelet', 'I1128 14:00:09.000000 1 a.go:1] "All is well"', nowMs + 2000, 6),
				entry('docker', 'another', nowMs + 2000),
			],
		},
	});

	it('the last errors of its services since it began are told, each once, with what shows the rest', () => {
		const [one] = lastWords({watch: ['kubelet.service'], sinceMs: nowMs}, node);
		expect(one?.evidence).toEqual([{source: 'kubelet', text: '"New trouble 13"'}]);
		expect(one?.fix[0]?.argv).toEqual([
			...['journalctl', '--no-pager', `--since=@${nowMs / 1000}`, '-u'],
			'kubelet.service',
		]);
	});

	it('nothing where they said nothing', () => {
		expect(lastWords({watch: ['kubelet.service'], sinceMs: nowMs + 9000}, node)).toEqual([]);
	});
});
