import fc from 'fast-check';
import stockMeasure from 'ink-stock-measure';
import StockOutput from 'ink-stock-output';
import stockSquash from 'ink-stock-squash';
import {expect, it} from 'vitest';
import LineOutput from '../../src/views/line-output.ts';
import measureLines from '../../src/views/measure-lines.ts';
import squashRemembered from '../../src/views/squash-remembered.ts';
import {cellsOf} from '../support/cells.ts';

const columns = 40;
const rows = 8;

type Write = {x: number; y: number; text: string};

function frameOf(Output: typeof StockOutput | typeof LineOutput, writes: readonly Write[]): string {
	const output = new Output({width: columns, height: rows});
	for (const {x, y, text} of writes) output.write(x, y, text, {transformers: []});
	return output.get().output;
}

async function expectSame(writes: readonly Write[]): Promise<void> {
	const ours = await cellsOf(frameOf(LineOutput as never, writes), columns, rows);
	expect(ours).toEqual(await cellsOf(frameOf(StockOutput, writes), columns, rows));
}

const word = fc.oneof(
	fc.string({maxLength: 12}).map(text => text.replace(/[^\x20-\x7e]/g, 'x')),
	fc.constantFrom('日本語', '한글', '👩‍💻', '🇩🇪', 'naïve', 'é', '──', '…', ''),
);
const look = fc.constantFrom('', '\u001b[31m', '\u001b[1m', '\u001b[7m', '\u001b[90m');
const piece = fc.tuple(look, word).map(([on, text]) => (on === '' || text === '' ? text : `${on}${text}\u001b[0m`));
const line = fc.array(piece, {maxLength: 3}).map(pieces => pieces.join(''));

it('whole lines, styled and wide: the same cells as Ink', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(line, {minLength: 1, maxLength: rows}), async lines => {
			await expectSame(lines.map((text, y) => ({x: 0, y, text})));
		}),
		{numRuns: 150},
	);
});

it('pieces anywhere, over each other and over the edge: the same cells as Ink', async () => {
	const write = fc.record({
		x: fc.integer({min: 0, max: columns - 1}),
		y: fc.integer({min: 0, max: rows - 1}),
		text: line,
	});
	await fc.assert(fc.asyncProperty(fc.array(write, {maxLength: 6}), expectSame), {numRuns: 150});
});

// biome-ignore format: a table
it.each<[string, Write[]]>([
	['side by side',            [{x: 0, y: 0, text: 'left'}, {x: 10, y: 0, text: '\u001b[31mright\u001b[0m'}]],
	['overlap',                 [{x: 0, y: 0, text: 'underneath'}, {x: 3, y: 0, text: 'OVER'}]],
	['overlap in a wide char',  [{x: 0, y: 0, text: '日本'}, {x: 1, y: 0, text: 'x'}]],
	['several lines at once',   [{x: 2, y: 1, text: 'one\ntwo\nthree'}]],
	['styles across a break',   [{x: 0, y: 0, text: '\u001b[31mone\ntwo\u001b[0m'}]],
	['below the screen',        [{x: 0, y: rows - 1, text: 'last\nnever seen'}]],
])('%s', async (_, writes) => {
	await expectSame(writes);
});

it('clipping goes through Ink', async () => {
	const frame = (Output: typeof StockOutput) => {
		const output = new Output({width: columns, height: rows});
		output.write(0, 0, 'before', {transformers: []});
		output.clip({x1: 0, x2: 4, y1: 1, y2: 2});
		output.write(0, 1, 'clipped', {transformers: []});
		output.unclip();
		return output.get().output;
	};
	expect(await cellsOf(frame(LineOutput as never), columns, rows)).toEqual(
		await cellsOf(frame(StockOutput), columns, rows),
	);
});

const text = fc.array(line, {minLength: 1, maxLength: rows}).map(lines => lines.join('\n'));

it('a text of several lines: the same cells, size and cleaning as Ink', async () => {
	await fc.assert(
		fc.asyncProperty(text, async whole => {
			await expectSame([{x: 0, y: 0, text: whole}]);
			expect(measureLines(whole)).toEqual(stockMeasure(whole));
			const node = {nodeName: 'ink-text', childNodes: [{nodeName: '#text', nodeValue: whole}]};
			expect(squashRemembered(node)).toBe(stockSquash(node));
		}),
		{numRuns: 150},
	);
});

// biome-ignore format: a table
it.each([
	'plain', 'tab\there', 'cr\r\nlf', '\u001b[2Jcleared', '\u001b[31mopen\nstill red\u001b[0m', '\u009b31mC1', 'é\u0301', '\u001b]0;title\u0007x',
])('Ink cleans %j, we remember', value => {
	const node = {nodeName: 'ink-text', childNodes: [{nodeName: '#text', nodeValue: value}]};
	expect(squashRemembered(node)).toBe(stockSquash(node));
	expect(squashRemembered(node)).toBe(stockSquash(node));
});
