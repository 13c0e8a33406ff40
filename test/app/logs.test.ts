import {describe, expect, it} from 'vitest';
import {saveLog} from '../../src/app/log-save.ts';
import {patternOf, spansOf} from '../../src/app/log-spans.ts';
import {type PaneLine, paneCharacters, type State, topScreen} from '../../src/app/state.ts';
import {createCommandLog} from '../../src/host/command-log.ts';
import {FileNotWritten} from '../../src/host/errors.ts';
import type {Host, NewFile} from '../../src/host/host.ts';
import {createReplayHost} from '../../src/host/replay.ts';
import type {NodeRuntime} from '../../src/runtime/node-runtime.ts';
import {drawn} from '../support/screen.ts';
import {container, containers, loaded, nowMs, press, started, told} from '../support/state.ts';

const at = (number: number) => `2026-11-23T12:00:${String(number).padStart(2, '0')}.000000000Z`;

/** A log of lines that came out of its file, each with its time. */
function logs(texts: readonly string[], more: Partial<PaneLine> = {}): State {
	const lines = texts.map((text, index) => ({text, tone: 'plain' as const, at: at(index), ...more}));
	return told(
		press(started(), 'enter l').state,
		{type: 'pane-started', id: 2, command: 'tail -F x', note: 'read from the file', timed: true},
		{type: 'pane-lines', id: 2, lines},
	).state;
}

const thirty = Array.from({length: 30}, (_, index) => `line ${index}${index % 10 === 5 ? ' five' : ''}`);
const body = (state: State) =>
	drawn(state)
		.slice(5, -1)
		.filter(line => line !== '');

describe('what is asked of the log', () => {
	const source = {of: 'logs', timestamps: false, since: 'tail', previous: false};

	// biome-ignore format: a table
	it.each<[string, object | undefined]>([
		['2',   {since: '1m'}],
		['3',   {since: '5m'}],
		['4',   {since: '15m'}],
		['5',   {since: '30m'}],
		['6',   {since: '1h'}],
		['1',   {since: 'head'}],
		['6 0', {since: 'tail'}],
		['t',   undefined],
		['p',   undefined],
	])('%s', (typed, expected) => {
		const {effects, state} = press(logs(thirty), typed);
		const opened = effects.filter(({type}) => type === 'open-pane').at(-1);
		if (expected === undefined) expect(effects).toEqual([]);
		else {
			expect(opened).toMatchObject({id: 2, source: {...source, ...expected}});
			expect(effects.filter(({type}) => type === 'close-pane').length).toBe(typed.split(' ').length);
			expect(state.panes[2]).toEqual({lines: [], dropped: 0, status: 'loading'});
			expect(topScreen(state)).toMatchObject({follow: typed !== '1', top: 0});
		}
	});

	it('p: the attempt before, where there was one, and this one again', () => {
		const {state} = press(started(), 'enter j l');
		const before = press(state, 'p');
		expect(before.effects.at(-1)).toMatchObject({type: 'open-pane', source: {previous: true, container: {attempt: 3}}});
		expect(drawn(before.state)[2]).toContain('attempt 2 (previous)');
		expect(press(before.state, 'p').effects.at(-1)).toMatchObject({source: {previous: false}});
		expect(press(logs([]), 'p').state.notice?.text).toBe('this is the first attempt: there is none before it');
	});

	it('t: the times that the lines brought, without asking', () => {
		expect(body(press(logs(['one', 'two']), 't').state)).toEqual([`${at(0)} one`, `${at(1)} two`]);
		expect(body(press(logs(['one', 'two']), 't t').state)).toEqual(['one', 'two']);
		expect(body(press(logs(['one', 'two']), "t / ':01' enter").state)).toEqual([
			`2026-11-23T12:00⟦:01⟧.000000000Z two`,
		]);
	});

	it('ctrl-s: all of it, but not of a demo', () => {
		expect(press(logs([]), 'ctrl-s').effects).toEqual([
			{type: 'save-log', id: 2, source: {...source, container: {...containers[0]}}},
		]);
		const demo = told(press(started({demo: 'none'}), 'enter l').state);
		expect(press(demo.state, 'ctrl-s').effects).toEqual([]);
	});
});

