import {describe, expect, it, vi} from 'vitest';
import {textOf} from '../../src/app/details/view.ts';
import {createEffects} from '../../src/app/effects.ts';
import {keepLive} from '../../src/app/live.ts';
import {createLoader} from '../../src/app/loader.ts';
import {logLine} from '../../src/app/panes.ts';
import {topScreen} from '../../src/app/state.ts';
import {createStore} from '../../src/app/store.ts';
import {createCommandLog} from '../../src/host/command-log.ts';
import type {RecordedLine} from '../../src/host/recording.ts';
import {createReplayHost} from '../../src/host/replay.ts';
import type {Image} from '../../src/model/image.ts';
import type {NodeRuntime} from '../../src/runtime/node-runtime.ts';
import {notedDesk} from '../support/desk.ts';
import {container, containers, event as eventOf, facts, keys, nowMs, pod, pods, started} from '../support/state.ts';

/** Lets everything happen that waits for nothing but its turn. */
const turn = () => new Promise(resolve => setImmediate(resolve));

/** A console over a runtime that is written down here; its sleeps end when the test says so. */
function consoleOn(runtime: Partial<NodeRuntime>, recorded: readonly RecordedLine[] = [], from = started()) {
	const log = createCommandLog(() => 0);
	const host = createReplayHost(recorded, {log, refuses: 'a test'});
	const sleeps: Array<{ms: number; wake: () => void}> = [];
	const sleep = (ms: number) => new Promise<void>(resolve => sleeps.push({ms, wake: resolve}));
	const seen: string[] = [];
	const node = {
		facts,
		pods: async () => pods,
		podDetails: async () => [],
		versions: async () => facts,
		leftBehind: async () => ({pods: [], containers: []}),
		containers: async () => containers,
		...runtime,
	} as NodeRuntime;
	const loader = createLoader(
		node,
		() => store,
		() => nowMs,
	);
	const context = {
		host,
		log,
		runtime: node,
		loader,
		now: () => nowMs,
		sleep,
		saveFolder: '/nowhere',
		withTerminal: async (run: () => void) => run(),
		quit: () => seen.push('quit'),
		desk: notedDesk(),
		openMigration: () => Promise.reject(new Error('no migration in this test')),
		hold: () => {},
		nodeChanged: async () => {},
	};
	const store = createStore(from, createEffects(context));
	return {
		store,
		loader,
		log,
		runtime: node,
		sleep,
		seen,
		press(text: string) {
			for (const action of keys(text)) store.dispatch(action);
		},
		/** End the sleeps that last so long. */
		async wake(ms: number) {
			const due = sleeps.filter(one => one.ms === ms);
			for (const one of due) sleeps.splice(sleeps.indexOf(one), 1);
			for (const {wake} of due) wake();
			await turn();
			return due.length;
		},
		pending: () => sleeps.map(({ms}) => ms),
		texts: () => store.state().panes[topScreen(store.state()).id]?.lines.map(({text}) => text),
		pane: () => store.state().panes[topScreen(store.state()).id],
	};
}

