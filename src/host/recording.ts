import type {Argv} from '../model/argv.ts';
import type {FileKind, LineBatch} from './host.ts';

/**
 * What a node said, one JSON object a line (`recording.jsonl`). Made by `--record`, read by `--replay`, the demo and tests.
 *
 * `at` is when it was asked (milliseconds since 1970): the demo's clock starts at the last one.
 */
export type RecordedLine =
	/** Of the node: the first line of a recording. */
	| {kind: 'hostname'; at: number; name: string}
	| {kind: 'command'; at: number; argv: Argv; exitCode: number; stdout: string; stderr: string; durationMs: number}
	| {kind: 'error'; at: number; argv: Argv; error: 'not-found' | 'timed-out'; timeoutMs?: number}
	| {kind: 'follow'; at: number; argv: Argv; batches: readonly LineBatch[]}
	| {kind: 'text'; at: number; path: string; text?: string}
	| {kind: 'unreadable'; at: number; path: string; message: string}
	| {kind: 'names'; at: number; path: string; names: readonly string[]}
	| {kind: 'kind'; at: number; path: string; found?: FileKind}
	| {kind: 'size'; at: number; path: string; bytes?: number}
	| {kind: 'writable'; at: number; path: string; writable?: boolean}
	/** A file that was opened to be read in parts: `text` is in base64, for its bytes may be any. */
	| {kind: 'opened'; at: number; path: string; real: string; identity: string; size: number}
	| {kind: 'part'; at: number; real: string; offset: number; text: string}
	| {kind: 'identity'; at: number; path: string; identity?: string}
	| {kind: 'program'; at: number; name: string; path?: string};

export const recordingFile = 'recording.jsonl';

/** Read a recording. A line that is not JSON is an error that names its number: half a recording is not a node. */
export function parseRecording(text: string): readonly RecordedLine[] {
	return text.split('\n').flatMap((line, index) => {
		if (line.trim() === '') return [];
		try {
			return [JSON.parse(line) as RecordedLine];
		} catch (cause) {
			throw new Error(`${recordingFile}, line ${index + 1}: not JSON`, {cause});
		}
	});
}
