import type {TranslateError, Translation} from '../types.ts';
import type {Known} from './known.ts';
import {rewrite} from './rewrite.ts';
import type {RewrittenScript} from './rewrite-script.ts';
import {expressionsBack, expressionsOut} from './yaml-expressions.ts';

type RewriteShell = (source: string, known: Known) => RewrittenScript | TranslateError;

const keys = '(?:run|script|before_script|after_script|cmd|cmds|commands?|shell|sh|bash)';
/** `run: |`, `- |`, `script:` with what stands behind. */
const opening = new RegExp(
	`^([ \\t]*(?:- )*)(?:(${keys}):[ \\t]+|(?=[^ \\t]))(?:([|>][+-]?\\d?)[ \\t]*(?:#.*)?|(.*?))[ \\t]*$`,
);
const docker = /(^|[^\w.-])docker(-compose)?([\s;"')]|$)/;

/** True for the YAML of a CI: no line at its left edge is anything but a key, an item, a comment. */
export function isYaml(source: string): boolean {
	if (source.startsWith('#!')) return false;
	const edge = source.split(/\r?\n/).filter(line => /^\S/.test(line) && !line.startsWith('#'));
	const isYamls = (line: string) => /^(---|\.\.\.|%YAML)|^- |^-$|^["']?[\w./ -]+["']?:([ \t]|$)/.test(line);
	return (
		edge.length > 0 &&
		edge.every(isYamls) &&
		edge.some(line => /^- |:([ \t]|$)/.test(line)) &&
		/^[ \t]+(- )?\S/m.test(source)
	);
}

/** The shell's texts in it: blocks (`run: |`), and what stands behind a key or in a list, which becomes a block where it changes. */
export function rewriteYaml(
	source: string,
	around: Known,
	rewriteShell: RewriteShell,
): RewrittenScript | TranslateError {
	const lines = source.split(/(?<=\n)/);
	const known = texts(lines).reduce((so, text) => withMade(text, so), around);
	const translations: Translation[] = [];
	let text = '';
	for (let at = 0; at < lines.length; ) {
		const whole = lines[at] ?? '';
		const {head, key, block, value, end} = partsOf(whole);
		const body = block === undefined ? [] : bodyOf(lines, at + 1, head);
		at += 1 + body.length;
		if (block?.startsWith('|')) {
			const answer = rewriteBlock(body, known, rewriteShell);
			if ('error' in answer) return answer;
			translations.push(...answer.translations);
			text += whole + answer.text;
			continue;
		}
		const shell = block === undefined ? inlineOf(value, key !== undefined || head.includes('-')) : foldedOf(body);
		const answer = shell === undefined || !docker.test(shell) ? undefined : rewriteText(shell, known, rewriteShell);
		if (answer === undefined || 'error' in answer || answer.translations.length === 0) {
			text += whole + body.join('');
			continue;
		}
		translations.push(...answer.translations);
		const begin = whole.slice(0, head.length + (key === undefined ? 0 : whole.slice(head.length).indexOf(':') + 2));
		const indent = `${head.replaceAll('-', ' ')}${key === undefined ? '' : '  '}`;
		const inner = answer.text
			.split('\n')
			.map(line => `${indent}${line}`)
			.join(end || '\n');
		text += answer.text === shell ? whole + body.join('') : `${begin}|-${end || '\n'}${inner}${end}`;
	}
	return {text, translations};
}

function partsOf(whole: string) {
	const end = /\r?\n$/.exec(whole)?.[0] ?? '';
	const [, head = '', key, block, value = ''] = opening.exec(whole.slice(0, whole.length - end.length)) ?? [];
	return {head, key, block, value, end};
}

/** The lines of a block: all that stand further in than what opens it, and empty ones between. */
function bodyOf(lines: readonly string[], from: number, head: string): readonly string[] {
	const outer = head.replace(/(- )+$/, '').length;
	let last = from;
	for (let at = from; at < lines.length; at++) {
		const line = lines[at] ?? '';
		if (line.trim() === '') continue;
		if ((/^ */.exec(line)?.[0].length ?? 0) <= outer) break;
		last = at + 1;
	}
	return lines.slice(from, last);
}

function rewriteBlock(
	body: readonly string[],
	known: Known,
	rewriteShell: RewriteShell,
): RewrittenScript | TranslateError {
	const whole = body.join('');
	if (!docker.test(whole)) return {text: whole, translations: []};
	const indent = Math.min(...body.filter(line => line.trim() !== '').map(line => /^ */.exec(line)?.[0].length ?? 0));
	const inner = body.map(line => (line.trim() === '' ? (/\r?\n$/.exec(line)?.[0] ?? '') : line.slice(indent)));
	const answer = rewriteText(inner.join(''), known, rewriteShell);
	if ('error' in answer) return answer;
	if (answer.text === inner.join('')) return {...answer, text: whole};
	return {...answer, text: answer.text.replaceAll(/^(?=.)/gm, ' '.repeat(indent))};
}

/** A folded block is one line; empty lines and those that stand further in are more. */
function foldedOf(body: readonly string[]): string | undefined {
	const [first = ''] = body;
	const indent = /^ */.exec(first)?.[0] ?? '';
	const isOne = body.every(line => line.startsWith(indent) && /^\S/.test(line.slice(indent.length)));
	return isOne ? body.map(line => line.trim()).join(' ') : undefined;
}

function inlineOf(value: string, isShells: boolean): string | undefined {
	return isShells ? scalarOf(value) : undefined;
}

function rewriteText(shell: string, known: Known, rewriteShell: RewriteShell): RewrittenScript | TranslateError {
	const out = expressionsOut(shell);
	const answer = rewriteShell(out.text, known);
	if ('error' in answer) return answer;
	return {
		text: expressionsBack(answer.text, out),
		translations: JSON.parse(expressionsBack(JSON.stringify(answer.translations), out, true)) as Translation[],
	};
}

function withMade(text: string, known: Known): Known {
	const answer = rewrite(expressionsOut(text).text, known);
	return 'error' in answer ? known : {...known, made: answer.made};
}

function texts(lines: readonly string[]): readonly string[] {
	return lines.flatMap((line, at) => {
		const {head, block, value} = partsOf(line);
		if (block === undefined) return docker.test(value) ? [scalarOf(value) ?? ''] : [];
		const body = bodyOf(lines, at + 1, head);
		return docker.test(body.join('')) ? [body.map(each => each.trimStart()).join('')] : [];
	});
}

/** The text of a scalar in one line; undefined for what has escapes in it. */
function scalarOf(value: string): string | undefined {
	if (/^'(?:[^']|'')*'$/.test(value)) return value.slice(1, -1).replaceAll("''", "'");
	if (/^"[^"\\]*"$/.test(value)) return value.slice(1, -1);
	return /^[\w./$]/.test(value) && !/\s#|:\s/.test(value) ? value : undefined;
}
