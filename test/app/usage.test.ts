import {describe, expect, it} from 'vitest';
import {listRows} from '../../src/app/layout.ts';
import {containers as list} from '../../src/app/lists/containers.ts';
import {pods as podList} from '../../src/app/lists/pods.ts';
import {keepMeasuring} from '../../src/app/measure.ts';
import {createStore} from '../../src/app/store.ts';
import {noteUsage, type UsageBook, withUsage} from '../../src/app/usage-book.ts';
import type {Measured, UsageSample} from '../../src/model/usage.ts';
import type {UsageOf} from '../../src/runtime/usage.ts';
import {container, keys, loaded, pod, pods, press, started} from '../support/state.ts';

const at = (atMs: number, cpuNanoseconds?: number, more: Partial<UsageSample> = {}) => ({
	atMs,
	cpuNanoseconds,
	...more,
});

describe('what a container uses', () => {
	const noted = (...samples: ReadonlyArray<readonly [seenAtMs: number, UsageSample]>) =>
		samples.reduce((book: UsageBook, [seen, sample]) => noteUsage(book, new Map([['/web', sample]]), seen), new Map());
	const cores = (...samples: ReadonlyArray<readonly [number, UsageSample]>) =>
		noted(...samples).get('/web')?.usage.cores;

	// biome-ignore format: a table
	it.each([
		['one sample says nothing',                  [[0, at(0, 5e9)]],                                        undefined],
		['two seconds of one core',                  [[0, at(0, 0)], [2000, at(2000, 2e9)]],                   1],
		['the runtime itself says so',               [[0, at(0, 5e9, {cores: 0.3})]],                          0.3],
		['a counter that began anew',                [[0, at(0, 9e9)], [1000, at(1000, 1e9)]],                 undefined],
		['the same sample again',                    [[0, at(0, 0)], [9, at(1000, 1e9)], [19, at(1000, 1e9)]], 1],
		['a screen that was left for long',          [[0, at(0, 0)], [60_000, at(60_000, 6e10)]],              undefined],
		['where nothing is known of CPU',            [[0, at(0)], [2000, at(2000)]],                           undefined],
	] as const)('%s', (_, samples, expected) => {
		expect(cores(...samples)).toBe(expected);
	});

	it('what is not looked at any more is forgotten, though not at once', () => {
		expect(noteUsage(noted([0, at(0, 0)]), new Map(), 40_000).size).toBe(1);
		expect(noteUsage(noted([0, at(0, 0)]), new Map(), 50_000).size).toBe(0);
	});

	it('a pod uses what its running containers use together; its limit is known where all have one', () => {
		const two = pod('two', {
			containers: [
				{id: 'a', name: 'a', state: 'running'},
				{id: 'b', name: 'b', state: 'running'},
				{id: 'c', name: 'c', state: 'exited'},
			],
		});
		const book = noteUsage(
			new Map(),
			new Map([
				['/a', at(0, 0, {cores: 0.5, memoryBytes: 100, memoryLimitBytes: 200})],
				['/b', at(0, 0, {memoryBytes: 50})],
				['/c', at(0, 0, {memoryBytes: 9})],
			]),
			0,
		);
		const [row] = withUsage(podList as never, [two], book) as ReadonlyArray<{usage?: unknown}>;
		expect(row?.usage).toEqual({cores: 0.5, memoryBytes: 150, memoryLimitBytes: undefined});
	});

	it('is absent where unknown, and never in JSON', () => {
		const cells = (row: object) => list.columns.filter(({measured}) => measured).map(({text}) => text(row as never, 0));
		expect(cells(container('web'))).toEqual(['', '', '']);
		const usage = {cores: 0.1234, memoryBytes: 5_000_000, memoryLimitBytes: 10_000_000};
		expect(cells({...container('web'), usage})).toEqual(['12.3', '5.00MB', '50.0']);
		expect(list.json({...container('web'), usage})).not.toHaveProperty('usage');
		expect(podList.json({...pod('a'), usage})).not.toHaveProperty('usage');
	});

	it('the busiest first with C, the largest with M; what is not known last', () => {
		const state = press(started(), ": 'containers' enter").state;
		const names = (key: string) => {
			const rows = press(state, key).state;
			const {lists, looks} = rows;
			return [looks.containers?.sort?.column, (lists.containers?.rows ?? []).length];
		};
		expect([names('C'), names('M')]).toEqual([
			['CPU%', 4],
			['MEM', 4],
		]);
	});
});

