import {expect, it} from 'vitest';
import {journalCommand} from '../../src/cli/commands/journal.ts';
import {CommandFailed, CommandNotFound} from '../../src/host/errors.ts';
import type {Host, LineBatch} from '../../src/host/host.ts';
import {runOneShot} from '../support/one-shot.ts';
import {schemaNamed, undeclared, violations} from '../support/schema.ts';

const entry = (unit: string, MESSAGE: string) =>
	JSON.stringify({
		MESSAGE,
		_SYSTEMD_UNIT: `${unit}.service`,
		_TRANSPORT: 'stdout',
		PRIORITY: '6',
		__REALTIME_TIMESTAMP: '1795256738639573',
	});
const pleg =
	'E1121 10:25:44.135599   1 kubelet.go:1870] "Skipping pod synchronization" err="PLEG is not healthy: pleg was last seen active 3m0s ago"';
const unitsAnswer = 'Id=kubelet.service\nLoadState=loaded\n\nId=docker.service\nLoadState=not-found\n';

function journalOf(...batches: readonly (LineBatch | Error)[]) {
	const asked: string[] = [];
	const host: Partial<Host> = {
		query: async () => ({exitCode: 0, stdout: unitsAnswer, stderr: '', durationMs: 1}),
		async *follow(argv) {
			asked.push(argv.join(' '));
			for (const batch of batches) {
				if (batch instanceof Error) throw batch;
				yield batch;
			}
		},
	};
	return {asked, host};
}

it('--json: one object a line, as data/schema/journal.json says, with what is known', async () => {
	const lines = [entry('kubelet', pleg), entry('containerd', 'time="2026-11-21T10:25:38.6Z" level=info msg="Start"')];
	const {asked, host} = journalOf({from: 'stdout', lines});
	const {code, out} = await runOneShot(journalCommand, [], {json: true}, {host});
	const entries = out
		.trim()
		.split('\n')
		.map(line => JSON.parse(line));
	expect(code).toBe(0);
	expect(asked).toEqual(['journalctl -q --no-pager -o json -f -n 200 --unit=kubelet']);
	expect(entries).toMatchObject([
		{at: '2026-11-21T10:25:38.639Z', unit: 'kubelet', level: 'error', known: {id: 'pleg'}},
		{unit: 'containerd', level: 'info'},
	]);
	for (const one of entries) {
		expect(violations('journal', one)).toEqual([]);
		expect(undeclared(schemaNamed('journal'), one)).toEqual([]);
	}
	expect(violations('journal', {})).not.toEqual([]);
});

it('for people: time, unit, level, what was said, what it means; nothing of a line moves the cursor', async () => {
	const {host} = journalOf({from: 'stdout', lines: [entry('kubelet', `${pleg}\u001b[2J`)]});
	const {out} = await runOneShot(journalCommand, ['kubelet'], {}, {host});
	expect(out).toMatch(/^2026-11-21T10:25:38Z kubelet {4}error {3}E1121 .*\n {21}← \S/);
	expect(out).not.toContain('\u001b');
});

it.each([
	[['--since', '-10min', '--no-follow', 'etcd'], 'journalctl -q --no-pager -o json --since=-10min --unit=etcd'],
	[['--since=today', 'a', 'b'], 'journalctl -q --no-pager -o json -f --no-tail --since=today --unit=a --unit=b'],
	[['--no-follow', 'etcd'], 'journalctl -q --no-pager -o json -n 200 --unit=etcd'],
])('journal %j asks %s', async (args, command) => {
	const {asked, host} = journalOf();
	expect((await runOneShot(journalCommand, args, {}, {host})).code).toBe(0);
	expect(asked).toEqual([command]);
});

it.each([
	['no journalctl', new CommandNotFound(['journalctl']), /there is no journalctl here/],
	[
		'a journal that is not ours',
		{from: 'stderr', lines: ['No journal files were opened due to insufficient permissions.']} as const,
		/sudo.*systemd-journal/,
	],
	[
		'a time that it does not know',
		new CommandFailed(['journalctl'], {
			exitCode: 1,
			stdout: '',
			stderr: 'Failed to parse timestamp: soon',
			durationMs: 1,
		}),
		/Failed to parse timestamp: soon/,
	],
])('%s ends with 1 and says why', async (_, trouble, message) => {
	const {host} = journalOf(trouble);
	expect(await runOneShot(journalCommand, ['x'], {}, {host})).toMatchObject({
		code: 1,
		out: '',
		err: expect.stringMatching(message),
	});
	const {out} = await runOneShot(journalCommand, ['x'], {json: true}, {host});
	expect(JSON.parse(out)).toEqual({error: expect.stringMatching(message)});
});

it.each([[['--wat']], [['--since']]])('journal %j ends with 2', async args => {
	expect((await runOneShot(journalCommand, args)).code).toBe(2);
});
