import {mkdtempSync, writeFileSync} from 'node:fs';
import {chmod, readFile, stat} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {describe, expect, it} from 'vitest';
import {createCommandLog} from '../../src/host/command-log.ts';
import {
	ChangeRefused,
	CommandCancelled,
	CommandFailed,
	CommandNotFound,
	CommandNotStarted,
	CommandTimedOut,
	FileUnreadable,
	OutputTooLarge,
} from '../../src/host/errors.ts';
import type {FollowOptions, LineBatch, Reader} from '../../src/host/host.ts';
import {createLocalHost} from '../../src/host/local.ts';
import type {Argv} from '../../src/model/argv.ts';

const env = {PATH: process.env.PATH, GREETING: 'hello'};

function local({readOnly = false} = {}) {
	const log = createCommandLog(Date.now);
	return {log, host: createLocalHost({log, env, readOnly})};
}

const node = (script: string): Argv => [process.execPath, '-e', script];
const isAlive = (pid: number) => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};

describe('query', () => {
	it('hands over output and exit code, whatever it is', async () => {
		const {host} = local();
		const finished = await host.query(['sh', '-c', 'echo out; echo err >&2; exit 3']);
		expect(finished).toMatchObject({exitCode: 3, stdout: 'out\n', stderr: 'err\n'});
	});

	it('passes arguments as they are', async () => {
		const {host} = local();
		const words = ['a  b', '$HOME', '`id`', "it's", '*', '', '--', 'x\ny'];
		const {stdout} = await host.query(['printf', '%s\\0', ...words]);
		expect(stdout.split('\0')).toEqual([...words, '']);
	});

	it('gives the environment that the host was made with, and no other', async () => {
		const {host} = local();
		expect((await host.query(node('console.log(Object.keys(process.env).sort().join())'))).stdout).toBe(
			'GREETING,PATH\n',
		);
	});

	it.each(['query', 'run'] as const)('%s hands bytes on as they are, and keeps stderr', async how => {
		const {host} = local();
		const seen = {stdout: [] as number[], stderr: [] as number[]};
		const onOutput = (from: 'stdout' | 'stderr', bytes: Uint8Array) => seen[from].push(...bytes);
		const finished = await host[how](['sh', '-c', "printf '\\377\\000\\200'; printf e >&2; exit 3"], {onOutput});
		expect(seen).toEqual({stdout: [0xff, 0, 0x80], stderr: [0x65]});
		expect(finished).toMatchObject({exitCode: 3, stdout: '', stderr: 'e'});
	});

	it('leaves standard input empty, or fills it', async () => {
		const {host} = local();
		expect((await host.query(['cat'])).stdout).toBe('');
		expect((await host.query(['cat'], {input: 'text\n'})).stdout).toBe('text\n');
		expect((await host.query(['true'], {input: 'x'.repeat(1_000_000)})).exitCode).toBe(0);
	});

	it('drains 8 MiB of both pipes at once', async () => {
		const {host} = local();
		const {stdout, stderr} = await host.query(
			node('const b = Buffer.alloc(8 << 20, 97); process.stdout.write(b); process.stderr.write(b)'),
		);
		expect([stdout.length, stderr.length]).toEqual([8 << 20, 8 << 20]);
	});

	it('keeps characters that two reads cut apart', async () => {
		const {host} = local();
		const {stdout} = await host.query(['sh', '-c', "printf '\\342\\202'; sleep 0.05; printf '\\254'"]);
		expect(stdout).toBe('\u20ac');
	});

	// biome-ignore format: a table
	it.each<[string, Argv, object, new (...args: never[]) => Error, string]>([
		['no such program',     ['no-such-program-here'],             {},                 CommandNotFound,   'no-such-program-here: no such program on this node'],
		['not executable',      ['/etc/passwd'],                      {},                 CommandNotStarted, 'EACCES'],
		['a NUL in argv',       ['echo', 'a\0b'],                     {},                 CommandNotStarted, 'could not be started'],
		['too slow',            ['sleep', '10'],                      {timeoutMs: 50},    CommandTimedOut,   'sleep 10: no answer within 0.05 s'],
		['too much on stdout',  ['head', '-c', '200000', '/dev/zero'], {maxBytes: 100_000}, OutputTooLarge, 'more than 100000 bytes'],
		['too much on stderr',  ['sh', '-c', 'head -c 200000 /dev/zero >&2'], {maxBytes: 100_000}, OutputTooLarge, 'more than 100000 bytes'],
	])('%s', async (_, argv, limits, kind, message) => {
		const {host} = local();
		const error: unknown = await host.query(argv, limits).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(kind);
		expect(String(error)).toContain(message);
	});

	it('an undefined limit is the default, not none at all', async () => {
		const {host} = local();
		expect((await host.query(['sleep', '0.05'], {timeoutMs: undefined, maxBytes: undefined})).exitCode).toBe(0);
	});

	it('a program that ignores SIGTERM is killed a second later', async () => {
		const {host} = local();
		const startedAt = Date.now();
		await expect(
			host.query(['sh', '-c', 'trap "" TERM; while :; do sleep 0.1; done'], {timeoutMs: 100}),
		).rejects.toThrow(CommandTimedOut);
		expect(Date.now() - startedAt).toBeGreaterThan(900);
		expect(Date.now() - startedAt).toBeLessThan(3000);
	});

	it('does not wait for a grandchild that keeps the pipe', async () => {
		const {host} = local();
		const startedAt = Date.now();
		await expect(host.query(['sh', '-c', 'sleep 5 & wait'], {timeoutMs: 100})).rejects.toThrow(CommandTimedOut);
		expect(Date.now() - startedAt).toBeLessThan(2500);
	});

	it('ends with its signal, before and while it runs', async () => {
		const {host} = local();
		const abort = new AbortController();
		const running = host.query(['sleep', '10'], {signal: abort.signal});
		setTimeout(() => abort.abort(), 30);
		await expect(running).rejects.toThrow(CommandCancelled);
		await expect(host.query(['sleep', '10'], {signal: abort.signal})).rejects.toThrow(CommandCancelled);
	});

	it('one that a signal ended', async () => {
		const {host} = local();
		expect(await host.query(['sh', '-c', 'kill -TERM $$'])).toMatchObject({exitCode: 143, signal: 'SIGTERM'});
	});
});