describe('measuring', () => {
	const turn = () => new Promise(resolve => setImmediate(resolve));

	function measuring(usage: UsageOf, columns = 160) {
		let clock = 0;
		const asked: Array<readonly Measured[]> = [];
		const sleeps: Array<{ms: number; wake: () => void}> = [];
		const leaving = new AbortController();
		const store = createStore({...started({columns}), usage: new Map()}, () => {});
		void keepMeasuring({
			runtime: {
				usage: containers => {
					asked.push(containers);
					return usage(containers);
				},
			},
			store,
			signal: leaving.signal,
			now: () => clock,
			sleep: ms => new Promise(resolve => sleeps.push({ms, wake: resolve})),
		});
		return {
			store,
			asked,
			leaving,
			pause: () => sleeps.at(-1)?.ms,
			async wake() {
				clock += sleeps.at(-1)?.ms ?? 0;
				for (const {wake} of sleeps.splice(0)) wake();
				await turn();
			},
			takes: (ms: number) => {
				clock += ms;
			},
			async press(text: string) {
				for (const action of keys(text)) store.dispatch(action);
				await turn();
			},
		};
	}
	let spent = 0;
	const busy: UsageOf = async all => {
		spent += 1000;
		return all.map(() => at(spent, spent * 1e6, {memoryBytes: 5000}));
	};

	it('the second look follows soon, for the rate; then it is quiet', async () => {
		const it = measuring(busy);
		await turn();
		expect([it.asked.length, it.pause()]).toEqual([1, 1500]);
		await it.wake();
		expect([it.asked.length, it.pause()]).toEqual([2, 5000]);
		const [front] = (it.store.state().lists.pods?.rows ?? []) as ReadonlyArray<{usage?: {cores?: number}}>;
		expect(front?.usage?.cores).toBeGreaterThan(0);
		it.leaving.abort();
	});

	it('only what runs is looked at, and only on a list that shows it', async () => {
		const it = measuring(busy);
		await turn();
		expect(it.asked[0]?.map(({id}) => id)).toEqual(['container-web', 'container-proxy']);
		await it.press(": 'containers' enter");
		expect(it.asked.at(-1)?.map(({id}) => id)).toEqual(['container-web', 'container-proxy', 'container-legacy']);
		const before = it.asked.length;
		await it.press(": 'images' enter");
		await it.wake();
		await it.press('?');
		await it.wake();
		expect(it.asked.length).toBe(before);
		it.leaving.abort();
	});

	it('of a long list what is on the screen and a page around it, until it is scrolled or sorted by what is measured', async () => {
		const many = Array.from({length: 500}, (_, index) =>
			pod(`p${index}`, {containers: [{id: `c${index}`, name: 'c', state: 'running'}]}),
		);
		const it = measuring(busy);
		await turn();
		it.store.dispatch(loaded('pods', many));
		await it.wake();
		const page = listRows(it.store.state());
		expect(it.asked.at(-1)?.map(({id}) => id)).toEqual(many.slice(0, 2 * page).map(({containers: [c]}) => c?.id));
		await it.press('G');
		expect(it.pause()).toBe(300);
		await it.wake();
		expect(it.asked.at(-1)?.[0]?.id).toBe(`c${500 - 2 * page}`);
		expect(it.asked.at(-1)?.at(-1)?.id).toBe('c499');
		await it.press('C');
		await it.wake();
		expect(it.asked.at(-1)).toHaveLength(500);
		it.leaving.abort();
	});

	it('not where the columns find no room', async () => {
		const it = measuring(busy, 30);
		await turn();
		await it.wake();
		expect(it.asked).toEqual([]);
		it.leaving.abort();
	});

	it('a look that takes long is followed by a long rest', async () => {
		let takes = 0;
		const it = measuring(async all => {
			if (takes > 0) it.takes(takes);
			return busy(all);
		});
		await turn();
		takes = 40;
		await it.wake();
		expect(it.pause()).toBe(20_000);
		it.leaving.abort();
	});

	it('where nothing can be measured it is tried ever more rarely, and nothing is said', async () => {
		const it = measuring(() => Promise.reject(new Error('crictl stats: exit 1')));
		const pauses: Array<number | undefined> = [];
		for (let round = 0; round < 6; round += 1) {
			await (round === 0 ? turn() : it.wake());
			pauses.push(it.pause());
		}
		expect(pauses).toEqual([10_000, 20_000, 40_000, 80_000, 120_000, 120_000]);
		expect(it.store.state().notice).toBeUndefined();
		it.leaving.abort();
	});

	it('a new answer about the rows keeps what was measured', async () => {
		const it = measuring(busy);
		await turn();
		it.store.dispatch(loaded('pods', pods));
		const [front] = (it.store.state().lists.pods?.rows ?? []) as ReadonlyArray<{usage?: {memoryBytes?: number}}>;
		expect(front?.usage?.memoryBytes).toBe(10_000);
		it.leaving.abort();
	});
});
