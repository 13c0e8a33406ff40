import {expect, it} from 'vitest';
import {containers} from '../../src/app/lists/containers.ts';
import {nearest} from '../../src/app/nearest.ts';
import {commands} from '../../src/cli/commands/index.ts';
import {tableText, twoColumns} from '../../src/cli/print-table.ts';
import {helpText, unexpectedArgument, unknownCommand} from '../../src/cli/usage.ts';
import {container, nowMs} from '../support/state.ts';

// biome-ignore format: a table
it.each([
	['pdos',          'unknown command pdos',        'pods'],
	['container',     'unknown command container',   'containers'],
	['stop',          'unknown command stop',        'rtconsole docker stop'],
	['ps',            'unknown command ps',          'rtconsole docker ps'],
	['img',           'unknown command img',         'images'],
	['translat',      'unknown command translat',    'translate'],
	['--jsn',         'unknown flag --jsn',          '--json'],
	['--time=3s',     'unknown flag --time=3s',      '--timeout'],
	['zzzzz',         'unknown command zzzzz',       undefined],
	['a b',           "unknown command 'a b'",       undefined],
	['\u001b[31m',    "unknown command $'\\x1b[31m'", undefined],
])('%j: %s, did you mean %s', (word, error, suggestion) => {
	expect(unknownCommand(word)).toMatchObject({error});
	if (suggestion !== undefined || word.startsWith('z')) expect(unknownCommand(word).suggestion).toBe(suggestion);
});

it('an argument too many, and a flag that is none', () => {
	expect(unexpectedArgument('pods', 'x')).toEqual({error: 'pods: unexpected argument x; see rtconsole pods --help'});
	expect(unexpectedArgument('pods', '--demoo')).toEqual({error: 'pods: unknown flag --demoo', suggestion: '--demo'});
});

it('the nearest of several, or none', () => {
	expect(nearest('imags', ['images', 'pods'])).toBe('images');
	expect(nearest('qqqq', ['images', 'pods'])).toBe(undefined);
});

it('the help names every command', () => {
	const text = helpText();
	for (const {name} of commands) expect(text).toMatch(new RegExp(`^  ${name} `, 'm'));
	expect(text.endsWith('\n')).toBe(true);
});

it('two columns, the second aligned', () => {
	expect(
		twoColumns([
			['a', 'one'],
			['long', 'two'],
		]),
	).toBe('  a     one\n  long  two\n');
});

const rows = [
	container('web', {id: '1'.repeat(64), podName: 'front', pid: 7}),
	container('日本\u001b[31m語', {id: 'x', state: 'exited', exitCode: 137, podName: 'a\nb\u202e'}),
];

it('a table into a pipe: every column and character, harmless, without spaces at the end', () => {
	expect(tableText(containers, rows, {nowMs})).toBe(
		[
			'CONTAINER      NAME    POD    STATE         ATTEMPT  PID  AGE  IMAGE         NS',
			'1111111111111  web     front  running             0    7   5m  busybox:1.35  k8s.io',
			'x              日本語  ab     exited (137)        0         5m  busybox:1.35  k8s.io',
			'',
		]
			.join('\n')
			.replace('0         5m', '0        5m'),
	);
});

it('a table on a narrow terminal leaves out what matters least', () => {
	expect(tableText(containers, rows, {nowMs, width: 44})).toBe(
		[
			'NAME    POD    STATE         AGE  NS',
			'web     front  running        5m  k8s.io',
			'日本語  ab     exited (137)   5m  k8s.io',
			'',
		].join('\n'),
	);
	expect(tableText(containers, [], {nowMs, width: 20})).toMatch(/^NAME/);
});
