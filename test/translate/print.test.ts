import {execFileSync} from 'node:child_process';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {printCommand, printScript} from '../../src/translate/print.ts';
import type {Arg, Command} from '../../src/translate/types.ts';

/** A `crictl` and a program that write down their arguments, one a line, so that a real shell shows what it understood. */
const folder = mkdtempSync(join(tmpdir(), 'rtconsole-print-'));
const show = join(folder, 'show');
writeFileSync(show, '#!/bin/sh\nfor a in "$@"; do printf "%s\\0" "$a"; done\n', {mode: 0o755});
writeFileSync(join(folder, 'crictl'), '#!/bin/sh\nprintf "ID"\n', {mode: 0o755});

function understood(shell: string, argv: readonly Arg[]): readonly string[] {
	const line = printCommand({argv: [show, ...argv], effect: 'read'});
	const output = execFileSync(shell, ['-c', line], {
		env: {PATH: `${folder}:/usr/bin:/bin`},
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	return output.split('\0').slice(0, -1);
}

const nasty = [
	'a b',
	"it's",
	'$HOME',
	'`id`',
	'$(id)',
	'x;id',
	'"',
	'\\',
	'*',
	'~',
	'-n',
	'--',
	'',
	'#',
	'!x',
	'{a,b}',
	'a=b',
	'=x',
	'\u00e9',
	'|&<>',
];

describe.each(['sh', 'bash'])('%s reads back', shell => {
	it('every argument as it was', () => {
		expect(understood(shell, nasty)).toEqual(nasty);
	});

	it('one argument for a lookup, whatever the name', () => {
		for (const name of nasty.filter(each => each !== '')) {
			expect(
				understood(shell, [
					{lookup: 'container', name},
					{lookup: 'image', name},
					{lookup: 'pod-sandbox', name},
				]),
			).toEqual(['ID', 'ID', 'ID']);
		}
	});

	it('text around a lookup', () => {
		const arg = {lookup: 'container', name: 'web', field: 'pid', before: '/proc/', after: '/root/a b/$x'} as const;
		expect(understood(shell, [arg])).toEqual(['/proc/ID/root/a b/$x']);
	});

	it('any argument at all', () => {
		const text = fc.string({unit: 'binary', maxLength: 20}).filter(each => !/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/u.test(each));
		fc.assert(
			fc.property(fc.array(text, {minLength: 1, maxLength: 5}), argv => {
				expect(understood(shell, argv)).toEqual(argv);
			}),
			{numRuns: 15},
		);
	});
});

// biome-ignore format: a table
it.each([
	['a name',            [{lookup: 'container', name: 'web'}],            `crictl x "$(crictl ps --all --latest --quiet --name '^web$')"`],
	['a name with a dot', [{lookup: 'container', name: 'a.b'}],            `crictl x "$(crictl ps --all --latest --quiet --name '^a\\.b$')"`],
	['an ID',             [{lookup: 'container', name: 'c9d20942d24e'}],   'crictl x c9d20942d24e'],
	['an image',          [{lookup: 'image', name: '6c9e24d1adc2'}],       `crictl x "$(crictl inspecti --output go-template --template '{{.status.id}}' 6c9e24d1adc2)"`],
	['a pod',             [{lookup: 'pod-sandbox', name: 'k8s_POD_p_n_u_0'}], `crictl x "$(crictl pods --latest --quiet --label io.kubernetes.pod.uid=u)"`],
] satisfies ReadonlyArray<readonly [string, readonly Arg[], string]>)('%s is looked up in the shell', (_name, args, expected) => {
	expect(printCommand({argv: ['crictl', 'x', ...args], effect: 'read'})).toBe(expected);
});

it('files stand before the command that reads them', () => {
	const command: Command = {
		argv: ['crictl', 'runp', 'pod.json'],
		effect: 'write',
		files: [{path: 'pod.json', text: '{"a": "$b"}\n'}],
	};
	expect(printScript({commands: [command]})).toBe(`cat > pod.json <<'EOF'\n{"a": "$b"}\nEOF\ncrictl runp pod.json\n`);
});
