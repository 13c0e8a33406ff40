import {readdirSync, readFileSync} from 'node:fs';
import {rewrite} from '../src/translate/shell/rewrite.ts';
import {rewriteScript} from '../src/translate/shell/rewrite-script.ts';
import {tables} from '../test/translate/support.ts';
import {mutatedLines} from './fuzz-lines.ts';

// npm run fuzz [-- --lines 1000000] [--seed 1]: no line may throw, hang, or change where nothing is translated.
const option = (name: string, otherwise: number): number => {
	const at = process.argv.indexOf(`--${name}`);
	return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const [count, seed] = [option('lines', 100_000), option('seed', 1)];
const folder = 'test/fixtures/scripts';
const seeds = readdirSync(folder)
	.filter(name => name.includes('.in'))
	.flatMap(name => readFileSync(`${folder}/${name}`, 'utf8').split('\n'));
const known = {tables, versions: {}, options: {unique: 'x'}};
const started = performance.now();
const seen = {refused: 0, without: 0, with: 0, slowestMs: 0, slowest: ''};
for (const line of mutatedLines(seeds, count, seed)) {
	const before = performance.now();
	try {
		const answer = rewrite(line, known);
		if ('error' in answer) seen.refused += 1;
		else if (answer.translations.length > 0) seen.with += 1;
		else {
			seen.without += 1;
			if (answer.text !== line) throw new Error('it changed');
		}
		if (!('error' in answer)) rewriteScript(`${line}\n`, known);
	} catch (error) {
		console.error(`seed ${seed}: ${JSON.stringify(line)}`);
		throw error;
	}
	const took = performance.now() - before;
	if (took > seen.slowestMs) [seen.slowestMs, seen.slowest] = [took, line];
}
console.log(
	`${count} lines in ${((performance.now() - started) / 1000).toFixed(1)} s: ${seen.with} with docker, ${seen.without} without, ${seen.refused} refused as no shell; slowest ${seen.slowestMs.toFixed(1)} ms: ${JSON.stringify(seen.slowest.slice(0, 100))}`,
);
if (seen.slowestMs > 1000) process.exit(1);
