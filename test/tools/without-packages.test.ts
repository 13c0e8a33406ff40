import {spawnSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';

const clone = mkdtempSync(join(tmpdir(), 'rtconsole-clone-'));
for (const each of ['tools', 'package.json']) cpSync(each, join(clone, each), {recursive: true});
afterAll(() => rmSync(clone, {recursive: true, force: true}));

it.each(['start', 'build', 'test'])('npm run %s in a clone without its packages says what to do', name => {
	const {status, stderr} = spawnSync(process.execPath, [`tools/${name}.mjs`], {cwd: clone, encoding: 'utf8'});
	expect({status, stderr}).toEqual({status: 1, stderr: expect.stringMatching(/: run npm ci first\n$/)});
});

it('is what the scripts of the package start', () => {
	const {scripts} = JSON.parse(readFileSync('package.json', 'utf8'));
	for (const name of ['start', 'build', 'test']) expect(scripts[name]).toBe(`node tools/${name}.mjs`);
});
