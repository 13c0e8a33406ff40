import fc from 'fast-check';
import {expect, it} from 'vitest';
import type {Plan} from '../../src/app/acting/row-action.ts';
import type {Action} from '../../src/app/action.ts';
import {foundBy, rowsOf} from '../../src/app/cheat-view.ts';
import {fuzzySearch} from '../../src/app/fuzzy.ts';
import type {JournalNews} from '../../src/app/journal/journal.ts';
import {keymap} from '../../src/app/keymap.ts';
import {lists} from '../../src/app/lists/index.ts';
import {viewOf} from '../../src/app/rows.ts';
import type {Screen} from '../../src/app/screen.ts';
import {type State, topScreen} from '../../src/app/state.ts';
import {runChecks} from '../../src/checks/run.ts';
import {openCheatSheet} from '../../src/translate/cheat/load.ts';
import {explainer} from '../../src/translate/explain/explainer.ts';
import {loadTables} from '../../src/translate/load.ts';
import {frameOf} from '../../src/views/frame.ts';
import {loadStaticTables, prepareTables} from '../../src/views/static-tables.ts';
import {asking, looked, lookedAt, news, standingOf, walkTo} from '../support/migration.ts';
import {containerdOf, healthyNode} from '../support/node-snapshot.ts';
import {flaws, plainTheme} from '../support/screen.ts';
import {event, rowsOf as loadedRows, nowMs, press, started, told} from '../support/state.ts';

const tables = await loadTables();
const cheat = openCheatSheet(tables);
await loadStaticTables();

const checkUp = runChecks(
	healthyNode({containerd: containerdOf('disabled_plugins = ["cri"]\n'), leftovers: ['/var/lib/docker']}),
	undefined,
);
const actionPlan: Plan = {
	title: 'do \u001b[2Jsomething 日本',
	groups: [[{argv: ['crictl', 'rm', 'x'], text: 'crictl rm x', effect: 'destroy', manner: 'query', files: []}]],
	radius: ['touches x'],
	asks: true,
};

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
		'check',
		'jobs',
		'aliases',
		'config',
		'content',
		'leases',
		'snapshots',
		'images',
		'logs web',
		'theme mono',
		'mouse',
		'help',
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
	fc.constantFrom<Action>(
		{type: 'checked', checkUp, atMs: nowMs},
		{type: 'check-failed', error: 'no\u001b[2J door'},
		{type: 'notice', text: '日本 \u001b[2J'.repeat(60), tone: 'bad'},
		{type: 'tick', nowMs: nowMs + 95_000},
	),
	fc.tuple(fc.nat(12), fc.boolean()).map(
		([id, refused]): Action => ({
			type: 'details',
			id,
			details: refused
				? {command: 'crictl inspect', error: `crictl inspect: exit 1: ${'x'.repeat(300)}`}
				: {command: 'crictl inspect', document: {env: [{key: 'TOKEN', value: 't'}], 'b\u001b[2J': '日'.repeat(100)}},
		}),
	),
	fc
		.tuple(fc.nat(12), fc.boolean())
		.map(
			([id, asks]): Action =>
				asks ? {type: 'planned', id, plan: actionPlan} : {type: 'not-planned', id, error: 'it is gone'},
		),
	fc
		.tuple(fc.nat(12), fc.constantFrom('running' as const, 'done' as const, 'failed' as const, 'cancelled' as const))
		.map(
			([id, status]): Action => ({
				type: 'job-changed',
				job: {
					id,
					title: 'a job \u001b[2J',
					stays: id % 2 === 0,
					status,
					startedAtMs: nowMs,
					seen: false,
					...(status === 'running' ? {} : {endedAtMs: nowMs}),
				},
			}),
		),
	fc.constantFrom('docker ', 'docker ps').map(
		(typed): Action => ({
			type: 'prepared',
			line: typed,
			prepared: [{argv: ['crictl', 'rm', 'x'], text: 'crictl rm x', effect: 'destroy', manner: 'query', files: []}],
			touches: [],
		}),
	),
);

