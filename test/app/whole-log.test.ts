import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleepFor} from 'node:timers/promises';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {fillLog} from '../../src/app/log-pane.ts';
import type {LogSource} from '../../src/app/screen.ts';
import {createSieve} from '../../src/app/sieve.ts';
import {paneCapacity} from '../../src/app/state.ts';
import {createStore} from '../../src/app/store.ts';
import {createCommandLog} from '../../src/host/command-log.ts';
import {createLocalHost} from '../../src/host/local.ts';
import {container, press, started} from '../support/state.ts';

describe('a sieve', () => {
	// biome-ignore format: a table
	it.each<[number, string[][], string]>([
		[0, [['a', 'x1', 'b'], ['x2']],                      'x1 x2'],
		[1, [['a', 'x1', 'b', 'c'], ['d', 'x2'], ['e']],     'a x1 b d x2 e'],
		[2, [['a', 'b', 'c', 'x1', 'x2'], ['d'], ['e', 'f']], 'b c x1 x2 d e'],
		[1, [['x1', 'a', 'x2']],                             'x1 a x2'],
		[3, [['a', 'b']],                                    ''],
	])('%i around, of %j: %s', (context, batches, expected) => {
		const sieve = createSieve((text: string) => text.startsWith('x'), context);
		expect(batches.flatMap(batch => sieve.push(batch)).join(' ')).toBe(expected);
		expect(sieve.counts().seen).toBe(batches.flat().length);
	});
});

describe('looking through all of a log', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'rtconsole-whole-'));
	});
	afterEach(() => rmSync(folder, {recursive: true, force: true}));

	function write(lines: number): void {
		const at = '2026-11-23T12:00:00.000000000Z';
		const text = Array.from(
			{length: lines},
			(_, index) => `${at} stdout F ${index % 10 === 0 ? 'want\u001b[31med' : 'line'} ${index}\n`,
		);
		writeFileSync(join(folder, '0.log.20261123-100000'), text.slice(0, lines / 2).join(''));
		writeFileSync(join(folder, '0.log'), text.slice(lines / 2).join(''));
	}

	function looking(filter: string, context = 0) {
		const log = createCommandLog(() => 0);
		const store = createStore(press(started(), 'enter l').state, () => {});
		const source: LogSource = {
			of: 'logs',
			container: container('app', {logPath: join(folder, '0.log'), state: 'exited'}),
			timestamps: false,
			since: 'tail',
			previous: false,
			whole: {filter, context},
		};
		const ending = new AbortController();
		const runtime = {logsCommand: () => ['crictl', 'logs', 'x']};
		const host = createLocalHost({log, env: {}});
		const sleep = (milliseconds: number) => sleepFor(milliseconds);
		const done = fillLog(2, source, ending.signal, {host, log, store, runtime, sleep, jobs: {}} as never);
		return {done, ending, pane: () => store.state().panes[2]};
	}

	it('finds what the ring never held, in rotated files too, and says how much it was', async () => {
		write(20_000);
		const it = looking('wanted (7|19990)$');
		await it.done;
		expect(it.pane()?.lines.map(({text}) => text)).toEqual(['wanted 19990']);
		expect(it.pane()?.note).toMatch(/^all of it looked through, .*: 1 of 20000 lines match; F shows the end again$/);
		const first = looking('wanted 10$', 1);
		await first.done;
		expect(first.pane()?.lines.map(({text}) => text)).toEqual(['line 9', 'wanted 10', 'line 11']);
	});

	it('of many that match the last are kept: memory is bounded by the ring', async () => {
		write(100_000);
		const it = looking('wanted');
		await it.done;
		const {lines = [], dropped, note} = it.pane() ?? {};
		expect([lines.length, dropped, lines.at(-1)?.text]).toEqual([paneCapacity, 5000, 'wanted 99990']);
		expect(note).toContain(`10000 of 100000 lines match, the last ${paneCapacity} are kept`);
	});

	it('is broken off at once', async () => {
		write(200_000);
		const it = looking('wanted');
		it.ending.abort();
		await it.done;
		expect(it.pane()?.note).toBe('looking through all of it…');
	});
});

it('the log of an attempt that the kubelet took away is said to be gone, and no tool is asked for it', async () => {
	const store = createStore(press(started(), 'enter l').state, () => {});
	const log = createCommandLog(() => 0);
	const source: LogSource = {
		of: 'logs',
		container: container('app', {logPath: '/nowhere/23.log', attempt: 23, state: 'exited'}),
		timestamps: false,
		since: 'tail',
		previous: true,
	};
	const context = {host: createLocalHost({log, env: {}}), log, store, runtime: {}, sleep: sleepFor, jobs: {}} as never;
	await expect(fillLog(2, source, new AbortController().signal, context)).rejects.toThrow(
		'the log of attempt 22 is gone: of each container the kubelet keeps the last that ended, and that is this one: p shows its log',
	);
	expect(log.entries()).toEqual([]);
});
