import {expect, it} from 'vitest';
import {conditionOf} from '../../src/model/pod-condition.ts';
import type {PodWithContainers} from '../../src/model/pod-sandbox.ts';
import {pod} from '../support/state.ts';

type One = Partial<PodWithContainers['containers'][number]>;
const running: One = {state: 'running'};
const ended = (exitCode: number | undefined, attempt = 0, reason?: string): One => ({
	state: 'exited',
	attempt,
	...(exitCode !== undefined && {exitCode}),
	...(reason !== undefined && {reason}),
});

// biome-ignore format: a table
it.each<[string, readonly One[]]>([
	['ready',     [running, running]],
	['ready',     [running, ended(0)]], // a container that only prepares
	['ready',     [ended(undefined)]], // how it ended is not known yet
	['crashing',  [running, ended(1, 4, 'Error')]],
	['crashing',  [ended(1), ended(2, 1)]],
	['failed',    [running, ended(3)]],
	['OOMKilled', [ended(137, 2, 'OOMKilled'), ended(1, 1)]],
	['completed', [ended(0), ended(0)]],
	['created',   [running, {state: 'created'}]],
	['waiting',   []],
])('%s: %j', (word, ones) => {
	const containers = ones.map((one, index) => ({id: `${index}`, name: `c${index}`, state: 'running' as const, ...one}));
	expect(conditionOf(pod('web', {containers}))).toBe(word);
	expect(conditionOf(pod('web', {containers, state: 'notready'}))).toBe('notready');
});

it('an attempt that failed says nothing of the one that runs now', () => {
	const attempts = [ended(1), {state: 'running', attempt: 1}].map(one => ({id: 'x', name: 'web', ...one}));
	expect(conditionOf(pod('web', {containers: attempts as PodWithContainers['containers']}))).toBe('ready');
});
