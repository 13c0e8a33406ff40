import {expect, it} from 'vitest';
import {clearsScreen, withoutClearing} from '../../src/cli/clear-screen.ts';

it.each([
	[['crictl', 'stats', '--all'], true],
	[['crictl', 'exec', 'ID', 'crictl', 'stats'], false],
] as const)('%j clears the screen: %s', (argv, expected) => {
	expect(clearsScreen({argv})).toBe(expected);
});

it('what clears the screen is left out, and nothing else', () => {
	expect(withoutClearing('\u001b[2J\u001b[HCONTAINER  NAME\n1234  \u001b[1mweb\n')).toBe(
		'CONTAINER  NAME\n1234  \u001b[1mweb\n',
	);
});
