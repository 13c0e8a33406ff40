import {expect, it} from 'vitest';
import {forState} from '../../src/runtime/for-state.ts';
import {containers} from '../support/state.ts';

const about = (name: string) => ({
	argv: ['cp', {lookup: 'container', name, field: 'pid'}] as const,
	ended: {argv: ['sh', '-c', 'mount', {lookup: 'container', name}] as const},
});
const known = {containers, pods: [], images: []};
const named = (state: string) => containers.find(one => one.state === state)?.name ?? '';

// biome-ignore format: a table
it.each([
	['runs',               named('running'), 'cp'],
	['has ended',          named('exited'),  'sh'],
	['is not there',       'no-such',        'cp'],
])('a container that %s', (_, name, tool) => {
	expect(name).not.toBe('');
	const {argv, ended} = forState(about(name), known) as ReturnType<typeof about>;
	expect([argv[0], ended]).toEqual([tool, undefined]);
});