/** Where a person may be before the first key: every kind of screen, of page and of what lies over them. */
// biome-ignore format: a table
const beginnings: ReadonlyArray<readonly [name: string, make: (from: State) => State]> = [
	['pods',                  from => from],
	['containers of a pod',   from => press(from, 'enter').state],
	...lists.map(({name}) => [`the list ${name}`, (from: State) => press(from, `: '${name}' enter`).state] as const),
	['marked and filtered',   from => press(from, ": 'ps' enter space space / 'web' enter").state],
	['a filter being typed',  from => press(from, "/ 'fro'").state],
	['a command being typed', from => press(from, ": 'docker lo'").state],
	['the help',              from => press(from, '?').state],
	['the help, searched',    from => press(from, "? / 'log'").state],
	['the actions',           from => press(from, 'enter a').state],
	['an action that asks',   from => press(from, 'enter a k').state],
	['a question',            from => told(press(from, 'enter a s').state, ...planned(from)).state],
	['a log',                 from => press(from, 'enter l').state],
	['a log, filtered',       from => press(from, "enter l / 'one' enter H").state],
	['why',                   from => press(from, 'w').state],
	['details',               from => press(from, 'd').state],
	['details, searched',     from => press(told(press(from, 'i').state, {type: 'details', id: 1, details: {command: 'x', document: {a: [1, 2]}}}).state, "/ 'a' enter").state],
	['the command log',       from => press(from, '!').state],
	['the jobs',              from => press(from, 'J').state],
	['the aliases',           from => press(from, 'ctrl-a').state],
	['the settings',          from => press(from, ": 'config' enter").state],
	['the translator',        from => press(from, "t 'stop web'").state],
	['the translator asks',   from => told(press(from, ": 'docker rm web' enter").state, {type: 'prepared', line: 'docker rm web', prepared: [{argv: ['crictl', 'rm', 'x'], text: 'crictl rm x', effect: 'destroy', manner: 'query', files: []}], touches: ['x']}).state],
	['every word explained',  from => press(from, "t 'ps -a' ctrl-x").state],
	['the cheat sheet',       from => press(from, "ctrl-t 'logs'").state],
	['an entry of it',        from => press(from, "ctrl-t 'logs: docker' enter").state],
	['the check-up',          from => told(press(from, ": 'check' enter").state, {type: 'checked', checkUp, atMs: nowMs}).state],
	['the check-up, opened',  from => press(told(press(from, ": 'check' enter").state, {type: 'checked', checkUp, atMs: nowMs}).state, 'enter').state],
	['the journals',          from => press(from, 'U').state],
	['the migration',         from => told(from, {type: 'open-migration', consents: []}).state],
	['its preflight',         from => told(from, {type: 'open-migration', consents: []}, looked(lookedAt())).state],
	['its question',          from => press(told(from, {type: 'open-migration', consents: []}, looked(lookedAt())).state, 'a').state],
	['its walk',              from => told(from, {type: 'open-migration', consents: []}, looked(lookedAt()), ...walkTo.middle).state],
	['its end',               from => told(from, {type: 'open-migration', consents: []}, looked(lookedAt()), ...walkTo.end).state],
	['before any answer',     from => ({...from, lists: {}})],
	['too small',             from => told(from, {type: 'resized', columns: 20, rows: 5}).state],
];

/** The plan that was asked for last, whatever number it has. */
function planned(from: State): readonly Action[] {
	return Array.from(
		{length: 6},
		(_, offset): Action => ({type: 'planned', id: from.nextId + offset, plan: actionPlan}),
	);
}

const beginning = fc.constantFrom(...beginnings).map(([, make]) => make);

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
		fc.property(beginning, fc.array(action, {maxLength: 50, size: 'max'}), (begin, actions) => {
			let state = begin(started({tables, explainer, cheat, settings: {mouse: true}}));
			for (const each of actions) {
				state = told(state, each).state;
				expect(faults(state)).toEqual([]);
			}
		}),
		{numRuns: 80},
	);
}, 30_000);

it.each(beginnings)('%s: sound at once, and esc leads home', (_, make) => {
	const state = make(started({tables, explainer, cheat, settings: {mouse: true}}));
	expect(faults(state)).toEqual([]);
	const home = press(state, 'esc '.repeat(state.screens.length * 2 + 2)).state;
	expect([home.overlay, home.screens.length, topScreen(home).kind]).toEqual([undefined, 1, 'list']);
});

it('the beginnings have every kind of screen and of what lies over it', () => {
	const states = beginnings.map(([, make]) => make(started({tables, explainer, cheat})));
	const screens = new Set(states.flatMap(({screens}) => screens.map(({kind}) => kind)));
	expect(screens).toEqual(
		new Set(['list', 'text', 'translate', 'cheat', 'entry', 'details', 'jobs', 'checks', 'journal', 'migrate']),
	);
	const overlays = new Set(states.flatMap(({overlay}) => overlay?.kind ?? []));
	expect(overlays).toEqual(new Set(['prompt', 'help', 'menu', 'ask', 'confirm', 'pledge']));
	const texts = states.flatMap(({screens}) => screens.flatMap(one => (one.kind === 'text' ? one.source.of : [])));
	expect(new Set(texts)).toEqual(new Set(['logs', 'why', 'commands', 'aliases', 'config']));
});

it('esc, often enough, leads home', () => {
	fc.assert(
		fc.property(beginning, fc.array(action, {maxLength: 50, size: 'max'}), (begin, actions) => {
			const {state} = told(begin(started({tables, explainer, cheat, settings: {mouse: true}})), ...actions);
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
		fc.property(beginning, fc.array(action, {maxLength: 50, size: 'max'}), fc.boolean(), (begin, actions, demo) => {
			const {effects} = told(
				begin(started(demo ? {tables, explainer, cheat, demo: 'demo'} : {tables, explainer, cheat, readOnly: true})),
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

it('on a terminal that is far too small, jobs of both kinds take no more than a line', () => {
	const job = (id: number, status: 'failed' | 'running') =>
		({id, title: 'a job', stays: status === 'failed', status, startedAtMs: nowMs, seen: false}) as const;
	const small = told(started(), {type: 'resized', columns: 20, rows: 5}).state;
	const failed = told(small, {type: 'job-changed', job: {...job(0, 'failed'), endedAtMs: nowMs}}).state;
	expect(faults(told(failed, {type: 'job-changed', job: job(1, 'running')}).state)).toEqual([]);
});
