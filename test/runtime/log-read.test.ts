import {appendFileSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleepFor} from 'node:timers/promises';
import {gzipSync} from 'node:zlib';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {createCommandLog} from '../../src/host/command-log.ts';
import {FileUnreadable} from '../../src/host/errors.ts';
import {createLocalHost} from '../../src/host/local.ts';
import {findLog} from '../../src/runtime/log-files.ts';
import {type LogReading, readLog} from '../../src/runtime/log-read.ts';
import {wholeLog} from '../../src/runtime/log-whole.ts';
import {container} from '../support/state.ts';

const host = createLocalHost({log: createCommandLog(() => 0), env: {}});
let folder: string;
let live: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rtconsole-log-'));
	live = join(folder, '0.log');
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const second = (number: number) => new Date(Date.UTC(2026, 10, 23, 12) + number * 1000).toISOString();
const cri = (from: number, count: number) =>
	Array.from({length: count}, (_, index) => `${second(from + index)} stdout F line ${from + index}\n`).join('');

async function place(previous = false, attempt = 0) {
	const found = await findLog(host, container('app', {logPath: live, attempt}), previous);
	if (!('path' in found)) throw new Error(found.unreadable);
	return found;
}

async function read(options: Partial<LogReading> = {}): Promise<string[]> {
	const seen: string[] = [];
	await readInto(seen, options);
	return seen;
}

/** A log that is followed: what came so far, and all of it once a line has come. */
function followed() {
	const seen: string[] = [];
	const ending = new AbortController();
	const over = readInto(seen, {follow: true, signal: ending.signal});
	const has = (line: string) => vi.waitFor(() => expect(seen).toContain(line), {timeout: 20_000, interval: 5});
	return {
		has,
		async until(line: string) {
			await has(line);
			ending.abort();
			await over;
			return seen;
		},
		async whole() {
			await over;
			return seen;
		},
	};
}

async function readInto(seen: string[], options: Partial<LogReading>): Promise<void> {
	const {signal} = new AbortController();
	const sleep = (milliseconds: number) => sleepFor(milliseconds / 10);
	const reading = {from: 'tail' as const, lines: 1000, follow: false, signal, sleep, ...options};
	for await (const news of readLog(host, await place(), reading)) {
		if (news.kind === 'lines') seen.push(...news.lines.map(({text}) => text));
		else seen.push(news.kind === 'note' ? `! ${news.text}` : `% ${news.bytes}/${news.of}`);
	}
}

const numbers = (from: number, count: number) => Array.from({length: count}, (_, index) => `line ${from + index}`);

function writeRotated(): void {
	writeFileSync(`${live}.20261123-100000.gz`, gzipSync(cri(0, 100)));
	writeFileSync(`${live}.20261123-110000`, cri(100, 100));
	writeFileSync(live, cri(200, 100));
}

describe('what is there', () => {
	// biome-ignore format: a table
	it.each<[string, Partial<LogReading>, string[]]>([
		['the last lines',                 {lines: 3},                                    numbers(297, 3)],
		['exactly one file of them',       {lines: 100},                                  numbers(200, 100)],
		['over two files',                 {lines: 150},                                  numbers(150, 150)],
		['into the compressed one: whole', {lines: 250},                                  numbers(0, 300)],
		['more than there are',            {lines: 5000},                                 numbers(0, 300)],
		['since a time',                   {lines: 5000, sinceMs: Date.parse(second(190))}, numbers(190, 110)],
		['since a time to come',           {lines: 5000, sinceMs: Date.parse(second(900))}, []],
		['the first lines',                {from: 'head', lines: 120},                    [...numbers(0, 120), '! the first 120 lines: 0 shows the last, ctrl-s saves all']],
		['the first of fewer',             {from: 'head', lines: 500},                    numbers(0, 300)],
	])('%s', async (_, options, expected) => {
		writeRotated();
		expect(await read(options)).toEqual(expected);
	});

	it('all of it, and how far that is', async () => {
		writeRotated();
		const seen = await read({from: 'all', lines: 0});
		expect(seen.filter(line => !line.startsWith('%'))).toEqual(numbers(0, 300));
		const parts = seen.flatMap(line => /^% (\d+)\/(\d+)$/.exec(line)?.slice(1).map(Number) ?? []);
		expect(parts.length).toBe(6);
		expect(parts.at(-2)).toBe(parts.at(-1));
	});

	it('a compressed file that is broken is named, and the rest is shown', async () => {
		writeRotated();
		writeFileSync(`${live}.20261123-100000.gz`, gzipSync(cri(0, 100)).subarray(0, 100));
		const seen = await read({lines: 5000});
		expect(seen.at(-1)).toBe('line 299');
		expect(seen.filter(line => line.startsWith('! '))).toEqual([
			expect.stringContaining('0.log.20261123-100000.gz: unexpected end of file'),
		]);
	});

	it('a rotated file that cannot be read is named', async () => {
		writeRotated();
		rmSync(`${live}.20261123-110000`);
		symlinkSync('/', `${live}.20261123-110000`);
		expect((await read({lines: 5000}))[0]).toBe(`! ${live}.20261123-110000: it is no regular file`);
	});

	it('without a line break at the end, empty, through a link', async () => {
		writeFileSync(join(folder, 'real-json.log'), '{"log":"old\\n","stream":"stdout","time":"x"}');
		writeFileSync(join(folder, 'real-json.log.1'), '{"log":"older\\n","stream":"stdout","time":"x"}\n');
		symlinkSync(join(folder, 'real-json.log'), live);
		expect(await read()).toEqual(['older', 'old']);
		rmSync(live);
		writeFileSync(live, '');
		expect(await read()).toEqual([]);
	});
});

