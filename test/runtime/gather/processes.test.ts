import {expect, it} from 'vitest';
import {gatherProcesses} from '../../../src/runtime/gather/processes.ts';
import {recordedReader} from '../../support/recordings.ts';

const processes: ReadonlyArray<readonly [pid: number, name: string, pids: string]> = [
	[10, 'containerd', '10'],
	[11, 'kubelet', '11'],
	// A pod of docker-in-docker, and a static pod of the control plane.
	[20, 'dockerd', '20\t1'],
	[21, 'containerd', '21\t9'],
	[30, 'etcd', '30\t1'],
	[40, 'sshd', '40'],
];

it('the daemons of the node are not those in its containers, but for the control plane', async () => {
	const reader = recordedReader(
		[],
		[
			{kind: 'names', at: 0, path: '/proc', names: [...processes.map(([pid]) => String(pid)), 'self']},
			{kind: 'text', at: 0, path: '/proc/stat', text: 'cpu  1 2 3\nbtime 1000\n'},
			...processes.flatMap(([pid, name, pids]) =>
				Object.entries({
					comm: `${name}\n`,
					cmdline: `/usr/bin/${name}\0--x\0`,
					stat: `${pid} (${name}) S ${'1 '.repeat(18)}${pid}00 0`,
					status: `Name:\t${name}\nPid:\t${pid}\nNSpid:\t${pids}\nNSpgid:\t${pids}\n`,
				}).map(([file, text]) => ({kind: 'text', at: 0, path: `/proc/${pid}/${file}`, text}) as const),
			),
		],
	);
	expect(await gatherProcesses(reader)).toEqual([
		{pid: 10, name: 'containerd', argv: ['/usr/bin/containerd', '--x'], state: 'S', startedAtMs: 1010000},
		{pid: 11, name: 'kubelet', argv: ['/usr/bin/kubelet', '--x'], state: 'S', startedAtMs: 1011000},
		{pid: 30, name: 'etcd', argv: ['/usr/bin/etcd', '--x'], state: 'S', startedAtMs: 1030000},
	]);
});

it('one of which nothing is known but its name is there all the same', async () => {
	const reader = recordedReader(
		[],
		[
			{kind: 'names', at: 0, path: '/proc', names: ['10']},
			{kind: 'text', at: 0, path: '/proc/10/comm', text: 'kubelet\n'},
		],
	);
	expect(await gatherProcesses(reader)).toEqual([{pid: 10, name: 'kubelet', argv: [], state: '?'}]);
});