describe('what is looked for', () => {
	// biome-ignore format: a table
	it.each<[string, string[]]>([
		["/ 'five' enter",         ['line 5 ⟦five⟧', 'line 15 ⟦five⟧', 'line 25 ⟦five⟧']],
		["/ 'five' enter +",       ['line 4', 'line 5 ⟦five⟧', 'line 6', 'line 14', 'line 15 ⟦five⟧', 'line 16', 'line 24', 'line 25 ⟦five⟧', 'line 26']],
		["/ 'five' enter + = - -", ['line 5 ⟦five⟧', 'line 15 ⟦five⟧', 'line 25 ⟦five⟧']],
		["/ '[' enter",            ['none of 30 lines matches; / changes what is looked for']],
		["/ 'line 29|NE 3$' enter", ['li⟦ne 3⟧', '⟦line 29⟧']],
		["/ '!line' enter",        ['none of 30 lines matches; / changes what is looked for']],
	])('%s', (typed, expected) => {
		expect(body(press(logs(thirty), typed).state)).toEqual(expected);
	});

	it('lines around matches that are near each other come once', () => {
		const found = body(press(logs(['a', 'x1', 'b', 'x2', 'c', 'd', 'x3']), "/ 'x' enter +").state);
		expect(found).toEqual(['a', '⟦x⟧1', 'b', '⟦x⟧2', 'c', 'd', '⟦x⟧3']);
	});

	it('H: among all lines, and alone again', () => {
		const state = press(logs(thirty), "/ 'five' enter H").state;
		expect(body(state)).toHaveLength(18);
		expect(body(state).filter(line => line.includes('⟦five⟧'))).toHaveLength(2);
		expect(drawn(state)[2]).toContain('/five  highlight');
		expect(body(press(state, 'H').state)).toHaveLength(3);
	});

	// biome-ignore format: a table
	it.each<[string, number | undefined, string | undefined]>([
		['',            undefined, undefined],
		['n',           15,        undefined],
		['n n',         25,        undefined],
		['n n n',       25,        'no match further down'],
		['N',           25,        undefined],
		['N N N',       5,         undefined],
		['N N N N',     5,         'no match in the 30 lines here; F looks in all of the log'],
		['g n',         5,         undefined],
		['n N',         5,         undefined],
	])('H %s → line %s, %s', (typed, found, notice) => {
		const {state} = press(logs(thirty), `/ 'five' enter H ${typed}`);
		expect(topScreen(state)).toMatchObject(found === undefined ? {follow: true} : {found, follow: false});
		expect(state.notice?.text).toBe(notice);
		if (found !== undefined) expect(body(state).join('\n')).toContain(`⟦line ${found} five`);
	});

	it('F: all of the log is looked through, again for something else, and its end comes back', () => {
		const opened = (typed: string) => press(logs(thirty), typed).effects.filter(({type}) => type === 'open-pane');
		expect(press(logs(thirty), 'F').state.notice?.text).toBe('/ says what to look for; F then looks in all of the log');
		expect(opened("/ 'five' enter + F")).toMatchObject([
			{source: {whole: {filter: 'five', context: 1}, since: 'tail'}},
		]);
		const whole = "/ 'five' enter F";
		expect(opened(`${whole} F`).at(-1)).toEqual({
			type: 'open-pane',
			id: 2,
			source: expect.not.objectContaining({whole: expect.anything()}),
		});
		expect(opened(`${whole} / 's' enter`).at(-1)).toMatchObject({source: {whole: {filter: 'fives', context: 0}}});
		expect(opened(`${whole} / ctrl-u 'x' enter +`).at(-1)).toMatchObject({source: {whole: {filter: 'x', context: 1}}});
		expect(opened(`${whole} / ctrl-u enter`).at(-1)).not.toHaveProperty('source.whole');
		expect(opened(`${whole} / esc`)).toHaveLength(1);
		expect(opened(`${whole} 6`).at(-1)).toMatchObject({source: {since: '1h'}});
		expect(opened(`${whole} 6`).at(-1)).not.toHaveProperty('source.whole');
		expect(drawn(press(logs(thirty), whole).state)[2]).toContain('WHOLE LOG');
		expect(press(logs(thirty), `${whole} F N`).state.notice?.text).toMatch(/^no match/);
	});

	it('n before anything is looked for says so', () => {
		expect(press(logs(thirty), 'n').state.notice?.text).toBe('nothing is looked for: / first');
	});

	it('m: a line across that no filter hides', () => {
		const marked = told(press(logs(thirty), 'm').state, {
			type: 'pane-lines',
			id: 2,
			lines: [{text: 'five more', tone: 'plain'}],
		}).state;
		expect(body(press(marked, "/ 'five' enter").state).slice(-2)).toEqual([
			// After the last line that came, though the clock of the screen has not got there.
			'──────────── 2026-11-23T12:00:29Z ────────────',
			'⟦five⟧ more',
		]);
	});
});

