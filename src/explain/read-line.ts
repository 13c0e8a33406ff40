import {plainText} from '../model/text.ts';
import {levelWords, readMessage, unquoted} from './message-forms.ts';
import {withoutPasting} from './without-pasting.ts';

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
/** What stands before a line in JSON: the name of a node or a pod. */
const longestHead = 160;

/**
 * Read lines of logs in any of the forms that people paste: `journalctl` short, iso and json, klog, logfmt (containerd,
 * docker, crictl), docker's and containerd's JSON, dmesg, and plain sentences. A line of more than 16 KiB is cut.
 */
export function readLogLine(raw: string, line: number): LogLine {
	const whole = raw.length > longest ? raw.slice(0, longest) : raw;
	const json = whole.startsWith('{') ? 0 : whole.endsWith('}') ? whole.slice(0, longestHead).indexOf('{"') : -1;
	if (json >= 0) {
		const entry = fromJson(whole.slice(json), line);
		if (entry) return entry;
	}
	const text = plainText(whole);
	const {rest, ...head} = withoutSyslog(withoutPasting(text));
	return {line, text, ...head, ...readMessage(rest)};
}

const time = /(?:\S{2,8} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)?|\d{4}-\d\d-\d\dT[\d:.,]{8,}(?:Z|[+-]\d\d:?\d\d)?)/;
const syslog = new RegExp(`^${time.source} (\\S+) ([\\w@.\\-/]{1,64})(?:\\[\\d+\\])?: `);
const justTime = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?[\s:|]{1,3}/;
const dmesg = /^\[\s{0,8}\d{1,9}\.\d{3,6}\] (?![\w.-]{1,40}\[\d+\]: )/;

/** `Nov 21 10:25:44 node1 kubelet[21677]: …`, the month in any language, or with an ISO time, or with none; `[12.345678] …`. */
function withoutSyslog(text: string): Pick<LogLine, 'unit' | 'clockMs'> & {readonly rest: string} {
	const [head, , unit] = syslog.exec(text) ?? [];
	if (head === undefined || unit === undefined) {
		return dmesg.test(text) ? {rest: text, unit: 'kernel'} : {rest: text.replace(justTime, '')};
	}
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
	const others = fields.MESSAGE === undefined ? otherFields(fields) : '';
	const unit = textOf(fields.UNIT ?? fields._SYSTEMD_UNIT ?? fields.SYSLOG_IDENTIFIER);
	// What a program writes to its stdout or stderr has priority 6 whatever it says.
	const priority = fields._TRANSPORT === 'stdout' ? undefined : levelOfPriority(fields.PRIORITY);
	const level = read.level ?? priority ?? levelWords[String(fields.level ?? '').toLowerCase()];
	const timeMs = read.timeMs ?? timeOf(fields);
	return {
		line,
		text: plain,
		message: [read.message, ...(error === undefined ? [] : [unquoted(plainText(error))]), others].join(' ').trimEnd(),
		...(level === undefined ? {} : {level}),
		...(unit === undefined ? {} : {unit: baseUnit(unit)}),
		...(timeMs === undefined ? {} : {timeMs}),
	};
}

const saidElsewhere =
	/^(msg|message|log|error|err|level|severity|ts|time|timestamp|caller|logger|source|stack\w*|stream|host\w*|name|pid|v)$/i;
const mostFields = 8;

/** What a program that logs JSON has beside its sentence, as logfmt has it: `path=/var/lib/etcd/member/snap/db`. */
function otherFields(fields: Readonly<Record<string, unknown>>): string {
	return Object.entries(fields)
		.filter(([key, value]) => typeof value === 'string' && value.length < 300 && !saidElsewhere.test(key))
		.slice(0, mostFields)
		.map(([key, value]) => `${key}=${unquoted(plainText(String(value)))}`)
		.join(' ');
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
