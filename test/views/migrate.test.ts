import {describe, expect, it} from 'vitest';
import type {Action} from '../../src/app/action.ts';
import type {State} from '../../src/app/state.ts';
import {frameOf} from '../../src/views/frame.ts';
import {asking, looked, lookedAt, news, standingOf, walkTo} from '../support/migration.ts';
import {drawn, flaws, plainTheme} from '../support/screen.ts';
import {keys, nowMs, started, told} from '../support/state.ts';

const sizes = [
	{columns: 80, rows: 24},
	{columns: 160, rows: 45},
];

const standing = [
	standingOf('backup', 'tar --create --file before.tar.gz', undefined),
	standingOf('crictl-config', '/etc/crictl.yaml', '/etc/crictl.yaml as it was'),
	standingOf('drain', 'kubectl drain node1', 'kubectl apply -f /var/lib/rtconsole/migrate/bare-pods.json', {
		whole: false,
	}),
];
const begun = looked(
	lookedAt(
		{facts: {did: new Set(['backup', 'crictl-config', 'drain']), begunAtMs: nowMs - 60_000}},
		{standing, last: {atMs: nowMs - 30_000, ok: false, because: 'stopped; run it again to go on'}},
	),
);
const noGo = looked(lookedAt({kubelet: '1.20.2', containerdConfig: 'version = 2\nplugins = ['}));
const open: readonly Action[] = keys(": 'migrate' enter");
const walk = keys("a 'yes' enter");
const later: Action = {type: 'tick', nowMs: nowMs + 12_000};

// biome-ignore format: a table
const scenes: ReadonlyArray<readonly [name: string, actions: readonly Action[]]> = [
	['looking',          open],
	['not-looked',       [...open, news({type: 'not-looked', error: 'no door'})]],
	['preflight-go',     [...open, looked(lookedAt())]],
	['preflight-no-go',  [...open, noGo, ...keys('enter')]],
	['preflight-asks',   [...open, looked(asking()), ...keys('enter')]],
	['preflight-accepted', [...open, looked(asking()), ...keys('enter c')]],
	['plan',             [...open, looked(lookedAt()), ...keys('2')]],
	['plan-step',        [...open, looked(lookedAt({daemonJson: '{"registry-mirrors": ["https://mirror.example"]}'})), ...keys('2 j enter')]],
	['begun',            [...open, begun]],
	['pledge',           [...open, looked(asking()), ...keys("c a 'ye'")]],
	['pledge-wrong',     [...open, looked(lookedAt()), ...keys("a 'y' enter")]],
	['pledge-undo',      [...open, begun, ...keys('u')]],
	['walk-begins',      [...open, looked(lookedAt()), ...walk]],
	['walk',             [...open, looked(lookedAt()), ...walk, ...walkTo.middle, later]],
	['walk-output',      [...open, looked(lookedAt()), ...walk, ...walkTo.middle, later, ...keys('p')]],
	['walk-leaving',     [...open, looked(lookedAt()), ...walk, ...walkTo.middle, later, ...keys('q')]],
	['walk-stopping',    [...open, looked(lookedAt()), ...walk, ...walkTo.middle, later, ...keys('q y')]],
	['walk-elsewhere',   [...open, looked(lookedAt()), ...walk, ...walkTo.middle, later, ...keys('esc')]],
	['failed',           [...open, looked(lookedAt()), ...walk, ...walkTo.failure]],
	['failed-steps',     [...open, looked(lookedAt()), ...walk, ...walkTo.failure, ...keys('p p p')]],
	['done',             [...open, looked(lookedAt()), ...walk, ...walkTo.end]],
	['status',           [...open, begun, ...keys('4 enter')]],
	['undo',             [...open, begun, ...keys("u 'yes' enter"), later]],
];

describe.each(sizes)('the migration at $columns x $rows', size => {
	it.each(scenes)('%s', async (name, actions) => {
		const {state} = told(started(size), ...actions);
		expect(flaws(frameOf(state, plainTheme), size)).toEqual([]);
		await expect(`${drawn(state).join('\n')}\n`).toMatchFileSnapshot(
			`goldens/migrate-${name}-${size.columns}x${size.rows}.txt`,
		);
	});
});

it('every page fits at every width', () => {
	for (const [, actions] of scenes) {
		for (const columns of [40, 61, 79, 109, 110, 131, 200]) {
			const state: State = told(started({columns, rows: 12}), ...actions).state;
			expect(flaws(frameOf(state, plainTheme), state.size)).toEqual([]);
		}
	}
});