describe('following', () => {
	it('what is appended, also in halves', async () => {
		writeFileSync(live, cri(0, 2));
		const log = followed();
		await log.has('line 1');
		const line = cri(2, 1);
		appendFileSync(live, line.slice(0, 40));
		await sleepFor(60);
		appendFileSync(live, line.slice(40));
		appendFileSync(live, cri(3, 7));
		expect(await log.until('line 9')).toEqual(numbers(0, 10));
	});

	it('through rotation, with what the old file still gets, and another rotation at once', async () => {
		writeFileSync(live, cri(0, 5));
		const log = followed();
		await log.has('line 4');
		renameSync(live, `${live}.20261123-100000`);
		appendFileSync(`${live}.20261123-100000`, cri(5, 5));
		writeFileSync(live, cri(10, 5));
		renameSync(live, `${live}.20261123-100001`);
		writeFileSync(live, cri(15, 5));
		await log.has('line 19');
		appendFileSync(live, cri(20, 1));
		expect(await log.until('line 20')).toEqual(numbers(0, 21));
	});

	it('through truncation, which is said', async () => {
		const cutOff = '! the log was cut off here: its file was emptied';
		writeFileSync(live, cri(0, 5));
		const log = followed();
		await log.has('line 4');
		truncateSync(live);
		await log.has(cutOff);
		appendFileSync(live, cri(5, 1));
		expect(await log.until('line 5')).toEqual([...numbers(0, 5), cutOff, 'line 5']);
	});

	it('says that the container was started again, and where its log goes on', async () => {
		const goesOn = `! the container was started again, its log goes on in ${join(folder, '1.log')}`;
		writeFileSync(live, cri(0, 1));
		const log = followed();
		await log.has('line 0');
		writeFileSync(join(folder, '1.log'), '');
		await log.has(goesOn);
		appendFileSync(live, cri(1, 1));
		expect(await log.until('line 1')).toEqual(['line 0', goesOn, 'line 1']);
	});

	it('ends when the file is gone for good', async () => {
		writeFileSync(live, cri(0, 1));
		const log = followed();
		await log.has('line 0');
		rmSync(live);
		expect(await log.whole()).toEqual(['line 0', `! ${live} is gone: the container was removed`]);
	});

	it('too fast to be drawn: the end is shown, and what was left out is said', async () => {
		writeFileSync(live, cri(0, 1));
		const log = followed();
		await log.has('line 0');
		const flood = Array.from({length: 24}, (_, index) => `${second(1)} stdout F ${index} ${'x'.repeat(1024 * 1024)}\n`);
		appendFileSync(live, flood.join(''));
		await log.has('! 22 MB came too fast to be drawn: ctrl-s saves all');
		appendFileSync(live, cri(2, 1));
		const lines = await log.until('line 2');
		expect(lines[1]).toBe('! 22 MB came too fast to be drawn: ctrl-s saves all');
		expect(lines.at(-1)).toBe('line 2');
	});
});

describe('the whole log, for a file', () => {
	async function whole(timestamps = false) {
		const parts: Uint8Array[] = [];
		let lines = 0;
		const unreadable: string[] = [];
		for await (const part of wholeLog(host, await place(), timestamps, new AbortController().signal))
			if ('unreadable' in part) unreadable.push(part.unreadable);
			else {
				parts.push(part.bytes);
				lines += part.lines;
			}
		return {text: Buffer.concat(parts).toString('latin1'), lines, unreadable};
	}

	it('every line of every file', async () => {
		writeRotated();
		expect(await whole()).toEqual({text: `${numbers(0, 300).join('\n')}\n`, lines: 300, unreadable: []});
	});

	it('to the byte, long lines in one, each with its time where that is wanted', async () => {
		const odd = '\u00ff\u0000\u001b[31m\u0080 x\r';
		writeFileSync(
			live,
			Buffer.from(`t stdout F no\n${second(0)} stdout P ${odd}\n${second(1)} stdout F end\n`, 'latin1'),
		);
		expect((await whole()).text).toBe(`t stdout F no\n${odd}end\n`);
		expect((await whole(true)).text).toBe(`t stdout F no\n${second(0)} ${odd}end\n`);
	});

	it('says what could not be read', async () => {
		writeRotated();
		writeFileSync(`${live}.20261123-100000.gz`, 'no gzip');
		const {text, unreadable} = await whole();
		expect([text.startsWith('line 100\n'), unreadable.length]).toEqual([true, 1]);
	});
});

it('the attempt before lies beside', async () => {
	writeFileSync(live, cri(0, 1));
	writeFileSync(join(folder, '1.log'), cri(5, 1));
	live = join(folder, '1.log');
	const before = await place(true, 1);
	await before.files.live.close();
	expect(before.path).toBe(join(folder, '0.log'));
	expect(await findLog(host, container('app', {logPath: join(folder, '4.log'), attempt: 4}), true)).toEqual({
		unreadable: `there is no ${join(folder, '3.log')}`,
		isGone: true,
	});
	expect(await findLog(host, container('app', {logPath: folder}), false)).toEqual({
		unreadable: `it is no regular file: ${folder}`,
	});
	expect(await findLog(host, container('app', {logPath: live}), true)).toEqual({
		unreadable: 'there was no attempt before this one',
	});
});

it('who may not read a log is told what helps, before the long path', async () => {
	const closed = {
		...host,
		openFile: async (path: string) => {
			throw new FileUnreadable(path, Object.assign(new Error('EACCES: permission denied'), {code: 'EACCES'}));
		},
	};
	expect(await findLog(closed, container('app', {logPath: '/x/0.log'}), false)).toEqual({
		unreadable: 'permission denied, run it with sudo: /x/0.log',
	});
});
