import type {LogLine} from './read-line.ts';

type Level = NonNullable<LogLine['level']>;
type Message = Pick<LogLine, 'message' | 'level' | 'timeMs'>;

/** The message of one line: what the program wrote, which has a form of its own. */
export function readMessage(message: string): Message {
	return withoutEvent(
		fromKlog(message) ?? fromLogfmt(message) ?? fromTerminal(message) ?? {message: unquoted(message)},
	);
}

/** A kubelet that sends an old event again prints all of it: what counts is why it was not taken. */
function withoutEvent(read: Message): Message {
	const message = read.message.replace(
		/^("?(?:Server rejected event|Unable to write event).{0,40}?)&v1\.Event\{.*\}(?=["']?(?:[: ]|$))/,
		'$1',
	);
	return {...read, message};
}

const klogLevels: Readonly<Record<string, Level>> = {I: 'info', W: 'warning', E: 'error', F: 'fatal'};
const klog = /([IWEF])\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [\w.\-/]+:\d+\] /;
/** What may stand before it: the name of a container or a host, a line number. */
const longestHead = 120;

/** `E1121 10:25:44.135599   21677 server.go:269] …` */
function fromKlog(text: string): Message | undefined {
	const found = klog.exec(text);
	if (!found || found.index > longestHead) return undefined;
	const level = klogLevels[found[1] ?? ''];
	return {message: unquoted(text.slice(found.index + found[0].length)), ...(level === undefined ? {} : {level})};
}

export const levelWords: Readonly<Record<string, Level>> = {
	debug: 'info',
	debu: 'info',
	info: 'info',
	warn: 'warning',
	warning: 'warning',
	error: 'error',
	erro: 'error',
	err: 'error',
	fatal: 'fatal',
	fata: 'fatal',
	panic: 'fatal',
	pani: 'fatal',
};

/** `time="…" level=error msg="…" error="…"`: all of it, with the quotes within undone; agents leave the time out. */
function fromLogfmt(text: string): Message | undefined {
	const [, time, word] = /^(?:time="?([^"]{10,40}?)"? )?level=(\w+) /.exec(text) ?? [];
	if (word === undefined) return undefined;
	const at = text.indexOf('msg=');
	const timeMs = Date.parse(time ?? '');
	return {
		message: unquoted(at < 0 ? text : text.slice(at + 4)),
		...(levelWords[word] === undefined ? {} : {level: levelWords[word]}),
		...(Number.isNaN(timeMs) ? {} : {timeMs}),
	};
}

/** `FATA[0002] …` of crictl, nerdctl, docker and containerd at a terminal; `[ERROR] …` of CoreDNS. */
function fromTerminal(text: string): Message | undefined {
	const [head, short, long] = /^(?:([A-Z]{4})\[[^\]]{4,40}\] |\[([A-Z]{4,7})\] (?=plugin\/))/.exec(text) ?? [];
	const level = levelWords[(short ?? long ?? '').toLowerCase()];
	return head === undefined || level === undefined ? undefined : {message: unquoted(text.slice(head.length)), level};
}

/** Quotes within quotes, however deep: `\\\"` is `"`; a line break that is written as one is a space; Go before 1.11 said getsockopt. */
export function unquoted(said: string): string {
	const text = said.includes('getsockopt: ') ? said.replaceAll('getsockopt: ', 'connect: ') : said;
	return text.includes('\\') ? text.replace(/\\+(["'`])/g, '$1').replace(/\\+[nt]/g, ' ') : text;
}
