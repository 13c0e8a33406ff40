import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {candidatesFor, ghostOf} from '../../src/app/completion.ts';
import {clipboardSequence, multiplexerOf} from '../../src/app/osc52.ts';
import {type State, topScreen} from '../../src/app/state.ts';
import {themeNames} from '../../src/app/theme-names.ts';
import {wordTones} from '../../src/app/tone.ts';
import {plainText} from '../../src/model/text.ts';
import {loadTables} from '../../src/translate/load.ts';
import {createMouseFilter} from '../../src/views/mouse.ts';
import {themeNamed} from '../../src/views/theme.ts';
import {container, containers, nowMs, press, started, told} from '../support/state.ts';

const tables = await loadTables();
const place = (state: State) => {
	const screen = topScreen(state);
	return screen.kind === 'list' ? screen.list : screen.kind;
};
const typed = (state: State) => (state.overlay?.kind === 'prompt' ? state.overlay.text : undefined);

describe('the way back', () => {
	// biome-ignore format: a table
	it.each([
		[": 'im' enter [",                              'pods'],
		[": 'im' enter [ ]",                            'images'],
		[": 'im' enter : 'ta' enter [ [",               'pods'],
		[": 'im' enter : 'ta' enter [ [ ] ]",           'tasks'],
		[": 'im' enter : 'ta' enter -",                 'images'],
		[": 'im' enter : 'ta' enter - -",               'tasks'],
		[": 'im' enter [ : 'ta' enter ]",               'tasks'],
		['enter esc -',                                 'containers'],
		['enter l [ ]',                                 'text'],
		['[',                                           'pods'],
		[']',                                           'pods'],
	])('%s: %s', (keys, expected) => {
		expect(place(press(started(), keys).state)).toBe(expected);
	});

	it('a containerd namespace is part of the place', () => {
		const {state} = press(started(), ": 'ns moby' enter [");
		expect(state.containerdNamespace).toBe(undefined);
		expect(press(state, ']').state.containerdNamespace).toBe('moby');
	});

	it('a log that is come back to is asked for anew, under a number of its own', () => {
		const {state, effects} = press(started(), "enter l : 'im' enter [");
		expect(effects.at(-1)).toMatchObject({type: 'open-pane', source: {of: 'logs'}});
		expect(Object.keys(state.panes)).toEqual([String(topScreen(state).id)]);
	});
});