describe('follow', () => {
	async function collect(reader: Reader, argv: Argv, options?: Partial<FollowOptions>): Promise<readonly LineBatch[]> {
		const batches: LineBatch[] = [];
		for await (const batch of reader.follow(argv, {signal: new AbortController().signal, ...options}))
			batches.push(batch);
		return batches;
	}

	const linesOf = (batches: readonly LineBatch[], from: LineBatch['from']) =>
		batches.filter(batch => batch.from === from).flatMap(({lines}) => lines);

	it('gives the lines of both streams, the last one without its line break too', async () => {
		const {host} = local();
		const batches = await collect(host, ['sh', '-c', 'echo a; echo x >&2; printf "b\\nc"']);
		expect(linesOf(batches, 'stdout')).toEqual(['a', 'b', 'c']);
		expect(linesOf(batches, 'stderr')).toEqual(['x']);
	});

	it('keeps characters that two reads cut apart', async () => {
		const {host} = local();
		const batches = await collect(host, ['sh', '-c', "printf '\\342\\202'; sleep 0.05; printf '\\254\\n'"]);
		expect(linesOf(batches, 'stdout')).toEqual(['\u20ac']);
	});

	it('loses nothing of 200,000 lines while the reader is slow', async () => {
		const {host} = local();
		let count = 0;
		let slowed = 0;
		for await (const {lines} of host.follow(['seq', '200000'], {signal: new AbortController().signal})) {
			count += lines.length;
			if (slowed++ < 5) await delay(5);
		}
		expect(count).toBe(200_000);
	});

	it('cuts a line that does not end', async () => {
		const {host} = local();
		const lines = linesOf(await collect(host, ['head', '-c', '3000000', '/dev/zero']), 'stdout');
		expect(lines.map(({length}) => length)).toEqual([1 << 20, 1 << 20, 3_000_000 - (2 << 20)]);
	});

	it('says why it ended badly', async () => {
		const {host} = local();
		await expect(collect(host, ['sh', '-c', 'echo "no such container" >&2; exit 1'])).rejects.toThrow(CommandFailed);
		await expect(collect(host, ['sh', '-c', 'echo "no such container" >&2; exit 1'])).rejects.toThrow(
			'exit 1: no such container',
		);
		await expect(collect(host, ['no-such-program-here'])).rejects.toThrow(CommandNotFound);
	});

	it('kills the child when it is aborted', async () => {
		const {host} = local();
		const abort = new AbortController();
		let pid = 0;
		for await (const {lines} of host.follow(['sh', '-c', 'echo $$; exec sleep 30'], {signal: abort.signal})) {
			pid = Number(lines[0]);
			abort.abort();
		}
		expect(pid).toBeGreaterThan(1);
		expect(isAlive(pid)).toBe(false);
	});

	it('kills the child when the reader leaves', async () => {
		const {host} = local();
		const abort = new AbortController();
		let pid = 0;
		for await (const {lines} of host.follow(['sh', '-c', 'echo $$; exec sleep 30'], {signal: abort.signal})) {
			pid = Number(lines[0]);
			break;
		}
		abort.abort();
		for (let tries = 0; tries < 50 && isAlive(pid); tries++) await delay(20);
		expect(isAlive(pid)).toBe(false);
	});
});

