import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readLogEntry} from '../../src/runtime/log-entry.ts';
import {createLogLines, longestShown} from '../../src/runtime/log-lines.ts';

const at = '2026-11-23T12:00:00.123456789Z';

/** What the lines of a file are, given in pieces of `size` bytes. */
function linesOf(text: string | Uint8Array, size = 1 << 20) {
	const bytes = typeof text === 'string' ? Buffer.from(text) : text;
	const lines = createLogLines();
	const found = [];
	for (let offset = 0; offset < bytes.length; offset += size)
		found.push(...lines.push(bytes.subarray(offset, offset + size)));
	return [...found, ...lines.end()];
}

describe('one line of a file', () => {
	// biome-ignore format: a table
	it.each<[string, string, object]>([
		['CRI',                    `${at} stdout F hello world`,                 {bytes: 'hello world', from: 'stdout', at, ends: true}],
		['CRI, stderr, it goes on', `${at} stderr P hel`,                        {bytes: 'hel', from: 'stderr', at, ends: false}],
		['CRI, empty',             `${at} stdout F `,                            {bytes: '', from: 'stdout', at, ends: true}],
		['CRI, empty, no blank',   `${at} stdout F`,                             {bytes: '', from: 'stdout', at, ends: true}],
		['CRI, more tags',         `${at} stdout F:x:y z`,                       {bytes: 'z', from: 'stdout', at, ends: true}],
		['CRI, blanks in front',   `${at} stdout F   x`,                         {bytes: '  x', from: 'stdout', at, ends: true}],
		['CRI, another zone',      '2026-11-23T13:00:00.1+01:00 stdout F x',     {bytes: 'x', from: 'stdout', at: '2026-11-23T13:00:00.1+01:00', ends: true}],
		['CRI within CRI',         `${at} stdout F ${at} stderr F x`,            {bytes: `${at} stderr F x`, from: 'stdout', at, ends: true}],
		['json within CRI',        `${at} stdout F {"log":"x"}`,                 {bytes: '{"log":"x"}', from: 'stdout', at, ends: true}],
		['no CRI: another stream', `${at} stdlog F x`,                           {bytes: `${at} stdlog F x`, from: 'stdout', ends: true}],
		['no CRI: another tag',    `${at} stdout X x`,                           {bytes: `${at} stdout X x`, from: 'stdout', ends: true}],
		['docker',                 `{"log":"a\\n","stream":"stderr","time":"${at}"}`, {bytes: 'a', from: 'stderr', at, ends: true}],
		['docker, it goes on',     `{"log":"a","stream":"stdout","time":"${at}"}`, {bytes: 'a', from: 'stdout', at, ends: false}],
		['docker, with attributes', `{"log":"a\\n","stream":"stdout","attrs":{"tag":"x"},"time":"${at}"}`, {bytes: 'a', from: 'stdout', at, ends: true}],
		['docker, cut off',        '{"log":"a\\n","stre',                        {bytes: '{"log":"a\\n","stre', from: 'stdout', ends: true}],
		['docker, no text',        '{"log":1}',                                  {bytes: '{"log":1}', from: 'stdout', ends: true}],
		['neither',                'Starting up',                                {bytes: 'Starting up', from: 'stdout', ends: true}],
		['nothing',                '',                                           {bytes: '', from: 'stdout', ends: true}],
	])('%s', (_, raw, expected) => {
		expect(readLogEntry(raw)).toEqual({at: undefined, ...expected});
	});
});

describe('lines', () => {
	it('of both streams, joined each by itself', () => {
		const file = [
			`${at} stdout P one `,
			`${at} stderr F err`,
			`${at} stdout P two `,
			`${at} stderr P more `,
			`${at} stdout F three`,
			`${at} stderr F err`,
		];
		expect(linesOf(`${file.join('\n')}\n`).map(({text, from}) => `${from} ${text}`)).toEqual([
			'stderr err',
			'stdout one two three',
			'stderr more err',
		]);
	});

	it('docker joins until the line break', () => {
		const entry = (log: string) => JSON.stringify({log, stream: 'stdout', time: at});
		const file = [entry('one '), entry('two\n'), entry('日本\n'), entry('open')].join('\n');
		expect(linesOf(`${file}\n`).map(({text}) => text)).toEqual(['one two', '日本', 'open']);
	});

	it.each([1, 2, 3, 7, 1000])(
		'characters that are cut survive, in chunks of %d bytes and in pieces of the runtime',
		size => {
			const [first, last] = [Buffer.from('日').subarray(0, 2), Buffer.from('日').subarray(2)];
			const file = Buffer.concat([
				Buffer.from(`${at} stdout P a`),
				first,
				Buffer.from(`\n${at} stdout F `),
				last,
				Buffer.from(`本\n${at} stdout F é\n`),
			]);
			expect(linesOf(file, size).map(({text}) => text)).toEqual(['a日本', 'é']);
		},
	);

	it('a line of a megabyte keeps its beginning and its end', () => {
		const piece = 'x'.repeat(16 * 1024);
		const pieces = Array.from({length: 64}, () => `${at} stdout P ${piece}`);
		const [line, next] = linesOf(`${pieces.join('\n')}\n${at} stdout F the end\n${at} stdout F next\n`);
		const left = 64 * piece.length + 'the end'.length - longestShown.head - longestShown.tail;
		expect(line?.text).toMatch(new RegExp(`^x{${longestShown.head}} … ${left} bytes left out … x+the end$`));
		expect(next?.text).toBe('next');
	});

	it('what has no line break at all is cut into lines, and memory stays bounded', () => {
		const lines = linesOf(Buffer.alloc(5_000_000, 'y'), 256 * 1024);
		expect(lines.length).toBeGreaterThan(2);
		for (const {text} of lines) expect(text.length).toBeLessThan(longestShown.head + longestShown.tail + 100);
	});

	it('any bytes, in any chunks: no exception, and the same lines', () => {
		const line = fc.oneof(
			fc.uint8Array({maxLength: 60}),
			fc
				.tuple(fc.constantFrom('stdout', 'stderr'), fc.constantFrom('F', 'P', 'F:x'), fc.uint8Array({maxLength: 40}))
				.map(([from, tag, text]) => Buffer.concat([Buffer.from(`${at} ${from} ${tag} `), text])),
			fc.string().map(log => Buffer.from(JSON.stringify({log: `${log}\n`, stream: 'stdout', time: at}))),
		);
		fc.assert(
			fc.property(fc.array(line, {maxLength: 20}), fc.integer({min: 1, max: 50}), (all, size) => {
				const file = Buffer.concat(all.flatMap(each => [each, Buffer.from('\n')]));
				expect(linesOf(file, size)).toEqual(linesOf(file));
			}),
		);
	});
});
