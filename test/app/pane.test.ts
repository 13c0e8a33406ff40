import {describe, expect, it} from 'vitest';
import {paneCapacity, type State, topScreen} from '../../src/app/state.ts';
import {frameOf} from '../../src/views/frame.ts';
import {plainTheme} from '../support/screen.ts';
import {press, started, told} from '../support/state.ts';

const lines = (from: number, count: number) =>
	Array.from({length: count}, (_, index) => ({text: `line ${from + index}`, tone: 'plain' as const}));
const add = (state: State, from: number, count: number) =>
	told(state, {type: 'pane-lines', id: 2, lines: lines(from, count)}).state;
const logs = (count: number) =>
	add(told(press(started(), 'enter l').state, {type: 'pane-started', id: 2, command: 'crictl logs x'}).state, 0, count);

// biome-ignore lint/suspicious/noControlCharactersInRegex: how what was looked for is marked
const marked = /\u001b\[[07]m/g;

/** The first and the last log line on the screen. */
function seen(state: State): string {
	const shown = frameOf(state, plainTheme).filter(line => line.startsWith('line '));
	return `${shown[0]} … ${shown.at(-1)}`.replaceAll('line ', '').replaceAll(marked, '');
}

describe('the ring', () => {
	it('keeps the last lines, and counts those that went', () => {
		const state = add(logs(paneCapacity - 1), paneCapacity - 1, 11);
		expect(state.panes[2]?.lines).toHaveLength(paneCapacity);
		expect(state.panes[2]?.dropped).toBe(10);
		expect(state.panes[2]?.lines[0]?.text).toBe('line 10');
		const flooded = add(state, 0, paneCapacity * 2 + 3);
		expect([flooded.panes[2]?.lines.length, flooded.panes[2]?.dropped]).toEqual([paneCapacity, paneCapacity * 2 + 13]);
		expect(flooded.panes[2]?.lines.at(-1)?.text).toBe(`line ${paneCapacity * 2 + 2}`);
	});

	it('of a screen that was left takes nothing more', () => {
		const left = press(logs(3), 'esc').state;
		expect(add(left, 3, 5).panes).toEqual({});
		expect(told(left, {type: 'pane-ended', id: 2, error: 'late'}).state.panes).toEqual({});
	});
});

// Nineteen rows: 24 without header, crumbs, footer and the command.
describe('what is on the screen', () => {
	// biome-ignore format: a table
	it.each([
		['',                     '81 … 99'],
		['f',                    '81 … 99'],
		['k',                    '80 … 98'],
		['k j',                  '81 … 99'],
		['pageup',               '62 … 80'],
		['g',                    '0 … 18'],
		['g j j',                '2 … 20'],
		['g space',              '19 … 37'],
		['g space space space space space space', '81 … 99'],
		['g G',                  '81 … 99'],
		["/ '7$' enter",         '7 … 97'],
		["/ '!1' enter g",       '0 … 30'],
		["g / '5' enter j j",    '5 … 95'],
	])('%j of a hundred lines: %s', (typed, expected) => {
		expect(seen(press(logs(100), typed).state)).toBe(expected);
	});

	// biome-ignore format: a table
	it.each([
		['',       '86 … 104', true],
		['j',      '86 … 104', true],
		['k',      '80 … 98',  false],
		['f',      '81 … 99',  false],
		['f f',    '86 … 104', true],
		['k G',    '86 … 104', true],
		['g',      '0 … 18',   false],
	])('%j while five more come: %s, follows %s', (typed, expected, follow) => {
		const state = add(press(logs(100), typed).state, 100, 5);
		expect(seen(state)).toBe(expected);
		expect(topScreen(state)).toMatchObject({follow});
	});

	it('what is held stays where it is while the ring turns, and gives way at its end', () => {
		const held = press(logs(paneCapacity), 'g space').state;
		expect(seen(add(held, paneCapacity, 10))).toBe('19 … 37');
		expect(seen(add(held, paneCapacity, 30))).toBe('30 … 48');
	});

	it('the last line can be reached under an error too', () => {
		const ended = told(logs(100), {type: 'pane-ended', id: 2, error: 'it went away'}).state;
		expect(seen(press(ended, 'g space space space space space space').state)).toBe('82 … 99');
		expect(frameOf(ended, plainTheme).some(line => line === 'it went away')).toBe(true);
	});

	it('w wraps and back; left and right move what is not wrapped', () => {
		const wide = told(logs(0), {
			type: 'pane-lines',
			id: 2,
			lines: [{text: `${'a'.repeat(80)}${'b'.repeat(80)}`, tone: 'plain'}],
		}).state;
		const body = (typed: string) =>
			frameOf(press(wide, typed).state, plainTheme)
				.slice(4, 6)
				.map(line => line.slice(0, 3));
		expect(body('')).toEqual(['aaa', '']);
		expect(body('w')).toEqual(['aaa', 'bbb']);
		expect(body('w w')).toEqual(['aaa', '']);
		expect(body(`${'right '.repeat(10)}`)).toEqual(['bbb', '']);
		expect(body(`${'right '.repeat(10)} left h`)).toEqual(['aaa', '']);
	});
});
