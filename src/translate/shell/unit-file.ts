import type {Translation} from '../types.ts';
import {commentsOf} from './comments.ts';
import type {Known} from './known.ts';
import {rewrite} from './rewrite.ts';
import type {RewrittenScript} from './rewrite-script.ts';
import {stays} from './site-done.ts';

const exec = /^(Exec(?:Start|StartPre|StartPost|Stop|StopPost|Reload|Condition)[ \t]*=[ \t]*)([-@:+!]*)/;

/** A unit file of systemd with a service in it. */
export function isUnitFile(source: string): boolean {
	return /^\[Service\][ \t]*\r?$/m.test(source) && /^\[Unit\]|^\[Install\]|^Exec\w+[ \t]*=/m.test(source);
}

/** The docker commands of its Exec lines. A line that takes more than one command, or asks for a name, gets a shell. */
export function rewriteUnitFile(source: string, known: Known): RewrittenScript {
	const translations: Translation[] = [];
	const text = source
		.split(/(?<=(?:^|[^\\\r])(?:\r?\n))/)
		.map(whole => {
			const setting = whole.match(exec);
			if (setting === null) return whole;
			const end = whole.match(/\r?\n$/)?.[0] ?? '';
			const line = whole.slice(setting[0].length, whole.length - end.length);
			const answer = rewriteExec(line, known);
			if (answer === undefined) return whole;
			translations.push(...answer.translations);
			const comments = [...new Set(answer.translations.flatMap(commentsOf))].map(
				comment => `# ${comment}${end || '\n'}`,
			);
			return `${comments.join('')}${setting[0]}${answer.text}${end}`;
		})
		.join('');
	return {text, translations};
}

function rewriteExec(line: string, known: Known): RewrittenScript | undefined {
	if (!/(^|[/\s"'])docker(-compose)?(\s|$)/.test(line)) return undefined;
	const leave = (id: string) => ({text: line, translations: [stays(line.trim(), [{id, kind: 'lost'}], known)]});
	const joined = line.replaceAll(/\\\r?\n/g, ' ');
	// Where systemd and a shell read a line alike, it is one.
	if (/[$%`]|\\/.test(joined)) return leave('shell.unit-specifier');
	if (/[;&|<>()*?~#]/.test(joined.replaceAll(/'[^']*'|"[^"]*"/g, ''))) return leave('shell.unit-syntax');
	const rewritten = rewrite(joined, known);
	if ('error' in rewritten) return leave('shell.unit-syntax');
	const translations = rewritten.translations.map(({translation}) => translation);
	if (rewritten.edits.length === 0) return {text: line, translations};
	const {text} = rewritten;
	const plain = /^[\w@+=:,./ -]+$/.test(text);
	return {text: plain ? `/usr/bin/env ${text}` : `/bin/sh -c ${quoteForSystemd(text)}`, translations};
}

/** One argument of an Exec line. Source: systemd.service(5), "Command lines": C escapes, `$$`, `%%`. */
function quoteForSystemd(text: string): string {
	return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('$', '$$$$').replaceAll('%', '%%')}"`;
}
