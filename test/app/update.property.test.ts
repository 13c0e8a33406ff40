import fc from 'fast-check';
import {expect, it} from 'vitest';
import type {Action} from '../../src/app/action.ts';
import {foundBy, rowsOf} from '../../src/app/cheat-view.ts';
import {fuzzySearch} from '../../src/app/fuzzy.ts';
import type {JournalNews} from '../../src/app/journal/journal.ts';
import {keymap} from '../../src/app/keymap.ts';
import {lists} from '../../src/app/lists/index.ts';
import {viewOf} from '../../src/app/rows.ts';
import type {Screen} from '../../src/app/screen.ts';
import {type State, topScreen} from '../../src/app/state.ts';
import {openCheatSheet} from '../../src/translate/cheat/load.ts';
import {explainer} from '../../src/translate/explain/explainer.ts';
import {loadTables} from '../../src/translate/load.ts';
import {frameOf} from '../../src/views/frame.ts';
import {loadStaticTables, prepareTables} from '../../src/views/static-tables.ts';
import {asking, looked, lookedAt, news, standingOf, walkTo} from '../support/migration.ts';
import {flaws, plainTheme} from '../support/screen.ts';
import {event, rowsOf as loadedRows, nowMs, press, started, told} from '../support/state.ts';

const tables = await loadTables();
const cheat = openCheatSheet(tables);
await loadStaticTables();

const named = [
	...new Set([
		...keymap.flatMap(({keys}) => keys),
		'tab',
		'ctrl-x',
		'backspace',
		'delete',
		'ctrl-u',
		'ctrl-w',
		'y',
		'n',
	]),
];
const text = fc.oneof(
	fc.string({maxLength: 8}),
	fc.constantFrom(
		'migrate',
		'yes',
		'docker ps',
		'docker logs --tail 5 web',
		'crictl ps -a',
		'cheat logs',
		'pods',
		'ns moby',
		'-f frnt web',
		'-l app in (a, b',
		'-l app=web',
		'stats',
		'tree',
		'events',
		'journal kubelet docker',
		'(',
		'[',
		'!',
		'\u001b[2J',
		'日本',
		'👩‍💻',
	),
);
const migrationActions: readonly Action[] = [
	{type: 'open-migration', consents: []},
	looked(lookedAt()),
	looked(asking()),
	looked(lookedAt({}, {standing: [standingOf('crictl-config', '/etc/crictl.yaml', '/etc/crictl.yaml as it was')]})),
	...walkTo.failure,
	...walkTo.end,
	news({type: 'not-looked', error: 'no\u001b[2J door'}),
];
const line = fc.record({
	text: fc.constantFrom('', 'one', '日本語 '.repeat(40), 'x'.repeat(300)),
	tone: fc.constant('plain' as const),
});

const unit = fc.constantFrom('kubelet', 'containerd', '\u001b[2Jdocker 日本');
const journalRow = fc.record({
	unit,
	atMs: fc.integer({min: nowMs - 5000, max: nowMs}),
	level: fc.constantFrom('info' as const, 'warning' as const, 'error' as const, 'fatal' as const),
	message: fc.constantFrom('', 'one', '日本語 '.repeat(40), 'x'.repeat(300)),
	text: fc.constantFrom('', 'E1121 one', 'x'.repeat(300)),
	shape: fc.constantFrom('a', 'b', 'c', 'd'),
});
const journalNews: fc.Arbitrary<JournalNews> = fc.oneof(
	fc.constant<JournalNews>({type: 'units', units: ['kubelet', 'containerd', '\u001b[2Jdocker 日本']}),
	unit.map((one): JournalNews => ({type: 'started', unit: one, command: 'journalctl'})),
	unit.map(
		(one): JournalNews => ({
			type: 'started',
			unit: one,
			command: 'journalctl',
			from: {text: 'first error', atMs: nowMs - 1000, cursor: 'a'},
		}),
	),
	fc
		.tuple(unit, fc.array(journalRow, {maxLength: 40}), fc.constantFrom(0, 0, 3))
		.map(([one, rows, missed]): JournalNews => ({type: 'entries', unit: one, rows, missed})),
	unit.map((one): JournalNews => ({type: 'ended', unit: one, error: 'gone'})),
);

