import {writeSync} from 'node:fs';
import {loadTables} from '../../../src/translate/load.ts';
import {translate} from '../../../src/translate/translate.ts';

// Not a floor but a part of the program, compiled as the floors are: prints the milliseconds of one translation, warm.
const lines = [
	'ps -a --filter status=exited --no-trunc',
	'run -d --name web -p 8080:80 -v /data:/data:ro -e A=1 --restart always --entrypoint sh nginx -c id',
	'logs --since 10m -f web',
	'exec -u 0 -e A=1 -w / web id',
	'cp web:/etc/hosts .',
	'system prune -af',
	'images --filter dangling=true',
	'kill -s HUP web',
].map(line => line.split(' '));
const tables = await loadTables();
const rounds = 1000;
let started = 0;
for (let round = -200; round < rounds; round += 1) {
	if (round === 0) started = performance.now();
	for (const words of lines) if ('error' in translate(words, tables)) throw new Error(`refused: ${words.join(' ')}`);
}
writeSync(1, `${(performance.now() - started) / rounds / lines.length}\n`);
