import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {rewrite} from '../../src/translate/shell/rewrite.ts';
import {rewriteScript} from '../../src/translate/shell/rewrite-script.ts';
import {mutatedLines} from '../../tools/fuzz-lines.ts';
import {tables} from './support.ts';

const folder = 'test/fixtures/scripts';
const names = readdirSync(folder).filter(name => /\.in(\.|$)/.test(name));
const known = {tables, versions: {}, options: {unique: 'x'}};

function rewritten(source: string): string {
	const answer = rewriteScript(source, known);
	if ('error' in answer) throw new Error(answer.error);
	return answer.text;
}

describe.each(names)('%s', name => {
	const source = readFileSync(`${folder}/${name}`, 'utf8');

	it('is translated as it was looked at', async () => {
		await expect(rewritten(source)).toMatchFileSnapshot(`../fixtures/scripts/${name.replace('.in', '.out')}`);
	});

	it('keeps every line that has nothing to do with docker, in order', () => {
		const isPlain = (line: string) =>
			!/docker|crictl|ctr|DOCKER|=containerd\.service|# rtconsole: |^ {2}-v |^ {8}tar |: \|-$|- [|>]-$|^ +web$/.test(
				line,
			);
		const lines = rewritten(source).split('\n');
		expect(lines.filter(isPlain)).toEqual(source.split('\n').filter(line => isPlain(line)));
	});

	it('translated again, is the same but for what stays', () => {
		const once = rewritten(source);
		const without = (text: string) => text.split('\n').filter(line => !line.includes('# rtconsole: '));
		expect(without(rewritten(once))).toEqual(without(once));
	});
});

it.each(names.filter(name => name.endsWith('.sh')))('%s is still a script', name => {
	const {status, stderr} = spawnSync('bash', ['-n'], {
		input: rewritten(readFileSync(`${folder}/${name}`, 'utf8')),
		encoding: 'utf8',
	});
	expect([status, stderr]).toEqual([0, '']);
});

describe('what nobody writes', () => {
	const seeds = names.flatMap(name => readFileSync(`${folder}/${name}`, 'utf8').split('\n'));

	it('20,000 lines, made of pieces or of real lines that were cut and nested', () => {
		for (const line of mutatedLines(seeds, 20_000, 7)) {
			const answer = rewrite(line, known);
			if ('error' in answer) expect(answer.error).not.toBe('');
			else if (answer.translations.length === 0 && answer.text !== line) expect(answer.text).toBe(line);
		}
	}, 30_000);

	const deep = (open: string, close: string) => `${open.repeat(20_000)}docker ps${close.repeat(20_000)}`;
	// biome-ignore format: a table
	it.each([
		['parentheses',           deep('(', ')')],
		['substitutions',         deep('$(', ')')],
		['backquotes',            deep('`', '`')],
		['quotes and expansions', deep('"$(', ')"')],
		['braces',                deep('{ ', ';}')],
		['functions',             deep('f() ', '')],
		['ifs',                   deep('if ', ' ;then :;fi')],
		['tests',                 deep('[[ ', ' ]]')],
		['arithmetic',            deep('$((', '))')],
		['here-documents',        deep('<<E ', '')],
		['a line of 1 MB',        `docker exec web echo ${'x'.repeat(1_000_000)}`],
		['1 MB of words',         `docker rm ${'web '.repeat(250_000)}`],
		['1 MB of commands',      'docker ps;'.repeat(20_000)],
		['1 MB of variables',     `X=y\n${'echo "$X" '.repeat(80_000)}\ndocker rm $X`],
		['1 MB of them in quotes', `sh -c '${'docker ps;'.repeat(100_000)}'`],
		['1 MB in quotes',        `sh -c 'docker ps; ${'#'.repeat(1_000_000)}'`],
	])('%s', (_, text) => {
		// What is held against is that it ends: the time is for a busy machine.
		expect(rewriteScript(text, known)).toBeDefined();
	}, 60_000);

	it('shells in shells in shells', () => {
		let text = 'docker ps -a';
		for (let depth = 0; depth < 5; depth++) text = `sh -c '${text.replaceAll("'", `'\\''`)}'`;
		expect(rewritten(text)).toBe(text.replace('docker ps -a', 'crictl ps --all'));
	});
});
