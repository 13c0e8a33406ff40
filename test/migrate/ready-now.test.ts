import {describe, expect, it} from 'vitest';
import {notReadyNow} from '../../src/migrate/ready-now.ts';
import {criDockerd} from '../../src/migrate/ways/cri-dockerd.ts';
import type {DaemonProcess} from '../../src/model/node-snapshot.ts';
import {dockerNode, type Told} from '../support/migration-facts.ts';

const startedAtMs = Date.parse('2026-01-01T10:00:00.700Z');
const kubelet: DaemonProcess = {pid: 7, name: 'kubelet', argv: ['/usr/bin/kubelet'], state: 'S', startedAtMs};

function told(heartbeat: string | undefined, {started = startedAtMs, ready = true} = {}): Told {
	const saidMs = heartbeat === undefined ? {} : {saidMs: Date.parse(heartbeat)};
	const {node} = dockerNode().snapshot;
	if (!('value' in node)) throw new Error('the node of the fixture is gone');
	const condition = {
		type: 'Ready',
		status: String(ready),
		reason: 'KubeletReady',
		message: 'posting',
		...saidMs,
	};
	return {
		snapshot: {
			processes: [{...kubelet, startedAtMs: started}],
			node: {value: {...node.value, ready, conditions: [condition]}},
		},
	};
}

describe('Ready of the kubelet that runs now', () => {
	it.each([
		['said before it was started', '2026-01-01T09:59:59Z', /not heard from the kubelet since it was started/],
		['said in the second in which it was started', '2026-01-01T10:00:00Z', undefined],
		['said since', '2026-01-01T10:00:03Z', undefined],
		['said at no time that is known', undefined, undefined],
	])('%s', (_, heartbeat, expected) => {
		const because = notReadyNow(dockerNode(told(heartbeat)));
		if (expected === undefined) expect(because).toBeUndefined();
		else expect(because).toMatch(expected);
	});

	it('what it says itself comes first', () => {
		expect(notReadyNow(dockerNode(told('2026-01-01T09:00:00Z', {ready: false})))).toBe(
			'the node is not Ready: posting',
		);
	});
});

it('a walk that stays with docker waits for the kubelet that was started, not for the word of the one before', () => {
	const endpoint = 'unix:///run/cri-dockerd.sock';
	const flags = `--container-runtime=remote --container-runtime-endpoint=${endpoint}`;
	const step = criDockerd.steps.find(({id}) => id === 'start-kubelet');
	const facts = (heartbeat: string) =>
		dockerNode({
			...told(heartbeat),
			flags,
			running: flags.split(' '),
			facts: {options: {target: 'cri-dockerd'}},
		});
	expect(step?.check(facts('2026-01-01T10:00:05Z'))).toEqual({is: 'done'});
	const stale = facts('2026-01-01T09:58:00Z');
	expect(step?.check(stale)).toEqual({is: 'todo'});
	expect(step?.plan(stale)).toEqual([]);
	expect(step?.verify(stale)).toMatch(/since it was started/);
});
