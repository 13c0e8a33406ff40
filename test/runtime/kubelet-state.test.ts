import {expect, it} from 'vitest';
import {kubeletState} from '../../src/runtime/running-kubelet.ts';
import {recordedReader} from '../support/recordings.ts';

const process = (pid: string, name: string, status: string) => [
	{kind: 'text' as const, at: 0, path: `/proc/${pid}/comm`, text: `${name}\n`},
	{kind: 'text' as const, at: 0, path: `/proc/${pid}/status`, text: `Name:\t${name}\n${status}`},
];

// biome-ignore format: a table
it.each([
	['a kubelet',                      'runs',   'kubelet',    'State:\tS (sleeping)\n'],
	['k3s, which has one in it',       'runs',   'k3s-server', 'State:\tS (sleeping)\n'],
	['one that was sent SIGSTOP',      'halted', 'kubelet',    'State:\tT (stopped)\n'],
	['that of a node in a container',  'none',   'kubelet',    'State:\tS (sleeping)\nNSpid:\t99\t7\n'],
	['no kubelet',                     'none',   'kubectl',    'State:\tS (sleeping)\n'],
])('%s: %s', async (_name, expected, name, status) => {
	const reader = recordedReader([], [
		{kind: 'names', at: 0, path: '/proc', names: ['1', '99', 'self']},
		...process('1', 'systemd', 'State:\tS (sleeping)\n'),
		...process('99', name, status),
	]);
	expect(await kubeletState(reader)).toBe(expected);
});
