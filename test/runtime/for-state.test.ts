import {expect, it} from 'vitest';
import {CommandNotFound} from '../../src/host/errors.ts';
import type {Reader} from '../../src/host/host.ts';
import {forState} from '../../src/runtime/for-state.ts';
import {containers} from '../support/state.ts';

const about = (name: string, after: string) => ({
	argv: ['cp', {lookup: 'container', name, field: 'pid', before: '/proc/', after}] as const,
	ended: {argv: ['sh', '-c', 'mount', {lookup: 'container', name}] as const},
});
const known = {containers, pods: [], images: []};
const named = (state: string) =>
	containers.find(one => one.state === state && one.pid !== undefined)?.name ?? 'migrate';
const links: Readonly<Record<string, string>> = {'/proc/101/root/var/run': '/run', '/proc/101/root/etc': 'usr/etc'};
const node = {
	query: async ([, , ...places]: readonly string[]) => ({
		stdout: places.map(place => links[place] ?? '').join('\n'),
	}),
} as unknown as Reader;

// biome-ignore format: a table
it.each([
	['runs',                               named('running'), '/root/tmp/x',           'cp'],
	['runs, over a link within',           named('running'), '/root/etc/hosts',       'cp'],
	['runs, over an absolute link',        named('running'), '/root/var/run/app.pid', 'sh'],
	['has ended',                          named('exited'),  '/root/tmp/x',           'sh'],
	['is not there',                       'no-such',        '/root/tmp/x',           'cp'],
])('a container that %s', async (_, name, after, tool) => {
	const {argv, ended} = (await forState(about(name, after), known, node)) as ReturnType<typeof about>;
	expect([argv[0], ended]).toEqual([tool, undefined]);
});

it('a node without readlink is no reason not to copy', async () => {
	const without = {query: () => Promise.reject(new CommandNotFound(['readlink']))} as unknown as Reader;
	expect((await forState(about(named('running'), '/root/x'), known, without)).argv[0]).toBe('cp');
});

const [first] = containers;
// biome-ignore format: a table
it.each([
	['created', 'true'],
	['running', 'crictl'],
	['exited',  'crictl'],
] as const)('the log of a container that is %s', async (state, tool) => {
	if (first === undefined) throw new Error('no container to look at');
	const log = {argv: ['crictl', 'logs', {lookup: 'container', name: 'begun'}] as const, created: {argv: ['true'] as const}};
	const one = {...first, name: 'begun', state};
	const {argv, created} = await forState<{argv: readonly unknown[]; created?: unknown} & typeof log>(log, {...known, containers: [one]}, node);
	expect([argv[0], created]).toEqual([tool, undefined]);
});