describe('the command line', () => {
	// biome-ignore format: a table
	it.each([
		[": 'im' tab",                               'images '],
		[": 'logs pr' tab",                          'logs proxy '],
		[": 'ns m' tab",                             'ns moby '],
		[": 'theme l' tab",                          'theme light '],
		[": 'docker logs w' tab",                    'docker logs web '],
		[": 'docker rmi docker.io/li' tab",          'docker rmi docker.io/library/busybox:1.35 '],
		[": 'rmi docker.io/li' tab",                 'rmi docker.io/library/busybox:1.35 '],
		[": 'unp' tab",                              'unpause '],
		[": 'crictl inspectp fr' tab",               'crictl inspectp front '],
		[": 'im' right",                             'images'],
		[": 'images' enter : 'i' right",             'images'],
		[": 'images' enter : 'tasks' enter : up",    'tasks'],
		[": 'images' enter : 'tasks' enter : up up", 'images'],
		[": 'images' enter : 'tasks' enter : up up down", 'tasks'],
		[": 'images' enter : 'tasks' enter : 'i' up", 'images'],
		[": 'images' enter : 'i' up down",           'i'],
		[": 'images' enter : 'tasks' enter : 'mag' ctrl-r", 'images'],
		["/ 'web' enter / up",                       'web'],
		[": 'c' tab",                                'containers '],
	])('%s: %j', (keys, expected) => {
		expect(typed(press(started({tables}), keys).state)).toBe(expected);
	});

	it('what is typed is kept for the next session, unless a space stands before it', () => {
		expect(press(started(), ": 'im' enter").effects).toContainEqual({type: 'remember', kind: 'command', text: 'im'});
		expect(press(started(), ": ' im' enter").effects.some(({type}) => type === 'remember')).toBe(false);
		expect(press(started(), "/ 'web' enter").effects).toEqual([{type: 'remember', kind: 'filter', text: 'web'}]);
	});

	it('names that are not there yet are asked for', () => {
		const {effects} = press({...started({tables}), lists: {}}, ": 'logs ' tab");
		expect(effects).toEqual([{type: 'load', list: 'containers'}]);
	});

	it('a name that cannot be typed as one harmless word is not offered', () => {
		const state = started({
			lists: {containers: [{...(started().lists.containers?.rows[0] as object), name: 'a b\u001b[2J'}]},
		});
		expect(candidatesFor(state, 'logs ')).toEqual([]);
		expect(ghostOf(state, 'command', 'logs ')).toBe('');
	});

	// biome-ignore format: a table
	it.each([
		[": 'pdos' enter",       ':pdos leads nowhere. Try :pods, or ? for help'],
		[": 'theme drak' enter", 'no theme is named drak; themes: dark, light, mono, colour-blind; did you mean dark?'],
		[": 'logs' enter",       ':logs needs a name; Tab lists them'],
		[": 'logs nobody' enter", 'asking the node for containers…'],
		[": 'ps web' enter",     'no containerd namespace is named web: rows with web'],
		[": 'ns web' enter",     'no containerd namespace is named web; there are k8s.io, moby'],
	])('%s says %s', (keys, text) => {
		expect(press(started(), keys).state.notice?.text).toBe(text);
	});

	it(':logs NAME waits for a list that is not there yet; any key drops it', () => {
		const asked = press({...started(), lists: {}}, ": 'logs proxy' enter");
		expect(asked.state.notice?.text).toBe('asking the node for containers…');
		expect(asked.effects).toContainEqual({type: 'load', list: 'containers'});
		const answer = {type: 'list-loaded', list: 'containers', rows: containers, atMs: nowMs} as const;
		const loading = asked.state;
		expect(topScreen(told(loading, answer).state)).toMatchObject({kind: 'text', title: 'logs of front/proxy'});
		const dropped = press(loading, 'j').state;
		expect(topScreen(told(dropped, answer).state).kind).toBe('list');
		const unknown = press(loading, ": 'logs nobody' enter").state;
		expect(told(unknown, answer).state.notice?.text).toBe('nothing is named nobody here');
	});

	it('a name that no list on hand has is asked for: lists off the screen grow old', () => {
		const asked = press(started(), ": 'logs late' enter");
		expect(asked.effects).toContainEqual({type: 'load', list: 'containers'});
		const rows = [...containers, container('late', {podName: 'front'})];
		const answer = {type: 'list-loaded', list: 'containers', rows, atMs: nowMs} as const;
		expect(topScreen(told(asked.state, answer).state)).toMatchObject({kind: 'text', title: 'logs of front/late'});
		const same = {...answer, rows: asked.state.lists.containers?.rows ?? []};
		expect(told(asked.state, same).state.notice?.text).toBe('nothing is named late here');
		const failed = {type: 'list-failed', list: 'containers', error: 'no answer', answeredAtMs: nowMs} as const;
		expect(told(asked.state, failed).state.notice?.text).toBe('nothing is named late here');
	});

	it(':logs NAME opens its log', () => {
		const {state, effects} = press(started(), ": 'logs web' enter");
		expect(place(state)).toBe('text');
		expect(effects.at(-1)).toMatchObject({type: 'open-pane', source: {of: 'logs', container: {name: 'web'}}});
	});
});

describe('copying', () => {
	it('the ID, then the name, the row, JSON, and from the start; another key begins anew', () => {
		const {effects} = press(started(), ": 'co' enter c c c c c j c");
		const copies = effects.flatMap(effect => (effect.type === 'copy' ? [effect.text.split('\n')[0]] : []));
		expect(copies[0]).toBe('container-web');
		expect(copies[1]).toBe('web');
		expect(copies[2]).toContain('running');
		expect(copies[3]).toBe('{');
		expect(copies[4]).toBe('container-web');
		expect(copies[5]).toBe('container-proxy');
	});

	it('in the translator, the commands', () => {
		const {effects} = press(started({tables}), ": 'docker ps -a' enter ctrl-y");
		expect(effects.at(-1)).toMatchObject({type: 'copy', what: 'the command', text: 'crictl ps --all'});
	});

	it('only harmless text goes to the terminal, whatever a name holds', () => {
		const [row] = started().lists.containers?.rows ?? [];
		const state = started({lists: {containers: [{...(row as object), name: 'x\u001b]52;c;AAAA\u0007\u202e'}]}});
		const {effects} = press(state, ": 'co' enter c c c c");
		const copies = effects.flatMap(effect => (effect.type === 'copy' ? [effect.text] : []));
		for (const text of copies) expect(text).toBe(text.split('\n').map(plainText).join('\n'));
	});

	it('the sequence, plain and through tmux and screen', () => {
		expect(clipboardSequence('hi', 'none')).toEqual({sequence: '\u001b]52;c;aGk=\u0007'});
		expect(clipboardSequence('hi', 'tmux')).toMatchObject({
			sequence: '\u001b]52;c;aGk=\u0007\u001bPtmux;\u001b\u001b]52;c;aGk=\u0007\u001b\\',
		});
		const chunked = clipboardSequence('x'.repeat(500), 'screen');
		const parts = 'sequence' in chunked ? chunked.sequence.split('\u001b\\').filter(part => part !== '') : [];
		expect(parts.length).toBeGreaterThan(5);
		for (const part of parts) expect(part.length).toBeLessThanOrEqual(78);
		expect(parts.map(part => part.slice(2)).join('')).toBe(
			`\u001b]52;c;${Buffer.from('x'.repeat(500)).toString('base64')}\u0007`,
		);
		expect(clipboardSequence('x'.repeat(60_000), 'none')).toMatchObject({error: expect.stringContaining('ctrl-s')});
	});

	// biome-ignore format: a table
	it.each([
		[{TMUX: '/tmp/x'},              'tmux'],
		[{TERM: 'tmux-256color'},       'tmux'],
		[{STY: '1.x', TERM: 'screen'},  'screen'],
		[{TERM: 'screen-256color'},     'screen'],
		[{TERM: 'xterm-256color'},      'none'],
		[{},                            'none'],
	])('%j is %s', (env, expected) => {
		expect(multiplexerOf(env)).toBe(expected);
	});
});

