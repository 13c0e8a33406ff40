import {describe, expect, it} from 'vitest';
import {targetsOf, withoutMarks} from '../../src/app/marks.ts';
import {selectedRow, viewOf} from '../../src/app/rows.ts';
import {type State, topScreen} from '../../src/app/state.ts';
import {drawn} from '../support/screen.ts';
import {container, loaded, nowMs, pod, press, started, stats, told} from '../support/state.ts';

function names(state: State): string {
	const screen = topScreen(state);
	return screen.kind === 'list'
		? viewOf(state, screen)
				.rows.map(row => (row as {name: string}).name)
				.join(' ')
		: '';
}

function under(state: State): string | undefined {
	const screen = topScreen(state);
	return screen.kind === 'list' ? (selectedRow(state, screen) as {name?: string} | undefined)?.name : undefined;
}

const titles = (state: State) => drawn(state).find(line => /\b(POD|NAME)\b/.test(line)) ?? '';

const some = [
	container('b10', {state: 'exited', exitCode: 1, createdAtMs: nowMs - 3000, attempt: 2, podNamespace: 'z'}),
	container('a2', {createdAtMs: nowMs - 1000, attempt: 2, podNamespace: 'y'}),
	container('a10', {createdAtMs: nowMs - 2000, podNamespace: 'x'}),
	container('a1', {createdAtMs: nowMs - 9000, attempt: 7}),
];
const onContainers = () => press(started({columns: 160, lists: {containers: some}}), ": 'co' enter").state;

describe('order', () => {
	// biome-ignore format: a table
	it.each([
		['',        'b10 a2 a10 a1'],
		['N',       'a1 a2 a10 b10'],
		['N N',     'b10 a10 a2 a1'],
		['N N N',   'a1 a2 a10 b10'],
		['N I',     'b10 a10 a2 a1'],
		['A',       'a2 a10 b10 a1'],
		['A A',     'a1 b10 a10 a2'],
		['S',       'b10 a2 a10 a1'],
		['T',       'a1 b10 a2 a10'],
		['T T',     'a10 b10 a2 a1'],
		['P',       'a10 a2 b10 a1'],
		['P P',     'b10 a2 a10 a1'],
		['C',       'b10 a2 a10 a1'],
		['> >',     'a1 a2 a10 b10'],
		['> > < ',  'a1 a2 a10 b10'],
		["N / '-a'", 'a1 a2 a10'],
	])('%s: %s', (typed, expected) => {
		expect(names(press(onContainers(), typed).state)).toBe(expected);
	});

	it('is remembered for each list, and the title says which way', () => {
		const state = press(onContainers(), "N N : 'pods' enter").state;
		expect(titles(state)).not.toMatch(/[↑↓]/);
		const back = press(state, ": 'co' enter").state;
		expect(names(back)).toBe('b10 a10 a2 a1');
		expect(titles(back)).toMatch(/NAME↓/);
		expect(titles(press(back, 'N').state)).toMatch(/NAME↑/);
	});

	it('the cursor stays on its row', () => {
		const state = press(onContainers(), 'j N').state;
		expect(under(state)).toBe('a2');
		expect(under(told(press(state, 'N').state, loaded('containers', some)).state)).toBe('a2');
	});

	it('what cannot be sorted by is said', () => {
		expect(press(onContainers(), 'Z').state.notice?.text).toBe('containers have nothing to sort by size');
		expect(press(onContainers(), 'I').state.notice?.text).toMatch(/^not sorted/);
	});

	it('C puts the busiest first, and what is not known last, whichever way', () => {
		const state = press(started(), ": 'stats' enter").state;
		const shuffled = told(state, loaded('stats', [stats[2], stats[1], stats[0]])).state;
		expect(names(press(shuffled, 'C').state)).toBe('web proxy legacy');
		expect(names(press(shuffled, 'C C').state)).toBe('proxy web legacy');
	});
});

describe('width', () => {
	it('ctrl-w shows more columns, and is remembered', () => {
		const state = press(onContainers(), 'ctrl-w').state;
		expect(titles(state)).toMatch(/REASON/);
		expect(titles(press(state, ": 'pods' enter : 'co' enter").state)).toMatch(/REASON/);
		expect(titles(press(state, 'ctrl-w').state)).not.toMatch(/REASON/);
	});

	it('is wide from the start where the configuration says so', () => {
		const state = onContainers();
		const wide = {...state, settings: {...state.settings, wide: true}};
		expect(titles(wide)).toMatch(/REASON/);
		expect(titles(press(wide, 'ctrl-w').state)).not.toMatch(/REASON/);
	});

	it('right and left walk over all columns; the name stays', () => {
		const narrow = press(started({columns: 40, lists: {containers: some}}), ": 'co' enter").state;
		const moved = press(narrow, 'right right right').state;
		expect(titles(moved)).toMatch(/^NAME .*ATTEMPT/);
		const end = press(narrow, 'right '.repeat(40)).state;
		expect(titles(end)).toMatch(/^NAME .*LABELS/);
		expect(titles(press(end, 'left '.repeat(40)).state)).toBe(titles(narrow));
	});
});

describe('marks', () => {
	const five = ['p0', 'p1', 'p2', 'p3', 'p4'].map(name => pod(name));
	const start = () => started({lists: {pods: five}});
	const targets = (state: State) =>
		targetsOf(state)
			?.rows.map(row => (row as {name: string}).name)
			.join(' ');

	// biome-ignore format: a table
	it.each([
		['',                                 'p0',          false],
		['j',                                'p1',          false],
		['space',                            'p0',          true],
		['space space',                      'p0 p1',       true],
		['space k space',                    'p1',          false],
		['space j j ctrl-space',             'p0 p1 p2 p3', true],
		['G space g ctrl-space',             'p0 p1 p2 p3 p4', true],
		['ctrl-space',                       'p0',          true],
		['space space \\',                   'p2',          false],
		['space space esc',                  'p2',          false],
		["space space / 'p1' enter",         'p1',          true],
		["space / 'p3' enter",               'p3',          false],
		["space : 'pods' enter",             'p0',          false],
		['space N N',                        'p0',          true],
	])('%s: %s', (typed, expected, marked) => {
		const {state} = press(start(), typed);
		expect([targets(state), targetsOf(state)?.marked]).toEqual([expected, marked]);
	});

	it('a marked row that is gone is no target', () => {
		const {state} = press(start(), 'space space');
		expect(targets(told(state, loaded('pods', five.slice(1))).state)).toBe('p1');
	});

	it('there are none without a list, or in an empty one', () => {
		expect(targetsOf(press(start(), 't').state)).toBe(undefined);
		expect(targetsOf(press(start(), "/ 'zzz' enter").state)).toBe(undefined);
	});

	it('they are seen, counted, and gone once they are used', () => {
		const {state} = press(start(), 'space space');
		const frame = drawn(state).join('\n');
		expect(frame).toMatch(/\* .*p0/);
		expect(frame).toMatch(/2 marked {2}3\/5/);
		expect(drawn(withoutMarks(state)).join('\n')).not.toMatch(/marked|\* /);
	});
});
