import {render} from 'ink';
import {beforeAll, describe, expect, it} from 'vitest';
import {helpOf} from '../../src/app/keymap.ts';
import {createStore} from '../../src/app/store.ts';
import {App} from '../../src/views/app.tsx';
import {frameOf} from '../../src/views/frame.ts';
import {loadStaticTables, prepareTables} from '../../src/views/static-tables.ts';
import {fakeTerminal, flaws, plainTheme} from '../support/screen.ts';
import {facts, press, started} from '../support/state.ts';

beforeAll(loadStaticTables);

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
		const {lines} = await shown(started(), '?');
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
		expect(lines).toEqual([`rtconsole needs 40x10, this is ${columns}x${rows}`]);
	});
});

describe('help', () => {
	it.each([
		[80, 24],
		[160, 45],
		[40, 10],
	])('at %i cells and %i rows fits, wherever it is scrolled to, and names every key in some place', (columns, rows) => {
		let state = press(started({columns, rows}), '?').state;
		const seen: string[] = [];
		for (let step = 0; step < 150; step += 1) {
			prepareTables(state);
			const lines = frameOf(state, plainTheme);
			expect(flaws(lines, {columns, rows})).toEqual([]);
			seen.push(...lines);
			state = press(state, 'j').state;
		}
		for (const {keys} of helpOf('list')) expect(seen.join('\n')).toContain(keys.join(' ').slice(0, 18));
	});
});
