import {execFileSync} from 'node:child_process';
import {
	mkdtempSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {createCommandLog} from '../../src/host/command-log.ts';
import {ChangeRefused, FileNotWritten, FileUnreadable} from '../../src/host/errors.ts';
import {localFileParts} from '../../src/host/file-parts.ts';
import {createLocalHost} from '../../src/host/local.ts';
import {createRecordingHost} from '../../src/host/record.ts';
import type {RecordedLine} from '../../src/host/recording.ts';
import {createReplayHost} from '../../src/host/replay.ts';

let folder: string;
beforeAll(() => {
	folder = realpathSync(mkdtempSync(join(tmpdir(), 'rtconsole-parts-')));
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

it('an open file is the same file whatever its name becomes', async () => {
	const path = join(folder, 'a');
	writeFileSync(path, '0123456789');
	symlinkSync(path, join(folder, 'link'));
	const file = await localFileParts.openFile(join(folder, 'link'));
	if (!file) throw new Error('not opened');
	expect([file.path, await file.size(), file.identity]).toEqual([path, 10, await localFileParts.identityOf(path)]);
	renameSync(path, `${path}.1`);
	writeFileSync(path, 'new');
	expect(text(await file.read(8, 100))).toBe('89');
	expect(text(await file.read(2, 3))).toBe('234');
	expect(await file.read(10, 5)).toHaveLength(0);
	expect(await localFileParts.identityOf(path)).not.toBe(file.identity);
	expect(await localFileParts.identityOf(`${path}.1`)).toBe(file.identity);
	await file.close();
});

it('nothing, a folder, a pipe', async () => {
	expect(await localFileParts.openFile(join(folder, 'none'))).toBe(undefined);
	expect(await localFileParts.identityOf(join(folder, 'none'))).toBe(undefined);
	await expect(localFileParts.openFile(folder)).rejects.toThrow('it is no regular file');
	execFileSync('mkfifo', [join(folder, 'pipe')]);
	await expect(localFileParts.openFile(join(folder, 'pipe'))).rejects.toThrow(FileUnreadable);
});

it('a new file: its folders are made, nobody else reads it, and nothing is written over', async () => {
	const path = join(folder, 'deep', 'er', 'x.log');
	const file = await localFileParts.createFile(path);
	await file?.write(Buffer.from('one '));
	await file?.write(Buffer.from('two'));
	await file?.finish();
	expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['one two', 0o600]);
	expect(await localFileParts.createFile(path)).toBe(undefined);
	const dropped = await localFileParts.createFile(`${path}.2`);
	await dropped?.write(Buffer.from('x'));
	await dropped?.discard();
	expect(statSync(`${path}.2`, {throwIfNoEntry: false})).toBe(undefined);
	writeFileSync(join(folder, 'file'), '');
	await expect(localFileParts.createFile(join(folder, 'file', 'x'))).rejects.toThrow(FileNotWritten);
});

it('a name that is there is never opened for writing, not even a link that leads to a device', async () => {
	symlinkSync('/dev/full', join(folder, 'full'));
	expect(await localFileParts.createFile(join(folder, 'full'))).toBe(undefined);
});

it('what was recorded of a file is replayed; another is not in the recording', async () => {
	const path = join(folder, 'recorded');
	writeFileSync(path, Buffer.from([0, 255, 10, 65]));
	const lines: RecordedLine[] = [];
	const local = createLocalHost({log: createCommandLog(() => 0), env: {}});
	const recording = createRecordingHost(
		local,
		line => lines.push(line),
		() => 5,
	);
	const original = await recording.openFile(path);
	const first = text((await original?.read(0, 3)) ?? new Uint8Array());
	await original?.close();
	await recording.identityOf(path);
	await recording.openFile(folder).catch(() => {});
	const replay = createReplayHost(JSON.parse(JSON.stringify(lines)), {
		log: createCommandLog(() => 0),
		refuses: 'a test',
	});
	const file = await replay.openFile(path);
	expect([first, text((await file?.read(0, 3)) ?? new Uint8Array()), await file?.size()]).toEqual([
		'\0\u00ff\n',
		'\0\u00ff\n',
		4,
	]);
	expect(await file?.read(3, 1)).toHaveLength(0);
	expect(await replay.identityOf(path)).toBe(original?.identity);
	await expect(replay.openFile(folder)).rejects.toThrow('it is no regular file');
	await expect(replay.openFile('/other')).rejects.toThrow('/other: not in this recording');
	await expect(replay.createFile('/x')).rejects.toThrow(ChangeRefused);
});
