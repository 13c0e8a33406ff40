import {CommandNotFound, CommandTimedOut, FileUnreadable, messageOf} from './errors.ts';
import type {Host, LineBatch, OpenFile} from './host.ts';
import {withoutSecrets} from './recorded-secrets.ts';
import type {RecordedLine} from './recording.ts';

/** Lines of a followed command that a recording keeps. */
const followedLines = 200;

/**
 * The same host, with everything that was asked and answered handed to `write` as it happens. Changes are not recorded, nor what
 * lets somebody in and stands in a file: the check-up reads private keys to see whether they fit.
 */
export function createRecordingHost(host: Host, write: (line: RecordedLine) => void, now: () => number): Host {
	const identities = new Map<string, string | undefined>();
	return {
		...host,
		async query(argv, limits) {
			const at = now();
			try {
				// Collected, not passed on: what is recorded is the whole text.
				const {exitCode, stdout, stderr, durationMs} = await host.query(argv, {...limits, onOutput: undefined});
				write({kind: 'command', at, argv, exitCode, stdout, stderr, durationMs});
				return {exitCode, stdout, stderr, durationMs};
			} catch (error) {
				if (error instanceof CommandNotFound) write({kind: 'error', at, argv, error: 'not-found'});
				if (error instanceof CommandTimedOut)
					write({kind: 'error', at, argv, error: 'timed-out', timeoutMs: error.timeoutMs});
				throw error;
			}
		},
		async *follow(argv, options) {
			const at = now();
			const batches: LineBatch[] = [];
			let kept = 0;
			try {
				for await (const batch of host.follow(argv, options)) {
					if (kept < followedLines) batches.push({...batch, lines: batch.lines.slice(0, followedLines - kept)});
					kept += batch.lines.length;
					yield batch;
				}
			} finally {
				write({kind: 'follow', at, argv, batches});
			}
		},
		async readText(path) {
			const at = now();
			try {
				const text = await host.readText(path);
				write({kind: 'text', at, path, text: text && withoutSecrets(text)});
				return text;
			} catch (error) {
				if (error instanceof FileUnreadable) write({kind: 'unreadable', at, path, message: messageOf(error.cause)});
				throw error;
			}
		},
		async openFile(path) {
			const at = now();
			try {
				const file = await host.openFile(path);
				if (!file) return undefined;
				const {path: real, identity} = file;
				write({kind: 'opened', at, path, real, identity, size: await file.size()});
				return recordingParts(file, (offset, text) => write({kind: 'part', at: now(), real, offset, text}));
			} catch (error) {
				if (error instanceof FileUnreadable) write({kind: 'unreadable', at, path, message: messageOf(error.cause)});
				throw error;
			}
		},
		async identityOf(path) {
			const identity = await host.identityOf(path);
			// Asked ten times a second while a log is followed.
			if (!identities.has(path) || identities.get(path) !== identity)
				write({kind: 'identity', at: now(), path, identity});
			identities.set(path, identity);
			return identity;
		},
		async listNames(path) {
			const names = await host.listNames(path);
			write({kind: 'names', at: now(), path, names});
			return names;
		},
		async kindOf(path) {
			const found = await host.kindOf(path);
			write({kind: 'kind', at: now(), path, found});
			return found;
		},
		async sizeOf(path) {
			const bytes = await host.sizeOf(path);
			write({kind: 'size', at: now(), path, ...(bytes !== undefined && {bytes})});
			return bytes;
		},
		async isWritable(path) {
			const writable = await host.isWritable(path);
			write({kind: 'writable', at: now(), path, writable});
			return writable;
		},
		async findProgram(name) {
			const path = await host.findProgram(name);
			write({kind: 'program', at: now(), name, path});
			return path;
		},
	};
}

/** Bytes of a file that a recording keeps. */
const partBytes = 256 * 1024;

function recordingParts(file: OpenFile, write: (offset: number, text: string) => void): OpenFile {
	let kept = 0;
	return {
		...file,
		async read(offset, length) {
			const bytes = await file.read(offset, length);
			if (kept + bytes.length <= partBytes) write(offset, Buffer.from(bytes).toString('base64'));
			kept += bytes.length;
			return bytes;
		},
	};
}
