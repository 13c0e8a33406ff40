import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Ajv} from 'ajv';
import {afterAll, beforeAll, expect, it, vi} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {aboveInfo, checkUp} from '../support/lab-check.ts';

let box: Box;
beforeAll(async () => {
	box = await bootBox('plain');
});
afterAll(() => box?.remove());

const schemas = join(import.meta.dirname, '../../data/schema');

it.each([
	['pods', 'pods'],
	['containers', 'containers'],
	['images', 'images'],
	['tasks', 'tasks'],
	['snapshots', 'snapshots'],
	['namespaces', 'namespaces'],
	['stats', 'stats'],
	['tree', 'tree'],
	['content', 'content'],
	['leases', 'leases'],
	['check', 'check'],
	['translate', 'translate docker run -d --name x -p 80:80 busybox:1.35'],
])('what %s --json answers on a real node is what data/schema says', async (name, command) => {
	const path = join(schemas, `${name}.json`);
	expect(existsSync(path), `data/schema/${name}.json`).toBe(true);
	const ajv = new Ajv({allErrors: true, validateFormats: false});
	const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
	const {stdout} = await box.run(`/rt/rtconsole --json ${command}`);
	validate(JSON.parse(stdout));
	expect(validate.errors ?? []).toEqual([]);
});

it('check: a healthy node has nothing above a note', async () => {
	await vi.waitFor(async () => expect(aboveInfo(await checkUp(box))).toEqual([]), {timeout: 40_000, interval: 500});
});
