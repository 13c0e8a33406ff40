import {appendFileSync, mkdirSync, writeFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {createCommandLog} from '../host/command-log.ts';
import type {Host} from '../host/host.ts';
import {createRecordingHost} from '../host/record.ts';
import {parseRecording, type RecordedLine, recordingFile} from '../host/recording.ts';
import {createReplayHost} from '../host/replay.ts';
import type {Globals} from './globals.ts';
import {assemble, type OpenedNode} from './node.ts';

/** A node recorded with --record. */
export async function openRecording(globals: Globals, folder: string): Promise<OpenedNode> {
	const lines = parseRecording(await readFile(join(folder, recordingFile), 'utf8'));
	return openLines(globals, lines, {recorded: `replay of ${folder}`, hostname: 'replay'});
}

export async function openDemoNode(globals: Globals, because: string): Promise<OpenedNode> {
	const {default: text} = await import('../../data/demo/recording.jsonl');
	return openLines(globals, parseRecording(text), {recorded: because, hostname: 'demo-node'});
}

function openLines(
	globals: Globals,
	lines: readonly RecordedLine[],
	{recorded, hostname}: {recorded: string; hostname: string},
): OpenedNode {
	const startedAt = Date.now();
	const recordedAt = lines.reduce((latest, {at}) => Math.max(latest, at), 0);
	const log = createCommandLog(Date.now);
	const host = createReplayHost(lines, {log, refuses: 'this is a recording, there is no node behind it'});
	return assemble(
		{...globals, runtimeEndpoint: undefined},
		{
			host,
			log,
			recorded,
			hostname: host.recording?.hostname ?? hostname,
			now: () => recordedAt + Date.now() - startedAt,
		},
	);
}

/** Everything that the node answers goes into `folder`, line by line, so that a crash loses nothing. */
export function recordInto(folder: string, host: Host): Host {
	mkdirSync(folder, {recursive: true});
	const path = join(folder, recordingFile);
	writeFileSync(path, '', {mode: 0o600});
	const write = (line: RecordedLine) => appendFileSync(path, `${JSON.stringify(line)}\n`);
	write({kind: 'hostname', at: Date.now(), name: hostname()});
	return createRecordingHost(host, write, Date.now);
}
