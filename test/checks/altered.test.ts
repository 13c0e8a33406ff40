import {expect, it} from 'vitest';
import {runChecks} from '../../src/checks/run.ts';
import type {NodeSnapshot} from '../../src/model/node-snapshot.ts';
import {gatherAltered} from '../../src/runtime/gather/altered.ts';
import {gatherDamaged} from '../../src/runtime/gather/damaged.ts';
import {healthyNode, nowMs, unitOf, withState} from '../support/node-snapshot.ts';

const list = '/var/lib/dpkg/info/runc.md5sums';
const digest = 'a'.repeat(32);
const there = ['/usr/bin/runc', '/bin/sh', '/usr/bin/python3', '/usr/sbin/runc.real'];
const installed = 1_700_000_000;

/** dpkg's list of runc, the times of the inodes, and what md5sum finds now. */
function node({changed = installed, now = digest, text = ''}) {
	const asked: string[] = [];
	const reader = {
		readText: async (path: string) =>
			path === list ? `${digest}  usr/sbin/runc\n${digest}  usr/share/doc/runc/copyright\n` : text || undefined,
		kindOf: async (path: string) => (there.includes(path) ? 'file' : undefined),
		query: async ([program = '', ...args]: readonly string[]) => {
			asked.push(program);
			const times = `${changed} /usr/sbin/runc\n${installed} ${list}\n`;
			const stdout =
				program === 'stat' ? times : program === 'md5sum' ? args.map(path => `${now}  ${path}\n`).join('') : '';
			return {exitCode: 0, stdout, stderr: '', durationMs: 1};
		},
		openFile: async () => ({
			size: async () => text.length,
			read: async () => new TextEncoder().encode(text),
			close: async () => {},
		}),
	};
	return {reader: reader as never, asked};
}

it('a program whose inode is younger than the list of its package is looked into', async () => {
	const {reader} = node({changed: installed + 3600, now: 'b'.repeat(32)});
	expect(await gatherAltered(reader, ['/usr/sbin/runc'])).toEqual([
		{path: '/usr/sbin/runc', owner: 'runc', changedMs: (installed + 3600) * 1000},
	]);
});

it('a wrapper is there on purpose', async () => {
	const {reader} = node({
		changed: installed + 3600,
		now: 'b'.repeat(32),
		text: '#!/bin/sh\nexec /usr/sbin/runc.real "$@"\n',
	});
	expect(await gatherAltered(reader, ['/usr/sbin/runc'])).toEqual([]);
});

it('the same contents are no change', async () => {
	expect(await gatherAltered(node({changed: installed + 3600}).reader, ['/usr/sbin/runc'])).toEqual([]);
});

it('nothing is read of what nobody touched', async () => {
	const {reader, asked} = node({now: 'b'.repeat(32)});
	expect(await gatherAltered(reader, ['/usr/sbin/runc'])).toEqual([]);
	expect(asked).toEqual(['stat']);
});

it.each([
	['#!/bin/sh\nexit 1\n', ['a script that calls no program']],
	['#!/bin/sh\necho \'{"code": 999, "msg": "the agent is away"}\'\nexit 1\n', []],
	['#!/bin/sh\nexec /usr/sbin/runc.real "$@"\n', []],
	['#!/usr/bin/python3\nimport sys\nprint(sys.argv)\n', []],
])('%j in the place of runc', async (text, what) => {
	const {reader} = node({text});
	const damaged = await gatherDamaged(reader, ['/usr/sbin/runc']);
	expect(damaged.map(one => one.what)).toEqual(what);
});

it('a link to the script itself is not the program behind it', async () => {
	const [first] = await gatherDamaged(node({text: '#!/bin/sh\nexit 1\n'}).reader, ['/usr/sbin/runc']);
	expect(first).toEqual({path: '/usr/sbin/runc', what: 'a script that calls no program'});
});

it('leads where a service is down and nobody knows why, and is a note else', () => {
	const altered = [{path: '/usr/bin/containerd', owner: 'containerd', changedMs: nowMs - 9e8}];
	const changes = {bootedAtMs: nowMs - 86_400_000, entries: [], mounts: [], gone: []};
	const first = (more: Partial<NodeSnapshot>) => {
		const [one] = runChecks(healthyNode({...withState({altered, changes}), ...more}), undefined).checks;
		return `${one?.verdict} ${one?.id} ${one?.because}`;
	};
	const units = {
		'kubelet.service': unitOf('kubelet.service'),
		'containerd.service': unitOf('containerd.service', {activeState: 'failed', result: 'core-dump'}),
	};
	expect(first({units: {value: units}, processes: []})).toMatch(
		/^fatal lately-changed \/usr\/bin\/containerd is not what its package containerd brought/,
	);
	expect(first({})).not.toMatch(/^(fatal|warning)/);
});
