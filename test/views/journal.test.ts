import {describe, expect, it} from 'vitest';
import type {JournalNews} from '../../src/app/journal/journal.ts';
import {type State, topScreen} from '../../src/app/state.ts';
import {frameOf} from '../../src/views/frame.ts';
import {journalNews, rowsOf} from '../support/journal.ts';
import {drawn, flaws, plainTheme} from '../support/screen.ts';
import {press, started, told} from '../support/state.ts';

const sizes = [
	{columns: 80, rows: 24},
	{columns: 160, rows: 45},
];

function heard(state: State, news: readonly JournalNews[]): State {
	const {id} = topScreen(state);
	return told(state, ...news.map(one => ({type: 'journal' as const, id, news: one}))).state;
}

function opened(size: (typeof sizes)[number] = {columns: 80, rows: 24}, news = journalNews): State {
	return heard(press(started(size), 'U').state, news);
}

const text = (state: State) => drawn(state).join('\n');

describe.each(sizes)('journal panes at $columns x $rows', size => {
	// biome-ignore format: a table
	it.each([
		['panes',    ''],
		['merged',   'm'],
		['other',    'tab'],
		['meaning',  'm E enter'],
		['unknown',  'k k enter'],
		['filtered', "/ 'cni' enter m"],
		['found',    "H / 'cni' enter m N"],
		['whole',    'w m'],
		['quiet',    'x m'],
	])('%s', async (name, typed) => {
		const state = press(opened(size), typed).state;
		expect(flaws(frameOf(state, plainTheme), size)).toEqual([]);
		await expect(`${drawn(state).join('\n')}\n`).toMatchFileSnapshot(`goldens/journal-${name}-${size.columns}x${size.rows}.txt`);
	});
});

it('before anything is known, and where nothing is to be read, it says so', () => {
	const state = press(started({columns: 80, rows: 24}), 'U').state;
	expect(text(state)).toContain('looking for the journals…');
	expect(text(heard(state, [{type: 'nothing', because: 'no door'}]))).toContain('no door');
	const units: JournalNews = {type: 'units', units: ['kubelet']};
	const begun = heard(state, [units]);
	expect(text(begun)).toContain('asking…');
	expect(text(heard(begun, [{type: 'ended', unit: 'kubelet', error: 'no permission'}]))).toContain('no permission');
});

it('what is said again is one row with a count, also where a few lines go round in a circle', () => {
	const circle = Array.from(
		{length: 30},
		(_, index) => [['one 1', 'two 2', 'three 3'][index % 3] as string, index] as const,
	);
	const state = opened({columns: 80, rows: 24}, [
		{type: 'units', units: ['kubelet']},
		{type: 'entries', unit: 'kubelet', rows: rowsOf('kubelet', circle), missed: 0},
	]);
	expect(text(state).match(/×10 (one|two|three) \d/g)).toEqual(['×10 one 1', '×10 two 2', '×10 three 3']);
});

it('the ring is bounded, and what came too fast is said', () => {
	const many = Array.from(
		{length: 5000},
		(_, index) => [`${'abcdefghij'[index % 10]} ${'x'.repeat(index % 97)}`, index] as const,
	);
	const state = opened({columns: 80, rows: 24}, [
		{type: 'units', units: ['kubelet']},
		{type: 'entries', unit: 'kubelet', rows: rowsOf('kubelet', many), missed: 7},
	]);
	const pane = state.journals[topScreen(state).id]?.panes[0];
	expect(pane?.rows.length).toBe(2000);
	expect(pane?.entries).toBe(5007);
	expect(pane?.missed).toBe(7);
});

it('while it is paused nothing moves; f goes on with the end', () => {
	const full = Array.from({length: 40}, (_, index) => [`${'x'.repeat(index + 1)} once`, 20_000 + index] as const);
	const filling: JournalNews = {type: 'entries', unit: 'kubelet', rows: rowsOf('kubelet', full), missed: 0};
	const held = press(heard(opened(), [filling]), 'k').state;
	const more: JournalNews = {
		type: 'entries',
		unit: 'kubelet',
		rows: rowsOf('kubelet', [['news of today', 99_000]]),
		missed: 0,
	};
	const body = (state: State) => drawn(state).slice(4, -1);
	expect(body(heard(held, [more]))).toEqual(body(held));
	expect(text(press(heard(held, [more]), 'f').state)).toContain('news of today');
});

it('e and E go from error to error and leave noise out; n and N from match to match', () => {
	const state = press(opened(), "m / 'cni' enter H").state;
	const cursor = (one: State) => drawn(one).find(line => line.includes('⟦1'));
	expect(cursor(press(state, 'E').state)).toContain('Container runtime network not ready');
	expect(cursor(press(state, 'E E').state)).toContain('Error syncing pod');
	expect(cursor(press(state, 'N').state)).toContain('Container runtime network not ready');
	expect(cursor(press(state, 'N N').state)).toContain('failed to load cni');
	expect(text(press(state, 'N N N').state)).toContain('no match further up');
	expect(text(press(opened(), 'n').state)).toContain('nothing is looked for');
});

it('b, r and ctrl-s ask the node; esc closes what is open, then the filter, then the screen with its processes', () => {
	const state = opened();
	const {id} = topScreen(state);
	expect(press(state, 'b').effects).toEqual([
		{type: 'ask-journal', id, request: {ask: 'first-error', unit: 'kubelet', since: 'boot'}},
	]);
	expect(press(state, 'm b').effects.at(-1)).toMatchObject({request: {unit: undefined}});
	expect(press(state, 'tab r').effects).toEqual([
		{type: 'ask-journal', id, request: {ask: 'first-error', unit: 'containerd', since: 'restart'}},
	]);
	expect(press(state, 'ctrl-s').effects).toEqual([{type: 'ask-journal', id, request: {ask: 'save'}}]);
	const narrowed = press(state, "/ 'cni' enter enter").state;
	expect(press(narrowed, 'esc').state.journals[id]).toMatchObject({opened: false, filter: 'cni'});
	expect(press(narrowed, 'esc esc').state.journals[id]).toMatchObject({filter: ''});
	const left = press(narrowed, 'esc esc esc');
	expect(left.state.journals).toEqual({});
	expect(left.effects).toContainEqual({type: 'close-journal', id});
});

it('c copies the line, then the commands of the fix, then what it means', () => {
	const state = press(opened(), 'm E E').state;
	const copied = (typed: string) => press(state, typed).effects.findLast(({type}) => type === 'copy');
	expect(copied('c')).toMatchObject({what: 'the line', text: expect.stringContaining('Error syncing pod')});
	expect(copied('c c')).toMatchObject({
		what: 'the commands of the fix',
		text: expect.stringMatching(/^crictl ps --all$/m),
	});
});

it(':journal takes units, and Tab completes them', () => {
	expect(
		press(started({columns: 80, rows: 24}), ": 'journal kubelet docker.service' enter").effects.at(-1),
	).toMatchObject({
		type: 'open-journal',
		units: ['kubelet', 'docker'],
	});
	const {state} = press(started({columns: 80, rows: 24}), ": 'journal kubelet cont' tab");
	expect(state.overlay).toMatchObject({text: 'journal kubelet containerd '});
});
