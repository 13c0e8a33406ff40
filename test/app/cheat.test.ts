import {describe, expect, it} from 'vitest';
import {foundBy} from '../../src/app/cheat-view.ts';
import {cutTable} from '../../src/app/entry-layout.ts';
import {widthOf} from '../../src/app/fit.ts';
import {type State, topScreen} from '../../src/app/state.ts';
import {openCheatSheet} from '../../src/translate/cheat/load.ts';
import {explainer} from '../../src/translate/explain/explainer.ts';
import {loadTables} from '../../src/translate/load.ts';
import {drawTable} from '../../src/views/ink-table-lines.tsx';
import {press, started, told} from '../support/state.ts';

const tables = await loadTables();
const cheat = openCheatSheet(tables);
const at = (typed: string) => press(started({tables, explainer, cheat}), typed).state;

function place({screens}: State): string {
	return screens
		.slice(1)
		.map(screen => {
			if (screen.kind === 'cheat') return `cheat '${screen.query}' ${screen.index}`;
			if (screen.kind === 'entry') return `${screen.key} ${screen.index}`;
			return screen.kind === 'translate' ? screen.line : screen.kind;
		})
		.join(' › ');
}

// biome-ignore format: a table
it.each([
	['ctrl-t',                                  "cheat '' 0"],
	['? c',                                "cheat '' 0"],
	['t ctrl-t',                           "docker  › cheat '' 0"],
	[": 'cheat' enter",                    "cheat '' 0"],
	[": 'cheat tail logs' enter",          "cheat 'tail logs' 0"],
	[": 'concepts' enter",                 "cheat '' 0"],
	[": 'help concepts' enter",            "cheat '' 0"],
	[": 'help image gc' enter",            "cheat 'image gc' 0"],
	['ctrl-t down down up',                     "cheat '' 1"],
	['ctrl-t up',                               "cheat '' 0"],
	["ctrl-t 'logs' down",                      "cheat 'logs' 1"],
	["ctrl-t 'logs' down x",                    "cheat 'logsx' 0"],
	["ctrl-t 'logs' down left",                 "cheat 'logs' 1"],
	["ctrl-t 'logs' backspace backspace",       "cheat 'lo' 0"],
	["ctrl-t 'logs' esc",                       "cheat '' 0"],
	["ctrl-t 'logs' esc esc",                   ''],
	["ctrl-t 'logs' enter",                     "cheat 'logs' 0 › table:logs 0"],
	["ctrl-t 'logs' enter j j",                 "cheat 'logs' 0 › table:logs 2"],
	["ctrl-t 'logs' enter G",                   "cheat 'logs' 0 › table:logs 9"],
	["ctrl-t 'logs' enter G g",                 "cheat 'logs' 0 › table:logs 0"],
	["ctrl-t 'logs' enter j j enter",           "cheat 'logs' 0 › table:logs 2 › docker logs --tail 100 web"],
	["ctrl-t 'logs' enter j j enter esc esc",   "cheat 'logs' 0"],
	["ctrl-t 'pods' enter enter",               "cheat 'pods' 0 › table:pods 0 › crictl pods"],
	["ctrl-t 'docker logs' down enter",         "cheat 'docker logs' 1 › docker logs --tail 100 -f web"],
	["ctrl-t 'daemon settings' enter enter",    "cheat 'daemon settings' 0 › table:daemon 0"],
	["ctrl-t 'task running process' enter enter", "cheat 'task running process' 0 › concept:task 0 › concept:container 0"],
	["ctrl-t 'qqqq' enter",                     "cheat 'qqqq' 0"],
	["ctrl-t 'logs' enter ctrl-t",                   "cheat 'logs' 0 › table:logs 0 › cheat '' 0"],
])('%s → %s', (typed, expected) => {
	expect(place(at(typed))).toBe(expected);
});

it('is loaded when it is wanted, and until then says so', () => {
	const {state, effects} = press(started(), 'ctrl-t');
	expect(effects).toEqual([{type: 'load-cheat'}]);
	const loaded = told(press(state, "'logs'").state, {type: 'cheat-loaded', cheat, tables}).state;
	const screen = topScreen(loaded);
	expect(screen.kind === 'cheat' && foundBy(loaded, screen)[0]?.key).toBe('table:logs');
	expect(loaded.tables).toBe(tables);
	expect(press(loaded, 'esc esc c').effects.filter(({type}) => type === 'load-cheat')).toEqual([]);
});

it('pasted', () => {
	const {state} = told(at('ctrl-t'), {type: 'paste', text: 'lo\ngs\u001b[31m'});
	expect(topScreen(state)).toMatchObject({query: 'lo gs'});
});

describe('tables', () => {
	const table = {
		columns: ['one', 'two'],
		rows: [
			['a', 'b'.repeat(60)],
			['xy', 'c'],
		],
	};

	it.each([10, 20, 40, 200])('cut to %d cells: the widest column gives way', width => {
		const {columns, rows} = cutTable(table, width);
		for (const row of [columns, ...rows])
			expect(row.reduce((sum, cell) => sum + widthOf(cell) + 3, 1)).toBeLessThanOrEqual(Math.max(width, 9));
		if (width === 40) expect(rows[1]).toEqual(['xy', 'c']);
	});

	it('are drawn by ink-table, without colours and without rules between the rows', () => {
		expect(drawTable(cutTable(table, 30), 30)).toEqual([
			'┌─────┬──────────────────────┐',
			'│ one │ two                  │',
			'├─────┼──────────────────────┤',
			'│ a   │ bbbbbbbbbbbbbbbbbbb… │',
			'│ xy  │ c                    │',
			'└─────┴──────────────────────┘',
		]);
	});
});
