import type {TranslateError, Translation} from '../types.ts';
import {commentsOf} from './comments.ts';
import {isCrontab, rewriteCrontab} from './crontab.ts';
import {applyEdits, type Edit} from './edits.ts';
import type {Known} from './known.ts';
import {isMakefile, rewriteMakefile} from './makefile.ts';
import {rewrite} from './rewrite.ts';
import type {Rewritten} from './rewritten.ts';
import {isUnitFile, rewriteUnitFile} from './unit-file.ts';
import {isYaml, rewriteYaml} from './yaml-file.ts';

export type RewrittenScript = {readonly text: string; readonly translations: readonly Translation[]};

/** A script, crontab, unit file, Makefile or the YAML of a CI, with a comment above each line whose translation is not exact. */
export function rewriteScript(source: string, known: Known): RewrittenScript | TranslateError {
	// Written on Windows: no shell would read it so, and all that is new ends its lines as the rest.
	if (source.includes('\r\n') && !/(^|[^\r])\n/.test(source)) {
		const answer = rewriteLines(source.replaceAll('\r\n', '\n'), known);
		return 'error' in answer ? answer : {...answer, text: answer.text.replaceAll('\n', '\r\n')};
	}
	return rewriteLines(source, known);
}

function rewriteLines(source: string, known: Known): RewrittenScript | TranslateError {
	if (source.startsWith('\ufeff')) {
		const answer = rewriteLines(source.slice(1), known);
		return 'error' in answer ? answer : {...answer, text: `\ufeff${answer.text}`};
	}
	if (isCrontab(source)) return rewriteCrontab(source, known);
	if (isMakefile(source)) return rewriteMakefile(source, known);
	if (isYaml(source)) return rewriteYaml(source, known, rewriteShell);
	if (isUnitFile(source)) return rewriteUnitFile(source, known);
	const [, language] = otherLanguage.exec(source) ?? [];
	if (language !== undefined)
		return {
			error: `it is written in ${language}: of programs only those of a shell are read; one line of it: translate docker …`,
		};
	const answer = rewriteShell(source, known);
	return 'error' in answer ? {...answer, error: `${answer.error} (read as a script of sh)`} : answer;
}

const otherLanguage = /^#!.*[/ ](python[\d.]*|perl|ruby|node|php|lua|tclsh|expect|pwsh|awk)\b/;

function rewriteShell(source: string, known: Known): RewrittenScript | TranslateError {
	const rewritten = rewrite(source, known);
	if ('error' in rewritten) return rewritten;
	const comments = new Map<number, Set<string>>();
	for (const {translation, statement} of rewritten.translations) {
		const said = commentsOf(translation);
		if (said.length === 0) continue;
		const at = openLine(source, statement, rewritten);
		comments.set(at, new Set([...(comments.get(at) ?? []), ...said]));
	}
	const inserts = [...comments].map(([at, lines]): Edit => ({pos: at, end: at, text: indented(source, at, lines)}));
	const edits = [...rewritten.edits, ...inserts].sort((left, right) => left.pos - right.pos || left.end - right.end);
	return {text: applyEdits(source, edits), translations: rewritten.translations.map(({translation}) => translation)};
}

function indented(source: string, at: number, lines: ReadonlySet<string>): string {
	let end = at;
	while (source[end] === ' ' || source[end] === '\t') end++;
	return [...lines].map(line => `${source.slice(at, end)}# ${line}\n`).join('');
}

/** Start of the line where a comment may stand: not after a line that goes on, and not inside of what a new line changes. */
function openLine(source: string, from: number, {closed}: Rewritten): number {
	let at = source.lastIndexOf('\n', from - 1) + 1;
	for (;;) {
		const range = closed.find(({pos, end}) => pos < at && at < end);
		const goesOn = source[at - 2] === '\\' && /(^|[^\\])(\\\\)*\\\n$/.test(source.slice(Math.max(0, at - 99), at));
		const before = range?.pos ?? (goesOn ? at - 1 : at);
		if (before === at) return at;
		at = source.lastIndexOf('\n', before - 1) + 1;
	}
}
