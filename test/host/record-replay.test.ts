import {expect, it} from 'vitest';
import {createCommandLog} from '../../src/host/command-log.ts';
import {ChangeRefused, CommandNotFound, CommandTimedOut, FileUnreadable, NotRecorded} from '../../src/host/errors.ts';
import type {LineBatch} from '../../src/host/host.ts';
import {createLocalHost} from '../../src/host/local.ts';
import {createRecordingHost} from '../../src/host/record.ts';
import {parseRecording, type RecordedLine} from '../../src/host/recording.ts';
import {createReplayHost} from '../../src/host/replay.ts';

const log = () => createCommandLog(() => 0);
const signal = new AbortController().signal;

it('what was recorded is replayed, through the text of a recording', async () => {
	const written: string[] = [];
	const local = createLocalHost({log: log(), env: {PATH: process.env.PATH}});
	const recording = createRecordingHost(
		local,
		line => written.push(JSON.stringify(line)),
		() => 5,
	);

	const said = await recording.query(['sh', '-c', 'echo out; echo err >&2; exit 3']);
	await recording.query(['no-such-program-here']).catch(() => {});
	await recording.query(['sleep', '5'], {timeoutMs: 20}).catch(() => {});
	for await (const _ of recording.follow(['printf', 'a\\nb\\n'], {signal}));
	const names = await recording.listNames(import.meta.dirname);
	const text = await recording.readText(import.meta.filename);
	await recording.readText('/nope');
	await recording.readText(import.meta.dirname).catch(() => {});
	await recording.kindOf(import.meta.filename);
	await recording.isWritable('/nope');
	const program = await recording.findProgram('sh');

	const replay = createReplayHost(parseRecording(written.join('\n')), {log: log(), refuses: 'replay'});
	expect(await replay.query(['sh', '-c', 'echo out; echo err >&2; exit 3'])).toEqual(said);
	await expect(replay.query(['no-such-program-here'])).rejects.toThrow(CommandNotFound);
	await expect(replay.query(['sleep', '5'])).rejects.toThrow(CommandTimedOut);
	expect(await replay.listNames(import.meta.dirname)).toEqual(names);
	expect(await replay.readText(import.meta.filename)).toBe(text);
	expect(await replay.readText('/nope')).toBeUndefined();
	await expect(replay.readText(import.meta.dirname)).rejects.toThrow(FileUnreadable);
	expect(await replay.kindOf(import.meta.filename)).toBe('file');
	expect(await replay.isWritable('/nope')).toBeUndefined();
	expect(await replay.isWritable(import.meta.filename)).toBe(true);
	expect(await replay.findProgram('sh')).toBe(program);

	const followed: LineBatch[] = [];
	const abort = new AbortController();
	for await (const batch of replay.follow(['printf', 'a\\nb\\n'], {signal: abort.signal})) {
		followed.push(batch);
		abort.abort();
	}
	expect(followed).toEqual([{from: 'stdout', lines: ['a', 'b']}]);
});

const command = (stdout: string): RecordedLine => ({
	kind: 'command',
	at: 0,
	argv: ['crictl', 'pods'],
	exitCode: 0,
	stdout,
	stderr: '',
	durationMs: 1,
});

it('the same question gets the next answer, the last one for ever', async () => {
	const host = createReplayHost([command('one'), command('two')], {log: log(), refuses: 'replay'});
	const answers = [];
	for (let index = 0; index < 4; index++) answers.push((await host.query(['crictl', 'pods'])).stdout);
	expect(answers).toEqual(['one', 'two', 'two', 'two']);
});

it('what was not recorded is said to be not recorded, and nothing can be changed', async () => {
	const host = createReplayHost([command('one')], {log: log(), refuses: 'demo: there is no node behind this screen'});
	await expect(host.query(['crictl', 'images'])).rejects.toThrow(NotRecorded);
	await expect(host.run(['crictl', 'rm', 'x'])).rejects.toThrow(ChangeRefused);
	await expect(host.writeText('/etc/x', '')).rejects.toThrow(
		'write /etc/x: not run: demo: there is no node behind this screen',
	);
	expect(() => host.attach(['sh'])).toThrow(ChangeRefused);
});

it('a line that is not JSON is named by its number', () => {
	expect(() => parseRecording(`${JSON.stringify(command('x'))}\n\nnope`)).toThrow('recording.jsonl, line 3: not JSON');
});
