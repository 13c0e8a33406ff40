import {plainText} from '../../model/text.ts';
import {fidelity} from '../fidelity.ts';
import type {TranslateError, Translation} from '../types.ts';
import {type Known, type Rewritten, rewrite} from './rewrite.ts';

export type RewrittenScript = {readonly text: string; readonly translations: readonly Translation[]};

/** A script or crontab, with a comment above each line whose translation is not exact. */
export function rewriteScript(source: string, known: Known): RewrittenScript | TranslateError {
	return isCrontab(source) ? rewriteCrontab(source, known) : rewriteShell(source, known);
}

function rewriteShell(source: string, known: Known): RewrittenScript | TranslateError {
	const rewritten = rewrite(source, known);
	if ('error' in rewritten) return rewritten;
	const comments = new Map<number, string[]>();
	for (const {translation, site} of rewritten.translations) {
		const at = openLine(source, site.statement, rewritten.closed);
		comments.set(at, [...(comments.get(at) ?? []), ...commentsOf(translation)]);
	}
	// The lines of what is left and of what is new do not agree: so each stretch between comments is rewritten by itself.
	const places = [...comments.keys()].filter(at => comments.get(at)?.length).sort((left, right) => left - right);
	let text = '';
	for (const [index, at] of [0, ...places].entries()) {
		if (index > 0) text += insert(source, at, [...new Set(comments.get(at))]);
		text += rewritten.between(at, places[index] ?? source.length);
	}
	return {text, translations: rewritten.translations.map(({translation}) => translation)};
}

function insert(source: string, at: number, lines: readonly string[]): string {
	const indent = source.slice(at).match(/^[ \t]*/)?.[0] ?? '';
	return lines.map(line => `${indent}# rtconsole: ${line}\n`).join('');
}

/** One comment line for each thing that is not the same. */
function commentsOf(translation: Translation): readonly string[] {
	if (fidelity(translation) === 'exact') return [];
	return translation.findings
		.filter(({kind}) => kind !== 'note')
		.map(({kind, flag, message}) => {
			const head = translation.commands.length === 0 ? `not translated: ${translation.docker}` : kind;
			return oneLine(`${head}${flag === undefined ? '' : ` ${flag}`}: ${message}`);
		});
}

function oneLine(text: string): string {
	return plainText(text.replaceAll(/[\r\n]+/g, ' '));
}

/** Start of the line where a comment may stand: not after a line that goes on, and not inside of what a new line changes. */
function openLine(source: string, from: number, closed: Rewritten['closed']): number {
	let at = source.lastIndexOf('\n', from - 1) + 1;
	for (;;) {
		const range = closed.find(({pos, end}) => pos < at && at < end);
		const before =
			range?.pos ?? (/(^|[^\\])(\\\\)*\\\r?\n$/.test(source.slice(Math.max(0, at - 99), at)) ? at - 1 : at);
		if (before === at) return at;
		at = source.lastIndexOf('\n', before - 1) + 1;
	}
}

const schedule =
	/^[ \t]*(?:@(?:reboot|yearly|annually|monthly|weekly|daily|midnight|hourly)|(?:[\d*][\w*/,-]*[ \t]+){4}[\w*/,-]+)[ \t]+/;
const setting = /^[ \t]*(?:#.*|\w+[ \t]*=.*|)$/;

/** True where every line is a time with a command, a setting or a comment, and there is a time. */
export function isCrontab(source: string): boolean {
	const lines = source.split(/\r?\n/);
	return lines.some(line => schedule.test(line)) && lines.every(line => schedule.test(line) || setting.test(line));
}

/** The user's name before the command, as in /etc/cron.d. */
const user = /^[a-z_][\w-]*[ \t]+(?=(?:\/\S*\/)?(?:docker|sudo|env|nice|ionice|timeout)\b)/;
const notUsers = /^(?:docker|sudo|env|nice|ionice|timeout|exec|command|nohup|time|doas|stdbuf|xargs|echo|test)\b/;

function rewriteCrontab(source: string, known: Known): RewrittenScript | TranslateError {
	const translations: Translation[] = [];
	let text = '';
	for (const whole of source.split(/(?<=\n)/)) {
		const end = whole.match(/\r?\n$/)?.[0] ?? '';
		const line = whole.slice(0, whole.length - end.length);
		const head = line.match(schedule)?.[0] ?? '';
		const rest = line.slice(head.length);
		const name = notUsers.test(rest) ? '' : (rest.match(user)?.[0] ?? '');
		const rewritten = head === '' ? undefined : rewrite(rest.slice(name.length), known);
		if (rewritten !== undefined && 'error' in rewritten) return rewritten;
		const found = rewritten?.translations.map(({translation}) => translation) ?? [];
		translations.push(...found);
		text += found
			.flatMap(commentsOf)
			.map(comment => `# rtconsole: ${comment}\n`)
			.join('');
		text += (rewritten === undefined ? line : head + name + rewritten.text) + end;
	}
	return {text, translations};
}