describe('how a line looks', () => {
	const spans = (text: string, filter = '', timeLength = 0) => {
		let from = 0;
		return spansOf(text, {timeLength, tone: 'plain', pattern: patternOf(filter)}).map(({end, tone, isMatch}) => {
			const piece = text.slice(from, end);
			from = end;
			return `${piece}:${isMatch ? 'match' : tone}`;
		});
	};

	// biome-ignore format: a table
	it.each<[string, string, string[]]>([
		['an ERROR here',            '',      ['an :plain', 'ERROR:bad', ' here:plain']],
		['level=warning msg=x',      '',      ['level=:plain', 'warning:warn', ' msg=x:plain']],
		['{"level":"error"}',        '',      ['{"level":":plain', 'error:bad', '"}:plain']],
		['E1123 12:00:00.1 x.go] y', '',      ['E1123:bad', ' 12:00:00.1 x.go] y:plain']],
		['W1123 12:00:00.1 x.go] y', '',      ['W1123:warn', ' 12:00:00.1 x.go] y:plain']],
		['no terrors, stderr, warned', '',    ['no terrors, stderr, warned:plain']],
		['aXbXc',                    'x',     ['a:plain', 'X:match', 'b:plain', 'X:match', 'c:plain']],
		['an error',                 'err',   ['an :plain', 'err:match', 'or:bad']],
		['a(b',                      '(',     ['a:plain', '(:match', 'b:plain']],
		['abc',                      'x*',    ['abc:plain']],
		['abc',                      '!x',    ['abc:plain']],
	])('%j /%s', (text, filter, expected) => {
		expect(spans(text, filter)).toEqual(expected);
	});

	it('the time is quiet', () => {
		expect(spans('12:00 x', '', 6)).toEqual(['12:00 :quiet', 'x:plain']);
	});

	it('a line that is cut ends with an ellipsis, whatever in it is marked', () => {
		const state = press(logs([`${'x'.repeat(100)}`]), "/ 'x' enter").state;
		expect(body(state)[0]).toMatch(/…$/);
		expect(body(press(state, 'w').state).join('').replaceAll(/[⟦⟧]/g, '')).toBe('x'.repeat(100));
	});
});

it('a log of long lines keeps no more than its share of memory', () => {
	const lines = Array.from({length: 5000}, () => ({text: 'x'.repeat(16_000), tone: 'plain' as const}));
	const state = told(logs([]), {type: 'pane-lines', id: 2, lines}).state;
	const {lines: kept = [], dropped} = state.panes[2] ?? {};
	expect(kept.length * 16_000).toBeLessThanOrEqual(paneCharacters);
	expect(kept.length + (dropped ?? 0)).toBe(5000);
});

describe('saving', () => {
	const source = {
		of: 'logs',
		container: container('we/ird‮ name'),
		timestamps: false,
		since: 'tail',
		previous: false,
	} as const;
	const runtime = {logsCommand: () => ['crictl', 'logs', 'x']} as unknown as NodeRuntime;

	/** A node whose log can only be had through crictl, and a disk. */
	function context(files: (path: string) => NewFile | undefined) {
		const replay = createReplayHost([], {log: createCommandLog(() => 0), refuses: 'a test'});
		const host: Host = {
			...replay,
			createFile: async path => files(path),
			async *follow() {
				yield {from: 'stdout', lines: ['one', 'two']};
				yield {from: 'stderr', lines: ['three']};
			},
		};
		return {host, runtime, saveFolder: '/state/logs', nowMs, signal: new AbortController().signal};
	}

	it('never writes over anything, and says where it is', async () => {
		const written: string[] = [];
		const file = (path: string): NewFile | undefined =>
			path.endsWith('-3.log')
				? {
						write: async bytes => void written.push(Buffer.from(bytes).toString()),
						finish: async () => void written.push('finished'),
						discard: async () => {},
					}
				: undefined;
		expect(await saveLog(source, context(file))).toBe(
			'saved all 3 lines (14B): /state/logs/we_ird_name_0_20261123T120000Z-3.log',
		);
		expect(written).toEqual(['one\ntwo\n', 'three\n', 'finished']);
	});

	it('says that the disk is full, and what became of the part that was written', async () => {
		const full = new FileNotWritten('/state/logs/x.log', new Error('ENOSPC: no space left on device, write'));
		const discarded: string[] = [];
		const file = (discard: NewFile['discard']) => (): NewFile => ({
			write: () => Promise.reject(full),
			finish: async () => {},
			discard,
		});
		const gone = saveLog(source, context(file(async () => void discarded.push('x'))));
		await expect(gone).rejects.toThrow(
			'not saved: /state/logs/x.log: ENOSPC: no space left on device, write; what was written of it is removed',
		);
		expect(discarded).toEqual(['x']);
		const left = saveLog(source, context(file(() => Promise.reject(new Error('read-only file system')))));
		await expect(left).rejects.toThrow('what was written of it is still there: read-only file system');
	});
});

it('a container list that changes meanwhile changes nothing in its log', () => {
	expect(body(told(logs(['one']), loaded('containers', [])).state)).toEqual(['one']);
});
