import {expect, it} from 'vitest';
import {loadTables, loadTablesFor} from '../../src/translate/load.ts';
import {tables} from './support.ts';

it('everything is loaded as the files have it', async () => {
	expect(await loadTables()).toEqual(tables);
});

// biome-ignore format: a table
it.each([
	['ps',                   ['ps'],            ['ps']],
	['docker container ls',  ['ps'],            ['ps']],
	['create nginx',         ['create'],        ['create', 'run']],
	['image prune -a',       ['image prune'],   ['image prune']],
	['docker-compose up',    ['compose'],       ['compose']],
	['nosuch',               [],                []],
])('docker %s needs only %j', async (line, grammars, rules) => {
	const loaded = await loadTablesFor(line.split(' '));
	expect([Object.keys(loaded.grammars), Object.keys(loaded.rules).sort()]).toEqual([grammars, rules]);
});
