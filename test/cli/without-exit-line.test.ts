import {expect, it} from 'vitest';
import {withoutExitLine} from '../../src/cli/without-exit-line.ts';

const line =
	'time="2026-11-23T23:22:59Z" level=fatal msg="execing command in container: command terminated with exit code 7"\n';

// biome-ignore format: a table
it.each([
	['alone',                   ['crictl', 'exec', 'ID'],          line,                  ''],
	['after the program',       ['/usr/bin/crictl', 'exec', 'ID'], `err\n${line}`,        'err\n'],
	['on a terminal',           ['crictl', 'exec', 'ID'],          'FATA[0000] execing command in container: command terminated with exit code 7 \n', ''],
	['bytes that are not UTF-8', ['crictl', 'exec', 'ID'],         `\u00ff\u0000\n${line}`, '\u00ff\u0000\n'],
	['quoted by the program',   ['crictl', 'exec', 'ID'],          `${line}more\n`,       `${line}more\n`],
	['another failure',         ['crictl', 'exec', 'ID'],          'level=fatal msg="no such container"\n', 'level=fatal msg="no such container"\n'],
	['behind a file of variables', ['sh', '-c', 'exec crictl exec "$v1" env "$@"'], `err\n${line}`, 'err\n'],
	['of another program',      ['ctr', 'task', 'exec'],           line,                  line],
] as const)('%s', (_case, argv, said, kept) => {
	const shown = withoutExitLine(argv, Buffer.from(said, 'latin1'));
	expect(Buffer.from(shown).toString('latin1')).toBe(kept);
});
