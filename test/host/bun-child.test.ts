import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {expect, it} from 'vitest';
import {answersToAll} from '../support/query-cases.ts';

const runtime = `node_modules/@oven/bun-linux-${process.arch === 'arm64' ? 'aarch64' : process.arch}/bin/bun`;

it('programs answer the same through the runtime of the executable as through node:child_process', async () => {
	const {stdout} = await promisify(execFile)(runtime, ['test/support/query-cases-printed.ts'], {env: process.env});
	const answers = await answersToAll();
	expect(Object.keys(answers).length).toBeGreaterThan(20);
	expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(answers)));
}, 60_000);
