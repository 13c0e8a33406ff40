import {describe, expect, it} from 'vitest';
import {keymap} from '../../src/app/keymap.ts';
import {insteadOf, otherKeys} from '../../src/app/other-keys.ts';
import {press, started} from '../support/state.ts';

const said = (keys: string) => press(started(), keys).state.notice?.text;

describe('keys of other consoles', () => {
	// biome-ignore format: a table
	it.each([
		['ctrl-d',             'ctrl-d does nothing here; remove: a, then x'],
		['ctrl-k',             'ctrl-k does nothing here; kill: a, then k'],
		['F',                  'F does nothing here; port-forward: a, then f'],
		['5',                  '5 does nothing here; namespace: :ns'],
		['m',                  'm does nothing here; logs: l'],
		['@',                  '@ does nothing here; ? shows the keys'],
		['enter enter ctrl-d', 'ctrl-d does nothing here; half a page down: pagedown'],
		["! ctrl-d",           'ctrl-d does nothing here; half a page down: pagedown'],
		// Images have no log.
		[": 'im' enter m",     'm does nothing here; ? shows the keys'],
	])('%s: %s', (keys, expected) => {
		expect(said(keys)).toBe(expected);
	});

	const bound = keymap.filter(({where}) => where.includes('list')).flatMap(({keys}) => keys);
	const unbound = new Set(otherKeys.map(({key}) => key).filter(key => !bound.includes(key)));
	it.each([...unbound])('%s changes nothing and runs nothing', key => {
		const before = press(started(), '').state;
		const {state, effects} = press(before, key);
		expect(effects).toEqual([]);
		expect({...state, notice: undefined}).toEqual({...before, notice: undefined});
		expect(state.notice?.text).toContain(key);
	});

	it('names the keys that the person chose', () => {
		const table = keymap.map(binding => (binding.does === 'logs' ? {...binding, keys: ['ctrl-l']} : binding));
		expect(insteadOf('m', table)).toBe('m does nothing here; logs: ctrl-l');
	});

	it('names no way to change the node in read-only mode', () => {
		expect(press({...started(), readOnly: true}, 'ctrl-d').state.notice?.text).toBe(
			'ctrl-d does nothing here; half a page down: pagedown',
		);
	});

	it('leaves what is typed alone', () => {
		expect(press(started(), "t 'm5'").state.notice).toBeUndefined();
	});
});
