import {render, renderToString} from 'ink';
import {beforeAll, describe, expect, it} from 'vitest';
import type {Place} from '../../src/app/keymap.ts';
import {helpOf} from '../../src/app/keymap.ts';
import {createStore} from '../../src/app/store.ts';
import {App, loadHelp} from '../../src/views/app.tsx';
import {frameOf} from '../../src/views/frame.ts';
import {Help} from '../../src/views/help.tsx';
import {fakeTerminal, flaws, plainTheme} from '../support/screen.ts';
import {facts, press, started} from '../support/state.ts';

beforeAll(loadHelp);

const settled = () => new Promise(resolve => setTimeout(resolve, 30));

/** The last frame that Ink draws of a state, and what follows on keys. */
async function shown(state: ReturnType<typeof started>, ...typed: readonly string[]) {
	const {columns, rows} = state.size;
	const terminal = fakeTerminal(columns, rows);
	const store = createStore(state, () => {});
	const screen = render(<App store={store} />, terminal.options);
	await settled();
	for (const text of typed) {
		terminal.stdin.type(text);
		await settled();
	}
	screen.unmount();
	const drawn = terminal.frames.filter(frame => !frame.startsWith('\u001b[?') && frame.length > 1).at(-1) ?? '';
	// Ink closes each look by its own code, the theme all of them at once.
	const lines = drawn.replaceAll('\u001b[22m', '\u001b[0m').replaceAll('\u001b[27m', '\u001b[0m').split('\n');
	return {lines, state: store.state()};
}

const words = (text: string) => text.split('\n').map(line => line.trimEnd());

describe('the whole screen, through Ink', () => {
	it('is the frame, line by line', async () => {
		const state = started({facts: {...facts, warnings: ['something is odd']}});
		const {lines} = await shown(state);
		expect(lines.map(line => line.trimEnd())).toEqual(frameOf(state, plainTheme).map(line => line.trimEnd()));
		expect(flaws(lines, {columns: 80, rows: 24})).toEqual([]);
	});

	it('follows the keys, those typed fast too', async () => {
		const {state} = await shown(started(), 'jj', 'k', '\u001b[B', '\r');
		expect(state).toEqual(press(started(), 'j j k down enter').state);
		expect((await shown(started(), '/', 'fro')).state).toEqual(press(started(), "/ 'fro'").state);
		expect((await shown(started(), ':', 'im', '\t', '\r')).state).toEqual(press(started(), ": 'im' tab enter").state);
	});

	it('draws the help over the body, under the head', async () => {
		const {lines} = await shown(press(started(), '?').state);
		expect(lines.length).toBeLessThanOrEqual(24);
		expect(lines[0]).toContain('node1');
		expect(lines.join('\n')).toContain('open the row: pod → containers → details');
		expect(flaws(lines, {columns: 80, rows: lines.length})).toEqual([]);
	});

	it.each([
		[39, 24],
		[80, 9],
	])('says what it needs at %i x %i', async (columns, rows) => {
		const {lines} = await shown(started({columns, rows}));
		expect(lines).toEqual([`rtconsole needs 40x10, this is ${columns}x${rows}`.slice(0, columns)]);
	});
});

describe('help', () => {
	const drawn = (place: Place, top: number, height: number, width: number) =>
		words(renderToString(<Help place={place} top={top} height={height} width={width} />, {columns: width}));

	it.each<[Place, number, number]>([
		['list', 80, 20],
		['logs', 80, 20],
		['text', 160, 41],
		['translate', 40, 6],
	])('of %s at %i cells and %i rows fits, wherever it is scrolled to', (place, width, height) => {
		for (let top = 0; top < 40; top += 5) {
			const lines = drawn(place, top, height, width);
			expect(lines.length).toBeLessThanOrEqual(height + 1);
			expect(flaws(lines, {columns: width, rows: lines.length})).toEqual([]);
		}
	});

	it('names every key in some place of the scroll', () => {
		const all = Array.from({length: 6}, (_, top) => drawn('list', top * 5, 20, 80).join('\n')).join('\n');
		for (const {keys, help} of helpOf('list')) {
			expect(all).toContain(help.slice(0, 30));
			expect(all).toContain(keys.join(' '));
		}
	});
});