describe('loading', () => {
	it('the list stands before what takes longer, and after it has failed', async () => {
		const {loader, store} = consoleOn({
			pods: async () => [pod('a')],
			podDetails: () => Promise.reject(new Error('inspectp says no')),
		});
		await loader.load('pods');
		expect(store.state().lists.pods).toEqual({rows: [pod('a')], loadedAtMs: nowMs});
		expect(store.state().notice).toEqual({text: 'inspectp says no', tone: 'warn'});
	});

	it('what takes longer comes in afterwards', async () => {
		const {loader, store} = consoleOn({
			pods: async () => [pod('a')],
			podDetails: async ids => ids.map(id => ({id, ip: '10.0.0.1', hostNetwork: false})),
		});
		await loader.load('pods');
		expect(store.state().lists.pods?.rows).toMatchObject([{name: 'a', ip: '10.0.0.1'}]);
	});

	it('questions while one is on its way become one more', async () => {
		let asked = 0;
		const {loader} = consoleOn({
			pods: async () => {
				asked += 1;
				return [];
			},
		});
		await Promise.all([loader.load('pods'), loader.load('pods'), loader.load('pods'), loader.load('containers')]);
		expect(asked).toBe(2);
	});

	it('an answer that is on its way already is used', async () => {
		const {loader, store} = consoleOn({pods: () => Promise.reject(new Error('asked twice'))});
		await loader.load('pods', Promise.resolve([pod('first')]));
		expect(store.state().lists.pods?.rows).toMatchObject([{name: 'first'}]);
	});

	it('where the runtime has never answered, files tell what there is to read; an answer takes their place', async () => {
		let isUp = false;
		let looks = 0;
		const node: Partial<NodeRuntime> = {
			pods: () => (isUp ? Promise.resolve([pod('real')]) : Promise.reject(new Error('down'))),
			leftBehind: async () => {
				looks += 1;
				return {pods: [pod('left', {state: 'unknown'})], containers: []};
			},
		};
		const {loader, store} = consoleOn(node, [], {...started(), lists: {}});
		const shown = () => store.state().lists.pods;
		await loader.load('pods');
		expect(shown()).toMatchObject({rows: [{name: 'left'}], error: 'down', fromFiles: true});
		await loader.load('pods');
		expect(looks).toBe(1);
		isUp = true;
		await loader.load('pods');
		expect(shown()).toEqual({rows: [pod('real')], loadedAtMs: nowMs});
		isUp = false;
		await loader.load('pods');
		// What was loaded before is better than what files tell.
		expect([shown()?.rows, shown()?.error, shown()?.fromFiles, looks]).toEqual([[pod('real')], 'down', undefined, 1]);
	});

	it('an answer with nothing new changes nothing, and its time is still known when the next one fails', async () => {
		const rows: readonly Image[] = [];
		let isUp = true;
		let atMs = nowMs;
		const node: Partial<NodeRuntime> = {
			images: () => (isUp ? Promise.resolve(rows) : Promise.reject(new Error('down'))),
		};
		const {store, loader: first} = consoleOn(node);
		await first.load('images');
		const loader = createLoader(
			node as NodeRuntime,
			() => store,
			() => atMs,
		);
		const before = store.state();
		atMs += 60_000;
		await loader.load('images');
		expect(store.state()).toBe(before);
		isUp = false;
		await loader.load('images');
		expect(store.state().lists.images).toMatchObject({error: 'down', loadedAtMs: nowMs + 60_000});
	});

	it('a failure keeps the rows and says what the node said', async () => {
		const {loader, store} = consoleOn({pods: () => Promise.reject(new Error('no answer within 10 s'))});
		await loader.load('pods');
		expect(store.state().lists.pods).toMatchObject({error: 'no answer within 10 s'});
		expect(store.state().lists.pods?.rows).toHaveLength(3);
	});
});