const action: fc.Arbitrary<Action> = fc.oneof(
	{weight: 8, arbitrary: fc.constantFrom(...named).map((key): Action => ({type: 'key', key}))},
	{weight: 2, arbitrary: fc.constantFrom('a', 'd', '1', 'é', '日').map((key): Action => ({type: 'key', key}))},
	text.map((pasted): Action => ({type: 'paste', text: pasted})),
	fc.record({
		type: fc.constant('resized' as const),
		columns: fc.integer({min: 40, max: 200}),
		rows: fc.integer({min: 10, max: 60}),
	}),
	fc
		.tuple(fc.constantFrom(...lists.map(({name}) => name)), fc.nat(6))
		.map(([list, count]): Action => ({type: 'list-loaded', list, rows: loadedRows[list].slice(0, count), atMs: nowMs})),
	fc.array(fc.constantFrom('container-web', 'pod-front', 'nobody'), {maxLength: 5}).map(
		(subjects): Action => ({
			type: 'events',
			events: subjects.map(subject => event('/tasks/exit', subject)),
			atMs: nowMs,
		}),
	),
	fc
		.constantFrom(...lists.map(({name}) => name))
		.map((list): Action => ({type: 'row-measured', list, row: loadedRows[list][0]})),
	fc.constant<Action>({type: 'fuzzy-loaded', fuzzy: fuzzySearch}),
	fc.constantFrom(...lists.map(({name}) => name)).map((list): Action => ({type: 'list-failed', list, error: 'no'})),
	fc
		.tuple(fc.nat(12), fc.array(line, {maxLength: 40}))
		.map(([id, added]): Action => ({type: 'pane-lines', id, lines: added})),
	fc.nat(12).map((id): Action => ({type: 'pane-started', id, command: 'crictl logs'})),
	fc.record({
		type: fc.constant('mouse' as const),
		kind: fc.constantFrom('press' as const, 'double' as const, 'wheel-up' as const, 'wheel-down' as const),
		column: fc.integer({min: -1, max: 300}),
		row: fc.integer({min: -1, max: 100}),
	}),
	{weight: 2, arbitrary: fc.constantFrom(...migrationActions)},
	fc.nat(12).map((id): Action => ({type: 'pane-ended', id, error: 'gone'})),
	fc.tuple(fc.nat(12), journalNews).map(([id, news]): Action => ({type: 'journal', id, news})),
	fc.constantFrom('docker ', 'docker ps').map(
		(typed): Action => ({
			type: 'prepared',
			line: typed,
			prepared: [{argv: ['crictl', 'rm', 'x'], text: 'crictl rm x', effect: 'destroy', manner: 'query', files: []}],
			touches: [],
		}),
	),
);

/** Cursors and panes of the migration; a walk is never begun but by the whole word. */
function migrateFaults({migration}: State, screen: Extract<Screen, {kind: 'migrate'}>): readonly string[] {
	const found: string[] = [];
	for (const [page, line] of Object.entries(screen.lines)) if (line < 0) found.push(`line ${line} of ${page}`);
	if ((screen.outputTop ?? 0) < 0) found.push(`top ${screen.outputTop} of the output`);
	if (migration === undefined) found.push('a screen of the migration without one');
	const running = migration?.walk?.steps.filter(({state: stands}) => stands === 'running').length ?? 0;
	if (running > 1) found.push(`${running} steps at once`);
	return found;
}

