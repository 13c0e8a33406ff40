import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {otherProcessor, readArchive} from '../../src/cli/migrate/archive.ts';
import {createCommandLog} from '../../src/host/command-log.ts';
import {createLocalHost} from '../../src/host/local.ts';

const host = createLocalHost({log: createCommandLog(() => 0), env: process.env, readOnly: true});
let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'rtconsole-archive-'));
	mkdirSync(join(folder, 'bin'));
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));

/** An ELF head of that machine, little-endian, and random bytes behind it, so that it does not pack well. */
function program(machine: number): Buffer {
	const bytes = Buffer.alloc(300_000);
	for (let at = 0; at < bytes.length; at++) bytes[at] = (at * 7919 + (at >> 7) * 104_729) % 251;
	bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]);
	bytes.writeUInt16LE(machine, 18);
	return bytes;
}

function archive(name: string, files: Readonly<Record<string, Buffer>>): string {
	for (const [path, bytes] of Object.entries(files)) writeFileSync(join(folder, path), bytes);
	const path = join(folder, name);
	execFileSync('tar', ['-czf', path, '-C', folder, ...Object.keys(files)]);
	return path;
}

describe('a release archive of containerd', () => {
	it('that is whole and of this processor is taken', async () => {
		const path = archive('containerd-1.7.28-linux-amd64.tar.gz', {
			'bin/containerd': program(0x3e),
			'bin/ctr': program(0x3e),
		});
		expect(await readArchive(host, path, 'x64')).toEqual({
			path,
			version: '1.7.28',
			names: ['bin/containerd', 'bin/ctr'],
			there: expect.any(Array),
		});
	});

	it('of another processor says which', async () => {
		const path = archive('containerd-1.7.28-linux-arm64.tar.gz', {'bin/containerd': program(0xb7)});
		expect((await readArchive(host, path, 'x64')).broken).toMatch(/is for ARM of 64 bits.*this node is x86-64/);
	});

	it('whose program is a text says so', async () => {
		const path = archive('text.tar.gz', {'bin/containerd': Buffer.from('#!/bin/sh\nexec something-else "$@"\n')});
		expect((await readArchive(host, path, 'x64')).broken).toMatch(/no program of Linux/);
	});

	it('that was cut off, is a page of a web server, a folder or not there says so, and nothing is thrown', async () => {
		const cut = archive('cut.tar.gz', {'bin/containerd': program(0x3e)});
		truncateSync(cut, Math.floor(readFileSync(cut).length / 2));
		expect((await readArchive(host, cut, 'x64')).broken).toMatch(/cut off/);
		const page = join(folder, 'page.tar.gz');
		writeFileSync(page, '<html>404 Not Found</html>');
		expect((await readArchive(host, page, 'x64')).broken).toMatch(/no archive that tar reads/);
		expect((await readArchive(host, folder, 'x64')).broken).toMatch(/no file/);
		expect((await readArchive(host, join(folder, 'none.tgz'), 'x64')).broken).toMatch(/no such file/);
	});

	it('nobody can say of a head that is too short or of a machine that is not known', () => {
		expect(otherProcessor(new Uint8Array(3), 'x64')).toBeUndefined();
		expect(otherProcessor(program(0x7777), 'x64')).toBeUndefined();
	});
});