describe('staying live', () => {
	function live(answers: ReadonlyArray<'ok' | 'fail'>) {
		let asked = 0;
		let statsAsked = 0;
		const events: Array<() => void> = [];
		const leaving = new AbortController();
		const it = consoleOn({
			async pods() {
				asked += 1;
				if (answers[asked - 1] === 'fail') throw new Error('down');
				return [];
			},
			async stats() {
				statsAsked += 1;
				return [];
			},
			async *events() {
				for (;;) {
					await new Promise<void>(resolve => events.push(resolve));
					yield [eventOf('/tasks/start', 'container-web')];
				}
			},
		});
		const event = () => {
			for (const happen of events.splice(0)) happen();
		};
		const done = keepLive({...it, signal: leaving.signal, now: () => 0});
		return {...it, asked: () => asked, statsAsked: () => statsAsked, event, leaving, done};
	}

	it('an event asks again, once it has settled; then it is quiet for a while', async () => {
		const {asked, event, wake, pending} = live([]);
		await turn();
		expect(pending()).toEqual([20_000]);
		event();
		await turn();
		expect(asked()).toBe(0);
		await wake(150);
		expect(asked()).toBe(1);
		event();
		await turn();
		expect(asked()).toBe(1);
		await wake(850);
		await wake(150);
		expect(asked()).toBe(2);
	});

	it('a list with a pace of its own is asked for at that pace as soon as it is opened, and no longer once it is left', async () => {
		const {store, wake, pending, statsAsked} = live([]);
		await turn();
		for (const action of keys(": 'stats' enter")) store.dispatch(action);
		await turn();
		expect(pending()).toContain(1500);
		const before = statsAsked();
		await wake(1500);
		await wake(850);
		await wake(1500);
		expect(statsAsked()).toBe(before + 2);
		await wake(850);
		for (const action of keys(": 'pods' enter")) store.dispatch(action);
		await turn();
		const asked = statsAsked();
		await wake(1500);
		await wake(20_000);
		expect(statsAsked()).toBe(asked);
	});

	it('that the events break off is news: it asks, for the runtime may be gone', async () => {
		let asked = 0;
		const leaving = new AbortController();
		const it = consoleOn({
			async pods() {
				asked += 1;
				throw new Error('down');
			},
			events: () => ({[Symbol.asyncIterator]: () => ({next: () => Promise.reject(new Error('closed'))})}),
		});
		void keepLive({...it, signal: leaving.signal, now: () => 0});
		await turn();
		await it.wake(150);
		expect([asked, it.store.state().lists.pods?.error]).toEqual([1, 'down']);
		leaving.abort();
	});

	it('a failure that a key saw between two polls is one too: what answers again is asked for its version', async () => {
		const named = {...facts, hostname: 'named'};
		let isUp = false;
		let versionsAsked = 0;
		const leaving = new AbortController();
		const it = consoleOn({
			pods: async () => (isUp ? [] : Promise.reject(new Error('down'))),
			async versions() {
				versionsAsked += 1;
				return named;
			},
			events: () => ({[Symbol.asyncIterator]: () => ({next: () => new Promise(() => {})})}),
		});
		void keepLive({...it, signal: leaving.signal, now: () => 0});
		await turn();
		it.press('r');
		await turn();
		expect(it.store.state().lists.pods?.error).toBe('down');
		isUp = true;
		await it.wake(20_000);
		await turn();
		expect([it.store.state().lists.pods?.error, versionsAsked, it.store.state().facts?.hostname]).toEqual([
			undefined,
			1,
			'named',
		]);
		leaving.abort();
	});

	it('another runtime that a list found has its versions drawn as they come', async () => {
		const {runtime: _none, ...unnamed} = facts;
		const node = {facts: unnamed, versions: async () => facts};
		const it = consoleOn(node);
		await it.loader.load('pods');
		await turn();
		expect(it.store.state().facts?.runtime).toEqual(facts.runtime);
	});

	it('a runtime that does not tell its version at once is asked again, with no list on the screen', async () => {
		const {runtime: _none, ...unnamed} = facts;
		let isSlow = true;
		const node = {facts: unnamed, pods: async () => [], versions: async () => (isSlow ? unnamed : facts)};
		const sleeps: number[] = [];
		const {store} = consoleOn(node);
		const loader = createLoader(
			node as unknown as NodeRuntime,
			() => store,
			() => nowMs,
			async milliseconds => {
				sleeps.push(milliseconds);
				isSlow = sleeps.length < 3;
			},
		);
		await loader.name();
		expect([sleeps, store.state().facts?.runtime]).toEqual([[1000, 2000, 4000], facts.runtime]);
	});

	it('where only a list shows through what the node is asked, it is asked for one', async () => {
		const {runtime: _none, ...unnamed} = facts;
		let hasListed = false;
		const node = {
			facts: unnamed,
			versions: async () => (hasListed ? facts : unnamed),
			async pods() {
				hasListed = true;
				return [];
			},
		};
		const {store, loader} = consoleOn(node);
		await loader.name();
		expect(store.state().facts?.runtime).toEqual(facts.runtime);
	});

	it('one that never tells is left alone after a minute', async () => {
		const {runtime: _none, ...unnamed} = facts;
		let asked = 0;
		const node = {
			facts: unnamed,
			pods: async () => [],
			async versions() {
				asked += 1;
				return unnamed;
			},
		};
		const {store} = consoleOn(node);
		const loader = createLoader(
			node as unknown as NodeRuntime,
			() => store,
			() => nowMs,
			async () => {},
		);
		await loader.name();
		expect(asked).toBe(8);
	});

	it('without an event it asks now and then', async () => {
		const {asked, wake} = live([]);
		await turn();
		await wake(20_000);
		expect(asked()).toBe(1);
	});

	it('failures are asked about ever more slowly, and an answer ends that', async () => {
		const {asked, wake, store} = live(['fail', 'fail', 'fail', 'ok']);
		await turn();
		await wake(20_000);
		expect(store.state().lists.pods?.error).toBe('down');
		const pauses: number[] = [];
		for (let round = 0; round < 3; round += 1) {
			await wake(850);
			for (const ms of [1000, 2000, 4000, 8000]) if ((await wake(ms)) > 0) pauses.push(ms);
		}
		expect(pauses).toEqual([2000, 4000, 8000]);
		expect([asked(), store.state().lists.pods?.error]).toEqual([4, undefined]);
	});
});

