import {expect, it} from 'vitest';
import type {MigrationDoor} from '../../src/app/migration/door.ts';
import type {MigrationNews} from '../../src/app/migration/news.ts';
import {createWalker, type Held} from '../../src/app/migration/walker.ts';
import type {Store} from '../../src/app/store.ts';
import type {Progress} from '../../src/migrate/progress.ts';
import {lookedAt} from '../support/migration.ts';

const at = '2026-11-23T12:00:00.000Z';
const order = {verb: 'apply', consents: []} as const;

/** A walker over a door that tells these things, and what comes of it. */
function walkerOf(door: Partial<MigrationDoor>) {
	const heard: MigrationNews[] = [];
	const held: Held[] = [];
	const changed: string[] = [];
	const store = {
		dispatch: (action: {type: string; news?: MigrationNews}) => action.news && heard.push(action.news),
	} as unknown as Store;
	const walker = createWalker({
		openMigration: async () => ({reportOf: () => '/report.md', ...door}) as MigrationDoor,
		hold: work => held.push(work),
		nodeChanged: async () => {
			changed.push('node');
		},
		now: () => 7,
	});
	return {heard, held, changed, store, walker};
}

const settled = () => new Promise(resolve => setTimeout(resolve, 5));
const telling = (...all: readonly Progress[]) =>
	async function* () {
		yield* all;
	};

it('what the engine tells is handed on, then its end; the node may be another one', async () => {
	const progress: Progress = {at, type: 'result', ok: true};
	const {heard, held, changed, store, walker} = walkerOf({walk: telling(progress)});
	walker({type: 'migrate-walk', order}, store);
	await held[0]?.ended;
	await settled();
	expect(heard).toEqual([
		{type: 'progress', progress},
		{type: 'ended', verb: 'apply', report: '/report.md', atMs: 7},
	]);
	expect(changed).toEqual(['node']);
});

it('stop is asked for between the changes, by the key and by whoever holds the process', async () => {
	for (const way of ['key', 'holder']) {
		const {heard, held, store, walker} = walkerOf({
			async *walk(_, stopped) {
				for (let change = 0; !stopped(); change += 1) {
					await settled();
					yield {at, type: 'output', id: 'images', text: `${change}`};
				}
				yield {at, type: 'result', ok: false, because: 'stopped; run it again to go on'};
			},
		});
		walker({type: 'migrate-walk', order}, store);
		await settled();
		if (way === 'key') walker({type: 'migrate-stop'}, store);
		else held[0]?.stop();
		await held[0]?.ended;
		await settled();
		expect(heard.map(({type}) => type).filter(type => type !== 'progress')).toEqual(['ended']);
	}
});

it('a walk that is refused, and a node that cannot be looked at, are said', async () => {
	const {heard, held, store, walker} = walkerOf({
		// biome-ignore lint/correctness/useYield: it is refused before it begins
		async *walk() {
			throw new Error('another migration runs here: process 7');
		},
		look: async () => {
			throw new Error('no door');
		},
	});
	walker({type: 'migrate-walk', order}, store);
	walker({type: 'migrate-look'}, store);
	await held[0]?.ended;
	await settled();
	expect(heard).toContainEqual({type: 'not-looked', error: 'no door'});
	expect(heard).toContainEqual({
		type: 'ended',
		verb: 'apply',
		report: '/report.md',
		atMs: 7,
		error: 'another migration runs here: process 7',
	});
});

it('a look is handed on with its time', async () => {
	const looked = lookedAt();
	const {heard, store, walker} = walkerOf({look: async () => looked});
	walker({type: 'migrate-look'}, store);
	await settled();
	expect(heard).toEqual([{type: 'looked', looked, atMs: 7}]);
});
