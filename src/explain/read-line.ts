import {plainText} from '../model/text.ts';

export type Level = 'info' | 'warning' | 'error' | 'fatal';

/** One line of any log, understood as far as its form is known. */
export type LogLine = {
	/** 1-based number in the text it came from. */
	readonly line: number;
	/** The whole line, harmless. */
	readonly text: string;
	/** What is said, without time, level and place; quotes within quotes undone. */
	readonly message: string;
	readonly level?: Level;
	/** `kubelet`, `containerd`, `dockerd`, `systemd`, `kernel`, `crictl`. */
	readonly unit?: string;
	/** Milliseconds since 1970, where the line says it wholly. */
	readonly timeMs?: number;
	/** Milliseconds since an unknown year and zone began, where the line has no more: good for differences. */
	readonly clockMs?: number;
};

const longest = 16_384;

/**
 * Read lines of logs in any of the forms that people paste: `journalctl` short, iso and json, klog, logfmt (containerd,
 * docker, crictl), docker's and containerd's JSON, and plain sentences. A line of more than 16 KiB is cut.
 */
export function readLogLine(raw: string, line: number): LogLine {
	const whole = raw.length > longest ? raw.slice(0, longest) : raw;
	if (whole.startsWith('{')) {
		const entry = fromJson(whole, line);
		if (entry) return entry;
	}
	const text = plainText(whole);
	const {rest, ...head} = withoutSyslog(text);
	return {line, text, ...head, ...readMessage(rest)};
}

/** The message of one journal entry: what the program wrote, which has a form of its own. */
export function readMessage(message: string): Pick<LogLine, 'message' | 'level' | 'timeMs'> {
	return fromKlog(message) ?? fromLogfmt(message) ?? {message: unquoted(message)};
}

/** `Nov 21 10:25:44 node1 kubelet[21677]: …`, or with an ISO time, or with none. */
function withoutSyslog(text: string): Pick<LogLine, 'unit' | 'clockMs'> & {readonly rest: string} {
	const [head, , unit] =
		/^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)?|\d{4}-\d\d-\d\dT[\d:.,]{8,}(?:Z|[+-]\d\d:?\d\d)?) (\S+) ([\w@.\-/]{1,64})(?:\[\d+\])?: /.exec(
			text,
		) ?? [];
	if (head === undefined || unit === undefined) return {rest: text};
	const clockMs = clockOf(text);
	return {rest: text.slice(head.length), unit: baseUnit(unit), ...(clockMs === undefined ? {} : {clockMs})};
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec';

/** `Nov 21 10:25:44`, `1121 10:25:44.135599` (klog) and ISO on one scale. */
function clockOf(text: string): number | undefined {
	const [, name = '', day = '', hms = ''] =
		/^([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d:\d\d(?:\.\d{1,3})?)/.exec(text) ?? [];
	if (name !== '') return clock(months.indexOf(name) / 4 + 1, Number(day), hms);
	const iso = /^\d{4}-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d(?:\.\d{1,3})?)/.exec(text);
	return iso ? clock(Number(iso[1]), Number(iso[2]), iso[3] ?? '') : undefined;
}

function clock(month: number, day: number, hms: string): number {
	const [hours = 0, minutes = 0, seconds = 0] = hms.split(':').map(Number);
	return (((month * 31 + day) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000;
}

/** `containerd.service` and `/usr/bin/containerd` are one. */
export function baseUnit(name: string): string {
	return (name.split('/').at(-1) ?? name).replace(/\.(service|socket|scope|slice)$/, '');
}

const klogLevels: Readonly<Record<string, Level>> = {I: 'info', W: 'warning', E: 'error', F: 'fatal'};

/** `E1121 10:25:44.135599   21677 server.go:269] …` */
function fromKlog(text: string): Pick<LogLine, 'message' | 'level'> | undefined {
	const [head, letter] = /^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [\w.\-/]+:\d+\] /.exec(text) ?? [];
	if (head === undefined || letter === undefined) return undefined;
	const level = klogLevels[letter];
	return {message: unquoted(text.slice(head.length)), ...(level === undefined ? {} : {level})};
}

const words: Readonly<Record<string, Level>> = {
	debug: 'info',
	info: 'info',
	warn: 'warning',
	warning: 'warning',
	error: 'error',
	err: 'error',
	fatal: 'fatal',
	panic: 'fatal',
};

/** `time="…" level=error msg="…" error="…"`: all of it, with the quotes within undone. */
function fromLogfmt(text: string): Pick<LogLine, 'message' | 'level' | 'timeMs'> | undefined {
	const [, time, word] = /^time="?([^" ]{10,40})"? level=(\w+) /.exec(text) ?? [];
	if (time === undefined || word === undefined) return undefined;
	const at = text.indexOf('msg=');
	const timeMs = Date.parse(time);
	return {
		message: unquoted(at < 0 ? text : text.slice(at + 4)),
		...(words[word] === undefined ? {} : {level: words[word]}),
		...(Number.isNaN(timeMs) ? {} : {timeMs}),
	};
}

/** Quotes within quotes, however deep: `\\\"` is `"`. */
function unquoted(text: string): string {
	return text.includes('\\') ? text.replace(/\\+(["'`])/g, '$1') : text;
}

/** An entry of `journalctl -o json`, or a line of a program that logs JSON. */
function fromJson(text: string, line: number): LogLine | undefined {
	let entry: unknown;
	try {
		entry = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (typeof entry !== 'object' || entry === null) return undefined;
	const fields = entry as Readonly<Record<string, unknown>>;
	const said = textOf(fields.MESSAGE ?? fields.msg ?? fields.message ?? fields.log);
	if (said === undefined) return undefined;
	const plain = plainText(said);
	const read = readMessage(plain);
	const error = textOf(fields.error ?? fields.err);
	const unit = textOf(fields.UNIT ?? fields._SYSTEMD_UNIT ?? fields.SYSLOG_IDENTIFIER);
	// What a program writes to its stdout or stderr has priority 6 whatever it says.
	const priority = fields._TRANSPORT === 'stdout' ? undefined : levelOfPriority(fields.PRIORITY);
	const level = read.level ?? priority ?? words[String(fields.level ?? '').toLowerCase()];
	const timeMs = read.timeMs ?? timeOf(fields);
	return {
		line,
		text: plain,
		message: error === undefined ? read.message : `${read.message} ${unquoted(plainText(error))}`,
		...(level === undefined ? {} : {level}),
		...(unit === undefined ? {} : {unit: baseUnit(unit)}),
		...(timeMs === undefined ? {} : {timeMs}),
	};
}

/** journalctl writes what is not UTF-8 as a list of bytes. */
function textOf(value: unknown): string | undefined {
	if (typeof value === 'string') return value.slice(0, longest);
	if (Array.isArray(value) && value.every(byte => typeof byte === 'number')) {
		return new TextDecoder().decode(Uint8Array.from(value.slice(0, longest)));
	}
	return undefined;
}

function levelOfPriority(priority: unknown): Level | undefined {
	const number = Number.parseInt(String(priority ?? ''), 10);
	if (Number.isNaN(number)) return undefined;
	return number <= 2 ? 'fatal' : number === 3 ? 'error' : number === 4 ? 'warning' : 'info';
}

function timeOf({__REALTIME_TIMESTAMP: micros, time, ts}: Readonly<Record<string, unknown>>): number | undefined {
	if (typeof micros === 'string' && /^\d{10,20}$/.test(micros)) return Math.floor(Number(micros) / 1000);
	const parsed = Date.parse(String(time ?? ts ?? ''));
	return Number.isNaN(parsed) ? undefined : parsed;
}
