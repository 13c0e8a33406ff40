import {describe, expect, it} from 'vitest';
import type {RecordedLine} from '../../src/host/recording.ts';
import type {ContainerStats} from '../../src/model/stats.ts';
import type {Lister} from '../../src/runtime/lister.ts';
import {createUsage} from '../../src/runtime/usage.ts';
import {recordedReader} from '../support/recordings.ts';
import {usage} from '../support/state.ts';

const cgroup = (pid: number, name: string, microseconds: number, bytes: number): readonly RecordedLine[] => [
	{kind: 'text', at: 0, path: `/proc/${pid}/cgroup`, text: `0::/${name}\n`},
	{kind: 'text', at: 0, path: `/sys/fs/cgroup/${name}/cpu.stat`, text: `usage_usec ${microseconds}\n`},
	{kind: 'text', at: 0, path: `/sys/fs/cgroup/${name}/memory.current`, text: `${bytes}\n`},
];

const files = recordedReader(
	[],
	[
		{kind: 'text', at: 0, path: '/proc/uptime', text: '100.25 1\n'},
		...cgroup(7, 'a', 5, 300),
		...cgroup(8, 'b', 6, 400),
	],
);

function usageWith(lister: Partial<Pick<Lister, 'pids' | 'stats'>>) {
	const asked: string[] = [];
	const home = {
		namespace: () => 'k8s.io',
		ask: async <T>(question: (lister: Lister) => Promise<T>) =>
			question({
				pids: async ids => {
					asked.push(`pids ${ids.join(' ')}`);
					return (await lister.pids?.(ids)) ?? new Map();
				},
				stats: async () => {
					asked.push('stats');
					return (await lister.stats?.()) ?? ([] as readonly ContainerStats[]);
				},
			} as Lister),
	};
	return {asked, of: createUsage(files, home)};
}

describe('what containers use', () => {
	it('is read from the files of the kernel where the PID is known, and nobody is asked', async () => {
		const {of, asked} = usageWith({});
		expect(
			await of([
				{id: 'one', pid: 7},
				{id: 'two', pid: 8, containerdNamespace: 'moby'},
			]),
		).toMatchObject([
			{atMs: 100_250, cpuNanoseconds: 5000, memoryBytes: 300},
			{cpuNanoseconds: 6000, memoryBytes: 400},
		]);
		expect(asked).toEqual([]);
	});

	it('the runtime is asked for PIDs that the list does not have', async () => {
		const {of, asked} = usageWith({pids: async () => new Map([['one', 8]])});
		expect(await of([{id: 'one'}])).toMatchObject([{memoryBytes: 400}]);
		expect(asked).toEqual(['pids one']);
	});

	it('where it has no PIDs either, it is asked for its own numbers', async () => {
		const {of, asked} = usageWith({stats: async () => [usage('web', {id: 'one', memoryBytes: 5})]});
		expect(await of([{id: 'one'}, {id: 'two', pid: 7}])).toMatchObject([{memoryBytes: 5}, {memoryBytes: 300}]);
		expect(asked).toEqual(['pids one', 'stats']);
	});

	it('one that has just ended costs no question, and one of another containerd namespace neither', async () => {
		const {of, asked} = usageWith({});
		expect(
			await of([
				{id: 'gone', pid: 99},
				{id: 'other', containerdNamespace: 'moby'},
			]),
		).toEqual([undefined, undefined]);
		expect(asked).toEqual([]);
	});

	it('where PIDs cannot be had, the numbers may be', async () => {
		const {of} = usageWith({
			pids: () => Promise.reject(new Error('inspect says no')),
			stats: async () => [usage('web', {id: 'one', memoryBytes: 5})],
		});
		expect(await of([{id: 'one'}])).toMatchObject([{memoryBytes: 5}]);
	});
});
