import {expect, it} from 'vitest';
import type {Reader} from '../../src/host/host.ts';
import type {Unit} from '../../src/model/node-snapshot.ts';
import {gatherJournal} from '../../src/runtime/gather/journal.ts';

const nowMs = Date.parse('2026-11-26T12:00:00Z');
const entry = (unit: string, minutesAgo: number) =>
	`{"_SYSTEMD_UNIT":"${unit}.service","__REALTIME_TIMESTAMP":"${(nowMs - minutesAgo * 60_000) * 1000}"}`;

/** journalctl: all units, or one. `-n` with `--since` would give the first entries, so it must not be asked for both. */
function readerOf(entries: readonly string[]) {
	const asked: string[][] = [];
	const query = async (argv: readonly string[]) => {
		asked.push([...argv]);
		const units = argv.flatMap((word, index) => (argv[index - 1] === '-u' ? [word] : []));
		const mine = entries.filter(line => units.some(unit => line.includes(`"${unit}.service"`)));
		return {exitCode: 0, stdout: mine.map(line => `${line}\n`).join(''), stderr: '', durationMs: 1};
	};
	return {asked, reader: {query} as unknown as Reader};
}

it('what is older than ten minutes is left out, but not the last words of a service that is down', async () => {
	const old = entry('kubelet', 90);
	const older = entry('containerd', 90);
	const fresh = entry('kubelet', 1);
	const {asked, reader} = readerOf([old, older, fresh]);
	const states = {'kubelet.service': {activeState: 'failed'}, 'containerd.service': {activeState: 'active'}};
	const lines = await gatherJournal(reader, nowMs, Promise.resolve(states as unknown as Record<string, Unit>));
	expect(lines).toEqual([old, fresh]);
	expect(asked.filter(argv => argv.includes('-n') && argv.includes('--since'))).toEqual([]);
});

it('nothing more is asked where every service runs', async () => {
	const {asked, reader} = readerOf([entry('kubelet', 1)]);
	const states = {'kubelet.service': {activeState: 'active'}};
	await gatherJournal(reader, nowMs, Promise.resolve(states as unknown as Record<string, Unit>));
	expect(asked).toHaveLength(1);
});

it('a journal that may not be read is a missing part, also where that is known before the units are', async () => {
	const query = async () => ({exitCode: 1, stdout: '', stderr: 'No journal files were opened', durationMs: 1});
	const states = new Promise<undefined>(resolve => setTimeout(resolve, 20, undefined));
	await expect(gatherJournal({query} as unknown as Reader, nowMs, states)).rejects.toThrow('No journal files');
});

it('of a Go program that crashed the head is looked for: two thousand lines follow it', async () => {
	const asked: string[][] = [];
	const of = (cursor: string, text: string) =>
		JSON.stringify({
			__CURSOR: cursor,
			_SYSTEMD_UNIT: 'containerd.service',
			__REALTIME_TIMESTAMP: String(nowMs * 1000),
			MESSAGE: text,
		});
	const head = of('a', 'fatal error: fault');
	const frame = of('b', '\t/src/containerd/task.go:279 +0xa5');
	const query = async (argv: readonly string[]) => {
		asked.push([...argv]);
		return {exitCode: 0, stdout: `${argv.includes('-g') ? `${head}\n` : ''}${frame}\n`, stderr: '', durationMs: 1};
	};
	const states = {'containerd.service': {activeState: 'activating'}};
	const lines = await gatherJournal(
		{query} as unknown as Reader,
		nowMs,
		Promise.resolve(states as unknown as Record<string, Unit>),
	);
	expect(lines).toEqual([head, frame]);
	expect(asked).toHaveLength(3);
});
