import {expect, it} from 'vitest';
import {sayLack} from '../../src/cli/migrate/show-plan.ts';

async function said(globals: {demo?: boolean; replay?: string}, missed: readonly string[]): Promise<string> {
	let text = '';
	const context = {
		globals: {demo: false, ...globals},
		host: {recording: {hostname: 'node1', missed: () => missed}},
		printError: (more: string) => {
			text += more;
		},
	};
	await sayLack(context as unknown as Parameters<typeof sayLack>[0]);
	return text;
}

it('a plan of a recording says how much of the node is not in it', async () => {
	expect(await said({replay: 'folder'}, ['a', 'b'])).toBe(
		'rtconsole: 2 answers that a preflight asks for are not in this recording, and may pass for something that is missing on the node: record it with rtconsole --record DIR migrate plan\n',
	);
	expect(await said({demo: true}, [])).toBe('');
	expect(await said({}, ['a'])).toBe('');
});
