import {describe, expect, it} from 'vitest';
import type {Action} from '../../src/app/action.ts';
import {confirmLayout} from '../../src/app/confirm-layout.ts';
import type {PreparedCommand} from '../../src/app/screen.ts';
import {topScreen} from '../../src/app/state.ts';
import {explainer} from '../../src/translate/explain/explainer.ts';
import {loadTables} from '../../src/translate/load.ts';
import {press, started, told} from '../support/state.ts';

const tables = await loadTables();
const line = 'docker stop web';

function prepared(more: Partial<PreparedCommand> = {}, of = line): Action {
	const command: PreparedCommand = {
		argv: ['crictl', 'stop', 'x'],
		text: 'crictl stop x',
		effect: 'write',
		manner: 'query',
		files: [],
		...more,
	};
	return {type: 'prepared', line: of, prepared: [command], touches: ['touches web']};
}

const at = (start: Parameters<typeof started>[0] = {}) => press(started({tables, ...start}), `: '${line}' enter`).state;

it('enter asks for the IDs behind the names of the line', () => {
	expect(press(at(), 'enter').effects).toEqual([{type: 'prepare', line}]);
	expect(press(started({tables, explainer}), ": 'docker nonsense' enter enter").effects.slice(1)).toEqual([]);
	expect(press(started({tables, explainer}), ": 'crictl stop x' enter enter")).toMatchObject({
		effects: [{type: 'remember'}],
		state: {notice: {text: 'only docker lines are run here: type crictl in a shell'}},
	});
	expect(press(started(), ": 'docker ps' enter enter").effects.slice(1)).toEqual([
		{type: 'load-tables'},
		{type: 'load-explainer'},
	]);
});

it('a read runs at once', () => {
	const {state, effects} = told(at(), prepared({effect: 'read'}));
	expect(topScreen(state)).toMatchObject({kind: 'text', source: {of: 'run'}, follow: true});
	expect(effects).toMatchObject([{type: 'open-pane', source: {of: 'run'}}]);
});

describe('a write', () => {
	const asked = told(at(), prepared());

	it('is shown to the letter, with what it touches, and not run', () => {
		expect(asked.effects).toEqual([]);
		expect(asked.state.overlay).toMatchObject({
			kind: 'confirm',
			title: 'Run it?',
			lines: ['crictl stop x'],
			touches: ['touches web'],
		});
	});

	it('that loses something says so', () => {
		const {overlay} = told(at(), prepared({effect: 'destroy'})).state;
		expect(overlay).toMatchObject({title: 'This cannot be undone. Run it?'});
	});

	it.each(['y', 'Y'])('runs on %s', key => {
		const {state, effects} = press(asked.state, key);
		expect(state.overlay).toBe(undefined);
		expect(effects).toMatchObject([
			{type: 'open-pane', source: {of: 'run', prepared: [{argv: ['crictl', 'stop', 'x']}]}},
		]);
	});

	it.each(['n', 'N', 'esc', 'enter', 'q'])('does not run on %s', key => {
		const {state, effects} = press(asked.state, key);
		expect([state.overlay, state.notice?.text, effects]).toEqual([undefined, 'nothing was run', []]);
	});

	it.each(['x', 'space', 'down', 'tab', '?', ':'])('waits on %s', key => {
		const {state, effects} = press(asked.state, key);
		expect([state.overlay?.kind, effects]).toEqual(['confirm', []]);
	});

	it('is not run by a paste', () => {
		const {state, effects} = told(asked.state, {type: 'paste', text: 'y\n'});
		expect([state.overlay?.kind, effects]).toEqual(['confirm', []]);
	});

	it.each([
		[{demo: 'no node'}, 'demo: nothing is run, for there is no node behind this screen'],
		[{readOnly: true}, 'read-only mode: this would change the node and is not run'],
	])('is refused with %j', (start, sentence) => {
		const {state, effects} = told(at(start), prepared());
		expect([state.overlay, state.notice?.text, effects]).toEqual([undefined, sentence, []]);
	});

	it.each([
		['another line was typed meanwhile', ["'y'"]],
		['the translator was left', ['esc']],
	])('is dropped where %s', (_, [typed = '']) => {
		const {state} = press(at(), typed);
		const late = told(state, prepared());
		expect([late.state.overlay, late.effects]).toEqual([undefined, []]);
	});
});

describe('a question about a long program', () => {
	const long = Array.from({length: 300}, (_, index) => `word${index}`).join(' ');
	const asked = told(at(), prepared({text: long})).state;
	const shown = (state: typeof asked) => {
		if (state.overlay?.kind !== 'confirm') throw new Error('no question');
		return confirmLayout(state, state.overlay);
	};

	it('keeps on the screen what it touches, while the program is scrolled', () => {
		expect(shown(asked)).toMatchObject({below: ['', 'touches web'], top: 0});
		const down = shown(press(asked, "'   jj'").state);
		expect(down.below).toEqual(['', 'touches web']);
		expect(down.lines.slice(down.top, down.top + down.height).join(' ')).toContain('word299');
	});

	it('takes no more rows than the other', () => {
		const short = shown(told(at(), prepared()).state);
		expect(short.below).toEqual([]);
		expect(shown(asked).height + 2).toBe(short.height);
	});

	it('scrolls all of it where what it touches is long too', () => {
		const touches = Array.from({length: 60}, (_, index) => `touches ${index}`);
		const state = told(at(), {...prepared({text: long}), touches} as Action).state;
		expect(shown(state)).toMatchObject({below: []});
		expect(shown(state).lines.at(-1)).toBe('touches 59');
	});
});

it('a command that wants the terminal gets it, but not in the demo', () => {
	const attach = prepared({manner: 'attach', effect: 'read'});
	expect(told(at(), attach).effects).toMatchObject([{type: 'attach'}]);
	expect(told(at({demo: 'no node'}), attach).effects).toEqual([]);
});
