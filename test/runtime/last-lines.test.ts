import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {createCommandLog} from '../../src/host/command-log.ts';
import {createLocalHost} from '../../src/host/local.ts';
import type {Container} from '../../src/model/container.ts';
import {lastLines} from '../../src/runtime/why/last-lines.ts';
import {container} from '../support/state.ts';

const folder = mkdtempSync(join(tmpdir(), 'rtconsole-last-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));
const reader = createLocalHost({log: createCommandLog(() => 0), env: {}});

function attempt(number: number, state: Container['state'], text: string): Container {
	const logPath = join(folder, `${number}.log`);
	writeFileSync(logPath, text === '' ? '' : `2026-11-23T12:00:00Z stdout F ${text}\n`);
	return container('web', {id: `web-${number}`, attempt: number, state, logPath});
}

// biome-ignore format: a table
it.each([
	['of one that runs again, what the attempt before wrote', attempt(1, 'running', 'all is well'), attempt(0, 'exited', 'no memory'), ['no memory']],
	['of one that never ended, its own',                      attempt(2, 'running', 'waiting'),     undefined,                       ['waiting']],
	['of one that has ended, its own',                        attempt(3, 'exited', 'boom'),         attempt(4, 'exited', 'before'),  ['boom']],
	['of one that wrote nothing, that of the one before',     attempt(5, 'exited', ''),             attempt(6, 'exited', 'before'),  ['before']],
] as const)('the last lines: %s', async (_, now, before, expected) => {
	expect(await lastLines(reader, now, before)).toEqual(expected);
});
