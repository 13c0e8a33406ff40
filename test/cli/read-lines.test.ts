import {execa} from 'execa';
import {expect, it} from 'vitest';

it('standard input that is a socket, which cannot be opened by its name, is read', async () => {
	const script = `
		const {readLines} = await import('./src/cli/read-lines.ts');
		for await (const line of readLines('-')) console.log('[' + line + ']');`;
	// Given by node as a socket, as by sshd.
	const {stdout} = await execa(process.execPath, ['--input-type=module', '-e', script], {input: 'one\r\ntwo'});
	expect(stdout.split('\n')).toEqual(['[one]', '[two]']);
});
