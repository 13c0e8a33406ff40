import {describe, expect, it} from 'vitest';
import type {Action} from '../../src/app/action.ts';
import type {State} from '../../src/app/state.ts';
import {runChecks} from '../../src/checks/run.ts';
import {quote} from '../../src/model/argv.ts';
import {loadTables} from '../../src/translate/load.ts';
import {looked, lookedAt, walkTo} from '../support/migration.ts';
import {containerdOf, healthyNode} from '../support/node-snapshot.ts';
import {keys, press, started, told} from '../support/state.ts';

const tables = await loadTables();
const small = {columns: 80, rows: 24};

/** What ctrl-s on this screen puts into a file. */
function saved(from: State, ...actions: readonly Action[]) {
	const {state, effects} = told(from, ...actions, ...keys('ctrl-s'));
	const save = effects.find(effect => effect.type === 'save');
	return save?.type === 'save' ? save : {name: undefined, text: state.notice?.text ?? ''};
}

describe('ctrl-s saves the whole of it, no line broken', () => {
	const checkUp = runChecks(healthyNode({containerd: containerdOf('disabled_plugins = ["cri"]\n')}), undefined);

	it('the check-up: every check, what was seen, and each command as it is typed', () => {
		const {name, text} = saved(started(small), ...keys(": 'checks' enter"), {type: 'checked', checkUp, atMs: 1});
		expect(name).toBe('check-up');
		for (const {title, evidence, fix} of checkUp.checks) {
			expect(text).toContain(title);
			for (const {source} of evidence) expect(text).toContain(source);
			for (const {argv} of fix) if (argv && argv[0] !== 'sh') expect(text).toContain(quote(argv));
		}
		expect(text).toMatch(/^FATAL {2,}\S/m);
	});

	it('not before it is there', () => {
		expect(saved(started(small), ...keys(": 'checks' enter"))).toEqual({
			name: undefined,
			text: 'there is nothing to save here',
		});
	});

	it.each(['preflight', 'plan', 'walk', 'status'])('the migration: %s', page => {
		const at = keys(page === 'preflight' ? '1' : page === 'plan' ? '2' : page === 'walk' ? '3' : '4');
		const {name, text} = saved(started(small), ...keys(": 'migrate' enter"), looked(lookedAt()), ...at);
		expect(name).toBe(`migration-${page}`);
		if (page === 'preflight') expect(text).toMatch(/^GO +the runtime in use: /m);
		if (page === 'plan') expect(text).toMatch(/^why +\S.*\n/m);
	});

	it('a walk: how it ended and what its steps said', () => {
		const {state} = told(
			started(small),
			...keys(": 'migrate' enter"),
			looked(lookedAt()),
			...keys("a 'yes' enter"),
			...walkTo.failure,
		);
		const {name, text} = saved(state);
		expect(name).toBe('migration-walk');
		const said = state.migration?.walk?.output.map(line => line.text) ?? [];
		expect(said.length).toBeGreaterThan(0);
		for (const line of said) expect(text).toContain(line);
	});

	it('a translation: the line, its commands and what differs', () => {
		const {name, text} = saved(started({...small, tables}), ...keys(": 'docker ps -a' enter"));
		expect(name).toBe('translation');
		expect(text).toMatch(/^# docker ps -a\n/);
		expect(text).toMatch(/^ *(?:\$ )?crictl ps --all$/m);
	});

	it('an empty line is nothing to save', () => {
		expect(saved(started({...small, tables}), ...keys('t'))).toEqual({
			name: undefined,
			text: 'there is nothing to save here',
		});
	});

	it('what was done from here', () => {
		const job = {
			id: 1,
			title: 'stop web\u001b[31m',
			status: 'failed',
			stays: false,
			startedAtMs: 0,
			seen: true,
		} as const;
		const {state} = told(started(small), {type: 'job-changed', job: {...job, endedAtMs: 3000, error: 'it is gone'}});
		const {name, text} = saved(press(state, 'J').state);
		expect(name).toBe('jobs');
		expect(text).toMatch(/^stop web.*: failed after 3s: it is gone\n$/);
		expect(text).not.toContain('\u001b');
	});
});
