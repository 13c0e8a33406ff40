import {describe, expect, it} from 'vitest';
import type {State} from '../../src/app/state.ts';
import {runChecks} from '../../src/checks/run.ts';
import {quote} from '../../src/model/argv.ts';
import {frameOf} from '../../src/views/frame.ts';
import {containerdOf, healthyNode} from '../support/node-snapshot.ts';
import {drawn, flaws, plainTheme} from '../support/screen.ts';
import {started, told} from '../support/state.ts';

const checkUp = runChecks(
	healthyNode({containerd: containerdOf('disabled_plugins = ["cri"]\n'), leftovers: ['/var/lib/docker']}),
	undefined,
);
const sizes = [
	{columns: 80, rows: 24},
	{columns: 160, rows: 45},
];

function keyed(state: State, ...keys: readonly string[]): State {
	return told(state, ...keys.map(key => ({type: 'key' as const, key}))).state;
}

function opened(size: (typeof sizes)[number]): State {
	const state = keyed(started(size), ':', 'c', 'h', 'e', 'c', 'k', 'enter');
	return told(state, {type: 'checked', checkUp, atMs: 1}).state;
}

describe.each(sizes)('the check-up at $columns x $rows', size => {
	// biome-ignore format: a table
	it.each([
		['list',   []],
		['opened', ['enter']],
		['end',    ['G', 'enter', 'j']],
	] as const)('%s', async (name, keys) => {
		const state = keyed(opened(size), ...keys);
		expect(flaws(frameOf(state, plainTheme), size)).toEqual([]);
		await expect(`${drawn(state).join('\n')}\n`).toMatchFileSnapshot(`goldens/checks-${name}-${size.columns}x${size.rows}.txt`);
	});
});

it('enter opens and folds, r looks again once, esc leads back', () => {
	const state = opened(sizes[0] ?? {columns: 80, rows: 24});
	const lines = (one: State) => drawn(one).join('\n');
	expect(lines(keyed(state, 'enter'))).toContain("sed -i -E '1s|");
	expect(lines(keyed(state, 'enter', 'enter'))).toBe(lines(state));
	const again = told(state, {type: 'key', key: 'r'});
	expect(again.effects).toEqual([{type: 'check'}]);
	expect(told(again.state, {type: 'key', key: 'r'}).effects).toEqual([]);
	expect(lines(again.state)).toContain('looking again');
	expect(keyed(state, 'esc').screens.length).toBe(1);
});

it('c copies what is to be typed, of the finding and of the line of its fix', () => {
	const state = opened({columns: 80, rows: 24});
	const copied = (one: State) =>
		told(one, {type: 'key', key: 'c'}).effects.flatMap(effect => (effect.type === 'copy' ? [effect.text] : []))[0] ??
		'';
	const fix = checkUp.checks[0]?.fix.flatMap(({argv}) => (argv ? [quote(argv)] : []))[0] ?? '';
	expect(fix).toContain('sed -i');
	expect(copied(state).split('\n')).toContain(fix);
	const open = keyed(state, 'enter');
	const line =
		drawn(open).findIndex(text => text.includes('sed -i')) - drawn(open).findIndex(text => text.includes('FATAL'));
	expect(copied(keyed(open, ...Array.from({length: line}, () => 'j')))).toBe(fix);
});

it('a node that cannot be looked at says so', () => {
	const state = told(opened({columns: 80, rows: 24}), {type: 'check-failed', error: 'no door'}).state;
	expect(drawn(state).join('\n')).toContain('the node could not be looked at: no door');
});
