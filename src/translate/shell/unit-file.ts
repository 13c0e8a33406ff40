import {commentsOf} from './comments.ts';
import type {Known} from './known.ts';
import {rewrite} from './rewrite.ts';
import type {RewrittenScript} from './rewrite-script.ts';
import {stays} from './site-done.ts';
import {specifiersShown, withSpecifiers, withVariables} from './unit-specifiers.ts';

const exec = /^(Exec(?:Start|StartPre|StartPost|Stop|StopPost|Reload|Condition)[ \t]*=[ \t]*)([-@:+!]*)/;

/** A unit file of systemd with a service in it. */
export function isUnitFile(source: string): boolean {
	// A script may write one.
	if (!/^(\s*([#;].*)?\n)*\[/.test(source) || /^#!/.test(source)) return false;
	return /^\[Service\][ \t]*\r?$/m.test(source) && /^\[Unit\]|^\[Install\]|^Exec\w+[ \t]*=/m.test(source);
}

/**
 * The docker commands of its Exec lines. A line that takes more than one command, or asks for a name, gets a shell. Where none
 * stays docker's the unit needs containerd, and not docker.
 */
export function rewriteUnitFile(source: string, around: Known): RewrittenScript {
	const lines = source.split(/(?<=(?:^|[^\\\r])(?:\r?\n))/).map(partsOf);
	// What one line starts another stops, and mostly stands before it.
	const known = lines.reduce((so, {head, line}) => (head === '' ? so : withMade(line, so)), around);
	const answers = lines.map(({head, line}) => (head === '' ? undefined : rewriteExec(line, known)));
	const translations = answers.flatMap(answer => answer?.translations ?? []);
	const isDone = translations.length > 0 && translations.every(({commands}) => commands.length > 0);
	const text = lines.map(({head, line, end}, at) => {
		const answer = answers[at];
		if (answer === undefined) return head + (isDone && head === '' ? ofContainerd(line) : line) + end;
		const comments = [...new Set(answer.translations.flatMap(commentsOf))].map(comment => `# ${comment}${end || '\n'}`);
		return `${comments.join('')}${head}${answer.text}${end}`;
	});
	return {text: text.join(''), translations};
}

/** `head`: the name of an Exec setting with what stands before its command; empty for any other line. */
function partsOf(whole: string): {readonly head: string; readonly line: string; readonly end: string} {
	const head = whole.match(exec)?.[0] ?? '';
	const end = whole.match(/\r?\n$/)?.[0] ?? '';
	return {head, line: whole.slice(head.length, whole.length - end.length), end};
}

/** `Requires=docker.service` would start docker, or fail where there is none. */
function ofContainerd(line: string): string {
	if (!/^(After|Before|Requires|Requisite|Wants|BindsTo|PartOf|Upholds)[ \t]*=/.test(line)) return line;
	const [key = '', value = ''] = line.split(/(?<=^[^=]*=)/);
	if (!/(^|\s)docker\.(service|socket)(?=\s|$)/.test(value)) return line;
	const names = value.trim().split(/\s+/);
	const others = names.map(name => (/^docker\.(service|socket)$/.test(name) ? 'containerd.service' : name));
	return `${key}${/^\s/.test(value) ? ' ' : ''}${[...new Set(others)].join(' ')}`;
}

function withMade(line: string, known: Known): Known {
	const asked = asShell(line);
	const rewritten = asked === undefined || 'stays' in asked ? undefined : rewrite(asked.text, known);
	return rewritten === undefined || 'error' in rewritten ? known : {...known, made: rewritten.made};
}

/** Undefined where docker is not in it. Where systemd and a shell read a line alike, it is one. */
function asShell(line: string): {readonly text: string} | {readonly stays: string} | undefined {
	if (!/(^|[/\s"'])docker(-compose)?(\s|$)/.test(line)) return undefined;
	const joined = withVariables(line.replaceAll(/\\\r?\n/g, ' '));
	if (joined === undefined || /[`\\]|\$(?!\w|\{\w+\})|\$\d/.test(joined)) return {stays: 'shell.unit-specifier'};
	const bare = joined.replaceAll(/'[^']*'|"[^"]*"/g, '');
	return /[;&|<>()*?~#]/.test(bare) ? {stays: 'shell.unit-syntax'} : {text: joined};
}

function rewriteExec(line: string, known: Known): RewrittenScript | undefined {
	const asked = asShell(line);
	if (asked === undefined) return undefined;
	const leave = (id: string) => ({text: line, translations: [stays(line.trim(), [{id, kind: 'lost'}], known)]});
	if ('stays' in asked) return leave(asked.stays);
	const rewritten = rewrite(asked.text, known);
	if ('error' in rewritten) return leave('shell.unit-syntax');
	const translations = specifiersShown(rewritten.translations.map(({translation}) => translation));
	if (rewritten.edits.length === 0) return {text: line, translations};
	const {text} = rewritten;
	const plain = /^[\w@+=:,./ -]+$/.test(text);
	return {text: plain ? `/usr/bin/env ${text}` : `/bin/sh -c ${withSpecifiers(quoteForSystemd(text))}`, translations};
}

/** One argument of an Exec line. Source: systemd.service(5), "Command lines": C escapes, `$$`, `%%`. */
function quoteForSystemd(text: string): string {
	return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('$', '$$$$').replaceAll('%', '%%')}"`;
}
