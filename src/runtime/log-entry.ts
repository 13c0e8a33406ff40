import {optionalText} from './shape.ts';

/** One line of a log file. Long lines of a container are several of them. */
export type LogEntry = {
	/** Its text without the line break: UTF-8, or whatever else it wrote, one character a byte. */
	readonly bytes: string;
	readonly from: 'stdout' | 'stderr';
	readonly at?: string;
	/** The container's line ends with it. */
	readonly ends: boolean;
};

/**
 * Read one line of a log file, which decides for itself how it is written: the CRI's `TIME STREAM TAG TEXT`, docker's json,
 * or neither. What a container writes stands within and cannot pass for another.
 *
 * @param raw one character a byte, without the line break
 */
export function readLogEntry(raw: string): LogEntry {
	return readCri(raw) ?? readDockerJson(raw) ?? {bytes: raw, from: 'stdout', ends: true};
}

/** `2026-11-23T12:00:00.123456789Z stdout F text`; P: the line goes on. Source: Kubernetes, pkg/kubelet/kuberuntime/logs. */
function readCri(raw: string): LogEntry | undefined {
	const time = raw.indexOf(' ');
	if (time < shortestTime || time > longestTime || raw[10] !== 'T') return undefined;
	const from = raw.startsWith('stdout ', time + 1)
		? 'stdout'
		: raw.startsWith('stderr ', time + 1)
			? 'stderr'
			: undefined;
	if (from === undefined) return undefined;
	const tagAt = time + 8;
	const tag = raw[tagAt];
	// More tags may follow one day, after a colon.
	const after = raw[tagAt + 1];
	if ((tag !== 'F' && tag !== 'P') || (after !== ' ' && after !== ':' && after !== undefined)) return undefined;
	const text = raw.indexOf(' ', tagAt);
	return {bytes: text < 0 ? '' : raw.slice(text + 1), from, at: raw.slice(0, time), ends: tag === 'F'};
}

const shortestTime = '2026-11-23T12:00:00Z'.length;
const longestTime = '2026-11-23T12:00:00.123456789+00:00'.length;

/** `{"log":"text\n","stream":"stdout","time":"…"}`: without the line break in it, the line goes on. */
function readDockerJson(raw: string): LogEntry | undefined {
	if (!raw.startsWith('{"log":')) return undefined;
	try {
		const entry = JSON.parse(decodeUtf8(raw)) as Record<string, unknown>;
		const log = entry.log;
		if (typeof log !== 'string') return undefined;
		const ends = log.endsWith('\n');
		return {
			bytes: encodeUtf8(ends ? log.slice(0, -1) : log),
			from: entry.stream === 'stderr' ? 'stderr' : 'stdout',
			at: optionalText(entry.time, 'time'),
			ends,
		};
	} catch {
		return undefined; // cut off in the middle: shown as it stands
	}
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: every character that UTF-8 writes as one byte
const ascii = /^[\x00-\x7f]*$/;

export function decodeUtf8(bytes: string): string {
	return ascii.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}

function encodeUtf8(text: string): string {
	return ascii.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}