describe('files', () => {
	const folder = mkdtempSync(join(tmpdir(), 'rtconsole-'));
	const path = (name: string) => join(folder, name);
	writeFileSync(path('text'), 'hello\n');
	writeFileSync(path('program'), '#!/bin/sh\n', {mode: 0o755});
	writeFileSync(path('closed'), 'secret\n');
	const {host} = local();

	it('what is there, and what is not', async () => {
		const server = createServer().listen(path('x.sock'));
		expect(
			await Promise.all(['text', 'x.sock', 'nope', 'text/below', '.'].map(name => host.kindOf(path(name)))),
		).toEqual(['file', 'socket', undefined, undefined, 'directory']);
		server.close();
		expect(await host.kindOf('/dev/null')).toBe('other');
		expect(await Promise.all(['text', 'nope', 'text/below'].map(name => host.readText(path(name))))).toEqual([
			'hello\n',
			undefined,
			undefined,
		]);
		expect(await host.listNames(path('nope'))).toEqual([]);
		expect((await host.listNames(folder)).filter(name => name !== 'x.sock')).toEqual(['closed', 'program', 'text']);
		expect(await Promise.all(['text', 'nope'].map(name => host.isWritable(path(name))))).toEqual([true, undefined]);
	});

	it('a folder is no text', async () => {
		await expect(host.readText(folder)).rejects.toThrow(FileUnreadable);
	});

	it('a file that may not be read', async () => {
		await chmod(path('closed'), 0o000);
		await asNobody(folder, async () => {
			await expect(host.readText(path('closed'))).rejects.toThrow(FileUnreadable);
			await expect(host.readText(path('closed'))).rejects.toThrow(/EACCES/);
			expect(await host.readText(path('text'))).toBeDefined();
		});
		// access(2) asks for the real user, which a test that runs as root cannot lay down.
		if (process.getuid?.() !== 0) expect(await host.isWritable(path('closed'))).toBe(false);
	});

	it('programs: in PATH, executable, a file', async () => {
		const log = createCommandLog(Date.now);
		const other = createLocalHost({log, env: {PATH: `/nope::${folder}`}});
		expect(await Promise.all(['program', 'text', 'nope'].map(other.findProgram))).toEqual([
			path('program'),
			undefined,
			undefined,
		]);
		expect(await other.findProgram('sh')).toMatch(/\/bin\/sh$/);
	});

	it('writes whole files, and none when read-only', async () => {
		await host.writeText(path('new'), 'one\n');
		expect(await readFile(path('new'), 'utf8')).toBe('one\n');
		await expect(local({readOnly: true}).host.writeText(path('new'), 'two\n')).rejects.toThrow(ChangeRefused);
		await host.writeText(path('new'), undefined);
		expect(await host.kindOf(path('new'))).toBeUndefined();
	});

	it('writes with the permissions that are asked for', async () => {
		await host.writeText(path('run'), '#!/bin/sh\n', 0o755);
		expect((await stat(path('run'))).mode & 0o777).toBe(0o755);
		await host.writeText(path('run'), undefined);
	});

	it('a shim of ours is no docker', async () => {
		const other = createLocalHost({log: createCommandLog(Date.now), env: {PATH: folder}});
		await host.writeText(path('docker'), '#!/bin/sh\n# rtconsole shim: x\n', 0o755);
		expect(await other.findProgram('docker')).not.toBe(path('docker'));
		await host.writeText(path('docker'), '#!/bin/sh\n# another\n', 0o755);
		expect(await other.findProgram('docker')).toBe(path('docker'));
		await host.writeText(path('docker'), undefined);
	});
});

it('a change that stands apart leads a session of its own: the end of the terminal does not end it', async () => {
	const sessionOf = async (apart: boolean) => {
		const {stdout} = await local().host.run(['sh', '-c', 'cut -d" " -f1,6 /proc/$$/stat'], {apart});
		const [pid, session] = stdout.trim().split(' ');
		return pid === session;
	};
	expect(await sessionOf(true)).toBe(true);
	expect(await sessionOf(false)).toBe(false);
});

it('changes run, and are refused when read-only', async () => {
	expect(await local().host.run(['sh', '-c', 'echo done; exit 2'])).toMatchObject({exitCode: 2, stdout: 'done\n'});
	const {host, log} = local({readOnly: true});
	await expect(host.run(['rm', '-rf', '/nope'])).rejects.toThrow(ChangeRefused);
	expect(() => host.attach(['sh'])).toThrow(ChangeRefused);
	expect(log.entries()).toEqual([]);
});

it('every process is in the command log, with how it ended', async () => {
	const {host, log} = local();
	let changes = 0;
	log.onChange(() => changes++);
	await host.query(['sh', '-c', 'exit 4']);
	await host.query(['no-such-program-here']).catch(() => {});
	await host.run(['true']);
	for await (const _ of host.follow(['echo', 'x'], {signal: new AbortController().signal}));
	expect(log.entries().map(({number, purpose, ended}) => [number, purpose, ended?.exitCode, ended?.error])).toEqual([
		[1, 'query', 4, undefined],
		[2, 'query', undefined, 'no-such-program-here: no such program on this node'],
		[3, 'run', 0, undefined],
		[4, 'follow', 0, undefined],
	]);
	expect(changes).toBe(8);
});

/** Root may read everything: what may not be read is tried as another user. */
async function asNobody(folder: string, run: () => Promise<void>): Promise<void> {
	if (process.getuid?.() !== 0) return run();
	await chmod(folder, 0o755);
	process.seteuid?.(65534);
	try {
		await run();
	} finally {
		process.seteuid?.(0);
	}
}
