import {expect, it} from 'vitest';
import type {Checked} from '../../src/checks/check.ts';
import {behind, withoutChanges, withoutTwins} from '../../src/cli/migrate/behind.ts';

const checked = (id: string, verdict: 'fatal' | 'warning', causedBy?: string) =>
	({
		id,
		title: id,
		verdict,
		because: id,
		evidence: [],
		fix: [],
		...(causedBy === undefined ? {} : {causedBy}),
	}) as Checked;
const ids = (failed: {id: string; because: string}, checks: readonly Checked[], isTold = false) =>
	behind(failed, checks, isTold).map(({id}) => id);

const oom = checked('memory', 'fatal');
const away = checked('api-server', 'fatal');
const odd = checked('config-ignored', 'warning');

it('an API server that does not answer comes first where the step says so', () => {
	const because = 'exit 1: the API server does not answer: connect ECONNREFUSED';
	expect(ids({id: 'drain', because}, [oom, away])).toEqual(['api-server', 'memory']);
	expect(ids({id: 'start-kubelet', because: 'the node is not Ready'}, [oom, away])).toEqual(['memory', 'api-server']);
});

it('the note of kubeadm is behind the walk, and behind no failure of it', () => {
	const note = checked('cri-socket-annotation', 'fatal');
	expect(ids({id: 'stop-docker', because: 'systemctl start cri-docker.service: exit 1'}, [note, oom])).toEqual([
		'memory',
	]);
	expect(ids({id: 'pods-running', because: 'default/web: ContainerCreating'}, [note])).toEqual([]);
});

it('a want of memory that the kernel told of comes behind what is wrong with the node now', () => {
	const killed = checked('oom-node', 'fatal');
	const because = 'the API server does not answer yet';
	expect(ids({id: 'start-kubelet', because}, [killed, checked('control-plane', 'fatal'), away])).toEqual([
		'api-server',
		'control-plane',
		'oom-node',
	]);
	expect(ids({id: 'start-kubelet', because}, [killed])).toEqual(['oom-node']);
});

it('a drain that a budget holds up has no odd setting of the node for its cause', () => {
	expect(ids({id: 'drain', because: 'PodDisruptionBudget default/web holds up'}, [odd])).toEqual([]);
	expect(ids({id: 'pods-running', because: 'default/web: ContainerCreating'}, [odd])).toEqual(['config-ignored']);
	expect(ids({id: 'pods-running', because: 'no such image'}, [odd], true)).toEqual([]);
});

it('what follows from another is none, nor what the walk brought about', () => {
	const stopped = checked('kubelet-running', 'fatal');
	const follows = checked('node-status', 'fatal', 'memory');
	expect(ids({id: 'stop-docker', because: 'x'}, [stopped, follows, oom])).toEqual(['memory']);
});

it('what the journal says too stands there once, with every fix', () => {
	const cause = (id: string, because: string, ...fix: string[]) => ({
		id,
		because,
		evidence: [],
		fix: fix.map(text => ({text})),
	});
	const inJournal = cause('known-errors', 'A layer is gone. Said 3 times in the last minutes.', 'build it');
	const itself = cause('docker-layer-damaged', 'A layer is gone.', 'docker rmi IMAGE', 'build it');
	const other = cause('disk', 'The disk is full.');
	expect(withoutTwins([inJournal, other], [itself])).toEqual([other, itself]);
	expect(withoutTwins([other], [])).toEqual([other]);
});

it('files that the walk itself changed are no cause, and what stood under them counts by itself', () => {
	const flag = checked('journal-kubelet-flag', 'fatal', 'lately-changed');
	const left = withoutChanges([checked('lately-changed', 'fatal'), flag, checked('restarts', 'warning', 'memory')]);
	expect(left.map(({id, causedBy}) => [id, causedBy])).toEqual([
		['journal-kubelet-flag', undefined],
		['restarts', 'memory'],
	]);
});

it('words that say no more than what is down are not told beside why it is', () => {
	const cause = (id: string) => ({id, because: id, evidence: [], fix: []});
	const told = (found: readonly string[], words: readonly string[]) =>
		withoutTwins(found.map(cause), words.map(cause)).map(({id}) => id);
	expect(told(['cni-config'], ['cni-not-init'])).toEqual(['cni-config']);
	expect(told(['node-status'], ['cni-not-init'])).toEqual(['node-status', 'cni-not-init']);
	expect(told(['cni-config'], ['disk-full'])).toEqual(['cni-config', 'disk-full']);
	expect(told([], ['cni-not-init'])).toEqual(['cni-not-init']);
});
