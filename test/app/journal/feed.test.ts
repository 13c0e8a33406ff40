import {expect, it} from 'vitest';
import {openFeed} from '../../../src/app/journal/feed.ts';
import {hear} from '../../../src/app/journal/hear.ts';
import {createJournal, type Journal, type JournalNews} from '../../../src/app/journal/journal.ts';
import {rowUnderCursor} from '../../../src/app/journal/meaning.ts';
import {CommandFailed, CommandNotFound} from '../../../src/host/errors.ts';
import type {Host, LineBatch} from '../../../src/host/host.ts';
import type {Argv} from '../../../src/model/argv.ts';
import {entryJson, startMs} from '../../support/journal.ts';

type Answer = (argv: Argv) => readonly LineBatch[] | Error;

/** A node whose journalctl says this; what follows stays open until it is broken off, as `-f` does. */
function node(answer: Answer, show = ''): Host {
	const host: Partial<Host> = {
		query: async () => ({exitCode: 0, stdout: show, stderr: '', durationMs: 1}),
		async *follow(argv, {signal}) {
			const said = answer(argv);
			if (said instanceof Error) throw said;
			yield* said;
			if (argv.includes('-f') && !signal.aborted)
				await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()));
		},
	};
	return host as Host;
}

async function heard(host: Host, units: readonly string[], until: (journal: Journal, said: string) => boolean) {
	let journal = createJournal(units);
	let said = '';
	let check = () => {};
	const feed = openFeed({
		units,
		host,
		saveFolder: '/none',
		now: () => startMs,
		sleep: async () => {},
		tell(news: JournalNews) {
			journal = hear(journal, news);
			check();
		},
		say(text) {
			said = text;
			check();
		},
	});
	const waitFor = (wanted: typeof until) =>
		new Promise<Journal>(resolve => {
			check = () => {
				if (wanted(journal, said)) resolve(journal);
			};
			check();
		});
	await waitFor(until);
	return {feed, waitFor, journal: () => journal, said: () => said};
}

const stdout = (...lines: readonly string[]): LineBatch => ({from: 'stdout', lines});

it('without a unit, those that there are', async () => {
	const show =
		'Id=kubelet.service\nLoadState=loaded\n\nId=containerd.service\nLoadState=loaded\n\nId=crio.service\nLoadState=not-found\n';
	const {feed, journal} = await heard(
		node(() => [], show),
		[],
		({panes}) => panes.length > 0 && panes.every(({status}) => status === 'live'),
	);
	expect(journal().panes.map(({unit}) => unit)).toEqual(['kubelet', 'containerd']);
	feed.close();
});

// biome-ignore format: a table
it.each([
	['no permission', [{from: 'stderr', lines: ['No journal files were opened due to insufficient permissions.']}], 'usermod -aG systemd-journal'],
	['less than there is', [{from: 'stderr', lines: ['Hint: You are currently not seeing messages from other users and the system.']}], 'usermod -aG systemd-journal'],
	['no journalctl', new CommandNotFound(['journalctl']), 'no systemd'],
	['a refusal', new CommandFailed(['journalctl'], {exitCode: 1, stdout: '', stderr: 'Failed to open: Permission denied', durationMs: 1}), 'with sudo'],
] as const)('%s is said, with what to do', async (_name, answer, expected) => {
	const {feed, journal} = await heard(node(() => answer as LineBatch[] | Error), ['kubelet'], ({panes}) => panes[0]?.status === 'ended');
	expect(journal().panes[0]?.error).toContain(expected);
	feed.close();
});

it('the first error since boot: all panes from then on, the cursor on it, and back to the end', async () => {
	const early = [
		entryJson('kubelet', 'I1126 10:00:00.000000     1 a.go:1] begins', 0),
		entryJson('kubelet', 'E1126 10:00:01.500000     1 a.go:1] the first that went wrong', 1500),
		entryJson('kubelet', 'E1126 10:00:02.000000     1 a.go:1] another', 2000),
	];
	const host = node(argv => {
		const unit = argv.at(-1)?.replace('--unit=', '') ?? '';
		if (argv.includes('-f')) return [stdout(entryJson(unit, 'now', 60_000))];
		if (argv.includes('-b')) return [stdout(...early)];
		expect(argv.find(word => word.startsWith('--since'))).toBe(`--since=@${startMs / 1000 + 1}`);
		return [stdout(...(unit === 'kubelet' ? early.slice(1) : [entryJson(unit, 'meanwhile', 1800)]))];
	});
	const {feed, waitFor, journal} = await heard(host, ['containerd', 'kubelet'], ({panes}) =>
		panes.every(({rows}) => rows.length === 1),
	);
	feed.ask({ask: 'first-error', unit: 'kubelet', since: 'boot'});
	await waitFor((_journal, said) => said.startsWith('first error since boot: 10:00:01'));
	expect(rowUnderCursor({...journal(), focus: 1})?.message).toBe('the first that went wrong');
	expect(journal().panes.map(({rows}) => rows.map(({message}) => message))).toEqual([
		['meanwhile'],
		['the first that went wrong', 'another'],
	]);
	feed.ask({ask: 'live'});
	await waitFor(({panes}) => panes.every(({rows}) => rows.at(-1)?.message === 'now'));
	expect(journal().panes.every(({from}) => from === undefined)).toBe(true);
	feed.close();
});

it('since the last start only what came after it counts; none is said', async () => {
	const show = 'InactiveExitTimestampMonotonic=5000000\n';
	const host = node(
		argv =>
			argv.includes('-f') ? [] : [stdout(entryJson('kubelet', 'E1126 10:00:01.500000     1 a.go:1] before', 1500))],
		show,
	);
	const {feed, waitFor, said} = await heard(host, ['kubelet'], ({panes}) => panes[0]?.status === 'live');
	feed.ask({ask: 'first-error', unit: 'kubelet', since: 'restart'});
	await waitFor((_journal, text) => text !== '');
	expect(said()).toBe('no error of kubelet since kubelet was started last');
	feed.close();
});

it('of a flood the newest are shown, the rest is counted, and a closed feed tells nothing more', async () => {
	const lines = Array.from({length: 50_000}, (_, index) =>
		entryJson('kubelet', `line ${String(index).padStart(6, 'x')}`, index),
	);
	const {feed, journal} = await heard(
		node(() => [stdout(...lines)]),
		['kubelet'],
		({panes}) => (panes[0]?.entries ?? 0) === 50_000,
	);
	expect(journal().panes[0]?.missed).toBe(48_000);
	expect(journal().panes[0]?.rows.length).toBeLessThanOrEqual(2000);
	expect(journal().panes[0]?.rows[0]?.message).toContain('48000 lines came too fast');
	feed.close();
});