function faults(state: State): readonly string[] {
	const found: string[] = [];
	if (state.screens.length === 0) found.push('no screen');
	for (const screen of state.screens) {
		if (screen.kind === 'list') {
			const {rows, cursor} = viewOf(state, screen);
			if (cursor < -1 || cursor >= rows.length || (cursor === -1) !== (rows.length === 0))
				found.push(`cursor ${cursor} of ${rows.length}`);
			if ((screen.left ?? 0) < 0) found.push(`left ${screen.left}`);
			if (screen.top < 0 || screen.index < 0) found.push(`top ${screen.top}, index ${screen.index}`);
		} else if (screen.kind === 'text') {
			if (!state.panes[screen.id]) found.push('a text screen without a pane');
			if (screen.top < 0 || screen.left < 0) found.push(`top ${screen.top}, left ${screen.left}`);
		} else if (screen.kind === 'cheat' || screen.kind === 'entry') {
			const count = screen.kind === 'cheat' ? foundBy(state, screen).length : rowsOf(state, screen).length;
			if (screen.index < 0 || screen.index > Math.max(0, count - 1)) found.push(`index ${screen.index} of ${count}`);
			if (screen.kind === 'cheat' && (screen.cursor < 0 || screen.cursor > [...screen.query].length))
				found.push('cursor of the query');
		} else if (screen.kind === 'details' || screen.kind === 'jobs' || screen.kind === 'checks') {
			if (screen.index < 0) found.push(`index ${screen.index}`);
		} else if (screen.kind === 'journal') {
			if (!state.journals[screen.id]) found.push('a journal screen without panes');
		} else if (screen.kind === 'migrate') {
			found.push(...migrateFaults(state, screen));
		} else if (screen.cursor < 0 || screen.cursor > [...screen.line].length || screen.top < 0)
			found.push('cursor of the line');
	}
	const texts = state.screens.filter(({kind}) => kind === 'text').length;
	if (Object.keys(state.panes).length !== texts) found.push('panes of screens that are gone');
	const withPanes = state.screens
		.filter(({kind}) => kind === 'journal' || kind === 'migrate')
		.map(({id}) => String(id));
	if (Object.keys(state.journals).some(id => !withPanes.includes(id))) found.push('journals of screens that are gone');
	if (new Set(state.screens.map(({id}) => id)).size !== state.screens.length) found.push('two screens with one number');
	prepareTables(state);
	return [...found, ...flaws(frameOf(state, plainTheme), state.size)];
}

it('whatever is typed, pasted, resized and loaded: the state is sound, and so is its frame', () => {
	fc.assert(
		fc.property(fc.array(action, {maxLength: 60, size: 'max'}), actions => {
			let state = started({tables, explainer, cheat, settings: {mouse: true}});
			for (const each of actions) {
				state = told(state, each).state;
				expect(faults(state)).toEqual([]);
			}
		}),
		{numRuns: 80},
	);
}, 30_000);

it('esc, often enough, leads home', () => {
	fc.assert(
		fc.property(fc.array(action, {maxLength: 60, size: 'max'}), actions => {
			const {state} = told(started({tables, explainer, cheat, settings: {mouse: true}}), ...actions);
			const home = press(state, 'esc '.repeat(state.screens.length * 2 + 2)).state;
			expect(home.overlay).toBe(undefined);
			expect(home.screens).toHaveLength(1);
			expect(topScreen(home)).toMatchObject({kind: 'list', filter: ''});
			expect(home.containerdNamespace).toBe(undefined);
		}),
		{numRuns: 300},
	);
});

it('in the demo and in read-only mode nothing but reading is ever asked for', () => {
	fc.assert(
		fc.property(fc.array(action, {maxLength: 60, size: 'max'}), fc.boolean(), (actions, demo) => {
			const {effects} = told(
				started(demo ? {tables, explainer, cheat, demo: 'demo'} : {tables, explainer, cheat, readOnly: true}),
				...actions,
			);
			for (const effect of effects) {
				expect(effect.type).not.toBe('plan');
				expect(effect.type).not.toBe('start-job');
				expect(effect.type).not.toBe('attach');
				expect(effect.type).not.toBe('migrate-walk');
				if (effect.type === 'open-pane' && effect.source.of === 'run')
					expect(effect.source.prepared.every(({effect: does}) => does === 'read')).toBe(true);
			}
		}),
		{numRuns: 200},
	);
});