describe('the mouse', () => {
	const filtered = (typed: readonly string[], ...clock: readonly number[]) => {
		const times = [...clock];
		const seen: string[] = [];
		const filter = createMouseFilter(
			({kind, column, row}) => seen.push(`${kind} ${column} ${row}`),
			() => times.shift() ?? 0,
		);
		return {rest: typed.map(filter).join(''), seen};
	};

	// biome-ignore format: a table
	it.each<[readonly string[], readonly string[], string]>([
		[['\u001b[<0;5;7M\u001b[<0;5;7m'],              ['press 4 6'],               ''],
		[['a\u001b[<64;1;1Mb\u001b[<65;2;2Mc'],         ['wheel-up 0 0', 'wheel-down 1 1'], 'abc'],
		[['\u001b[<65;1', ';1', 'Mj'],                  ['wheel-down 0 0'],          'j'],
		[['\u001b[<2;1;1M'],                            [],                          ''],
		[['\u001b', '\u001b[A', 'j'],                   [],                          '\u001b\u001b[Aj'],
		[['\u001b[<x'],                                 [],                          '\u001b[<x'],
	])('%j: %j, and %j is typed', (typed, seen, rest) => {
		expect(filtered(typed)).toEqual({seen, rest});
	});

	it('two presses in one place within half a second are a double click, a third begins anew', () => {
		const press = '\u001b[<0;5;7M';
		expect(filtered([press, press, press], 0, 100, 200).seen.map(each => each.split(' ')[0])).toEqual([
			'press',
			'double',
			'press',
		]);
		expect(filtered([press, press], 0, 900).seen.map(each => each.split(' ')[0])).toEqual(['press', 'press']);
	});

	it('never throws, and what is no report is handed on', () => {
		fc.assert(
			fc.property(
				fc.array(fc.oneof(fc.string(), fc.constantFrom('\u001b[<', '0;', '5M', '\u001b[<0;1;1M', '\u001b'))),
				inputs => {
					filtered(inputs);
					const plain = inputs.filter(each => !each.includes('\u001b'));
					expect(filtered(plain).rest).toBe(plain.join(''));
				},
			),
		);
	});

	it('a click chooses a row, a double click opens it, the wheel moves; off it does nothing', () => {
		const on = started({settings: {mouse: true}});
		const click = (kind: 'press' | 'double', row: number) => ({type: 'mouse', kind, column: 3, row}) as const;
		const second = told(on, click('press', 5)).state;
		expect(topScreen(second)).toMatchObject({index: 1, selected: 'pod-database'});
		expect(place(told(on, click('double', 5)).state)).toBe('containers');
		expect(topScreen(told(on, click('press', 3)).state)).toEqual(topScreen(on));
		expect(topScreen(told(on, click('press', 20)).state)).toEqual(topScreen(on));
		expect(topScreen(told(on, {type: 'mouse', kind: 'wheel-down', column: 0, row: 0}).state)).toMatchObject({index: 2});
		expect(told(started(), click('press', 5)).state).toMatchObject({screens: started().screens});
	});
});

describe('themes', () => {
	it('each tone of each, from the sixteen colours; mono has none', () => {
		for (const name of themeNames) {
			for (const tone of ['plain', 'good', 'warn', 'bad', 'quiet', 'accent', 'title', ...wordTones] as const) {
				const painted = themeNamed(name).paint(tone, 'x');
				// biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what is looked for
				expect(painted).toMatch(/^(x|\u001b\[(1|(1;)?[39][0-7])mx\u001b\[0m)$/);
				if (name === 'mono') expect(painted).toMatch(tone === 'title' ? /\[1m/ : /^x$/);
			}
		}
	});

	it('colour-blind tells good from bad without red and green', () => {
		const {paint} = themeNamed('colour-blind');
		for (const tone of ['good', 'warn', 'bad'] as const) expect(paint(tone, 'x')).not.toMatch(/\[(1;)?[39][12]m/);
	});

	it(':theme changes it at once, and ctrl-z asks to be stopped from anywhere', () => {
		expect(press(started(), ": 'theme light' enter").state.settings.theme).toBe('light');
		for (const before of ['', ': ', '/ ', '? ', 't '])
			expect(press(started(), `${before}ctrl-z`).effects.at(-1)).toEqual({type: 'suspend'});
	});
});