const argv = ['crictl', 'logs', 'x'] as const;
const web = container('web', {podId: 'p', podName: 'front'});
const onWeb = {containers: async () => [web], logsCommand: () => argv} satisfies Partial<NodeRuntime>;
const live = (text: string): RecordedLine => ({
	kind: 'follow',
	at: 0,
	argv: [...argv] as never,
	batches: [
		{from: 'stdout', lines: [text]},
		{from: 'stderr', lines: ['oh']},
	],
});

describe('panes', () => {
	it('a log comes in batches, harmless, with what it says on stderr marked', async () => {
		const it = consoleOn(onWeb, [live('a\u001b[2J\u202eb')]);
		it.press(": 'ps' enter l");
		await turn();
		expect([it.pane()?.command, it.pane()?.status, it.texts()]).toEqual(['crictl logs x', 'live', []]);
		await it.wake(66);
		expect(it.pane()?.lines).toEqual([
			{text: 'ab', tone: 'plain'},
			{text: 'oh', tone: 'accent'},
		]);
	});

	it('a log that cannot be had says so on its screen', async () => {
		const it = consoleOn(onWeb);
		it.press(": 'ps' enter l");
		await turn();
		expect(it.pane()).toMatchObject({status: 'ended', error: 'crictl logs x: not in this recording'});
	});

	it('everything the runtime knows of a row, as JSON or as it stands', async () => {
		for (const [answer, expected] of [
			[{a: [1]}, ['{', '  "a": [', '    1', '  ]', '}']],
			['x\r\n\u001b[31my\n', ['x', 'y']],
		] as const) {
			const it = consoleOn({inspectCommand: () => ['crictl', 'inspectp', 'a b'], inspect: async () => answer});
			it.press('i');
			await turn();
			const {command, document} = it.store.state().details[1] ?? {};
			expect([command, document]).toEqual(["crictl inspectp 'a b'", answer]);
			const screen = topScreen(it.store.state());
			const shown = screen.kind === 'details' ? textOf(it.store.state(), screen) : '';
			expect(shown.trimEnd().split('\n')).toEqual(expected);
		}
	});

	it('the command log shows each command once, in the order in which they ended, those that began first too', async () => {
		const it = consoleOn({});
		const first = it.log.started(['crictl', 'pods'], 'query');
		const second = it.log.started(['crictl', 'ps'], 'query');
		second({exitCode: 0});
		it.press('!');
		await turn();
		first({exitCode: 1});
		it.log.started(['crictl', 'logs'], 'follow');
		expect(it.texts()).toEqual([
			'  0       0 ms  crictl ps',
			'  1       0 ms  crictl pods',
			'  …     follow  crictl logs',
		]);
		it.press('esc !');
		await turn();
		expect(it.texts()).toHaveLength(3);
	});

	// biome-ignore format: a table
	it.each([
		[{purpose: 'query', ended: {durationMs: 12.4, exitCode: 0}},     '  0      12 ms  crictl pods', 'plain'],
		[{purpose: 'query', ended: {durationMs: 1, exitCode: 1}},        '  1       1 ms  crictl pods', 'bad'],
		[{purpose: 'query', ended: {durationMs: 10_000, error: 'slow'}}, '  !   10000 ms  crictl pods', 'bad'],
		[{purpose: 'run', ended: {durationMs: 1, exitCode: 0}},          '  0       1 ms  crictl pods', 'accent'],
	] as const)('%j in the command log', (entry, text, tone) => {
		expect(logLine({number: 1, argv: ['crictl', 'pods'], startedAtMs: 0, ...entry})).toEqual({text, tone});
	});
});

describe('what changes the node', () => {
	it('a shell in a recording is refused with a sentence', async () => {
		const it = consoleOn({...onWeb, shellCommand: (_, program) => ['crictl', 'exec', ...program]});
		it.press(": 'ps' enter");
		await turn();
		it.press('e');
		const refused = {tone: 'bad', text: expect.stringContaining('not run: a test')};
		await vi.waitFor(() => expect(it.store.state().notice).toMatchObject(refused), {timeout: 10_000});
	});

	it('quitting ends what is followed', async () => {
		const it = consoleOn(onWeb, [live('x')]);
		it.press(": 'ps' enter l");
		await turn();
		it.press('q');
		await it.wake(66);
		expect([it.seen, it.texts()]).toEqual([['quit'], []]);
	});
});
