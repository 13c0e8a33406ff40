import {describe, expect, it} from 'vitest';
import {createCommandLog} from '../../src/host/command-log.ts';
import {ChangeRefused, CommandNotFound, CommandTimedOut, PipeStalled} from '../../src/host/errors.ts';
import {createPipe} from '../../src/host/pipe.ts';

const pipe = createPipe({log: createCommandLog(() => 0), env: process.env, readOnly: false});
const timeoutMs = 60_000;
const sh = (script: string) => ['sh', '-c', script] as const;

describe('a pipe of two programs', () => {
	it('tells what the reader said, and how much went through', async () => {
		const told: number[] = [];
		const ended = await pipe(sh('printf 12345'), sh('wc -c'), {timeoutMs, onBytes: bytes => told.push(bytes)});
		expect([ended.exitCode, ended.stdout.trim(), told.at(-1)]).toEqual([0, '5', 5]);
	});

	it('fails by the reader first, else by the writer', async () => {
		expect(await pipe(sh('exit 3'), sh('cat >&2; echo no >&2; exit 4'), {timeoutMs})).toMatchObject({
			exitCode: 4,
			stderr: 'no\n',
		});
		expect(await pipe(sh('exit 3'), sh('cat'), {timeoutMs})).toMatchObject({exitCode: 3});
	});

	it('tells of both where the writer broke off: its words come first, for the other merely met the end', async () => {
		const save = sh('echo half; echo "layer does not exist" >&2; exit 1');
		const load = sh('cat >/dev/null; echo "unexpected EOF" >&2; exit 2');
		expect(await pipe(save, load, {timeoutMs})).toMatchObject({
			exitCode: 2,
			stderr: 'sh: layer does not exist\nsh: unexpected EOF',
		});
	});

	it('leaves out what a writer says whose reader went away', async () => {
		const save = sh('echo "write /dev/stdout: broken pipe" >&2; exit 1');
		expect(await pipe(save, sh('echo "no space left on device" >&2; exit 1'), {timeoutMs})).toMatchObject({
			stderr: 'no space left on device\n',
		});
	});

	it('is given up where nothing goes through, with both commands in its words', async () => {
		const stalled = pipe(sh('echo first; sleep 60'), sh('cat'), {timeoutMs, stallMs: 200});
		await expect(stalled).rejects.toThrow(PipeStalled);
		await expect(stalled).rejects.toThrow(/sleep 60.* \| .*cat.*: nothing went through/);
	});

	it('goes on while bytes come, however long it takes in all', async () => {
		const slow = sh('for i in 1 2 3 4 5 6; do echo $i; sleep 0.15; done');
		expect((await pipe(slow, sh('cat'), {timeoutMs, stallMs: 600})).stdout).toBe('1\n2\n3\n4\n5\n6\n');
	});

	it('is given up at the end of its time', async () => {
		await expect(pipe(sh('sleep 60'), sh('cat'), {timeoutMs: 200})).rejects.toThrow(CommandTimedOut);
	});

	it('names a program that is not there, and runs nothing where nothing may be changed', async () => {
		await expect(pipe(sh('echo x'), ['rtconsole-no-such'], {timeoutMs})).rejects.toThrow(CommandNotFound);
		const locked = createPipe({log: createCommandLog(() => 0), env: process.env, readOnly: true});
		await expect(locked(sh('echo x'), sh('cat'), {timeoutMs})).rejects.toThrow(ChangeRefused);
	});
});
