import type {Translation} from '../types.ts';
import {commentsOf} from './comments.ts';
import type {Known} from './known.ts';
import {fromMake, type MakeText, toShell} from './make-expansions.ts';
import {rewrite} from './rewrite.ts';
import type {RewrittenScript} from './rewrite-script.ts';
import {stays} from './site-done.ts';

const rule = /^[^\s#:=][^:=#]*::?(?![:=])/;
const setting = /^(override |export |unexport )*[\w.-]+[ \t]*(::?:?|\?|\+|!)?=/;
const directive =
	/^(#|-?include\b|sinclude\b|ifn?eq\b|ifn?def\b|else\b|endif\b|define\b|endef\b|export\b|unexport\b|vpath\b|override\b|\$)/;

/** True where each line is a rule with its recipe, a setting or a comment, and there is a recipe. */
export function isMakefile(source: string): boolean {
	if (source.startsWith('#!')) return false;
	const lines = logicalLines(source).map(line => line.replace(/\r?\n$/, ''));
	const isMakes = (line: string) => line.trim() === '' || [rule, setting, directive].some(form => form.test(line));
	const hasRecipe = lines.some((line, at) => line.startsWith('\t') && rule.test(lines[at - 1] ?? ''));
	return hasRecipe && lines.every(line => line.startsWith('\t') || isMakes(line.trimStart()));
}

/**
 * A Makefile: make hands each line of a recipe to a shell of its own, after it has put in what is its own (`$(NAME)`), and to the shell goes
 * `$$`. What one recipe makes another removes.
 */
export function rewriteMakefile(source: string, around: Known): RewrittenScript {
	const lines = logicalLines(source);
	const known = lines.reduce(withMade, around);
	const answers = lines.map(line => (line.startsWith('\t') ? rewriteRecipe(line, known) : besideRecipes(line, known)));
	return {
		text: answers.map(({text}) => text).join(''),
		translations: answers.flatMap(({translations}) => translations),
	};
}

/** A line with those that it goes on in. */
function logicalLines(source: string): readonly string[] {
	return source.split(/(?<=(?:^|[^\\\r])(?:\r?\n))/);
}

const docker = /(^|[^\w.-])docker(-compose)?([\s;"')]|$)/;

function withMade(known: Known, line: string): Known {
	const {command} = partsOf(line);
	if (!line.startsWith('\t') || !docker.test(command)) return known;
	const {text} = toShell(command);
	const answer = rewrite(text, known);
	return 'error' in answer ? known : {...known, made: answer.made};
}

function rewriteRecipe(line: string, known: Known): RewrittenScript {
	const {head, command, end} = partsOf(line);
	if (!docker.test(command)) return {text: line, translations: []};
	const leave = (id: string): RewrittenScript => {
		const translation = stays(command, [{id, kind: 'lost'}], known);
		return {text: commented([translation], end) + line, translations: [translation]};
	};
	const shell = toShell(command);
	if (shell.mixed) return leave('shell.make-mixed');
	const answer = rewrite(shell.text, known);
	if ('error' in answer) return leave('shell.make-syntax');
	const translations = answer.translations.map(({translation}) => translation);
	const shown = JSON.parse(fromMake(JSON.stringify(translations), asJson(shell), '$')) as Translation[];
	const text = answer.edits.length === 0 ? command : fromMake(answer.text.replaceAll('$', '$$$$'), shell, '$$');
	return {text: commented(shown, end) + head + text + end, translations: shown};
}

function asJson(shell: MakeText): MakeText {
	const escaped = [...shell.expansions].map(([name, shown]) => [name, JSON.stringify(shown).slice(1, -1)] as const);
	return {...shell, expansions: new Map(escaped)};
}

/** `VAR := $(shell docker ps -q)` is make's own, and stays. */
function besideRecipes(line: string, known: Known): RewrittenScript {
	if (!/^[^#]*\$[({]shell\s[^#]*\bdocker\s/.test(line)) return {text: line, translations: []};
	const end = /\r?\n$/.exec(line)?.[0] ?? '';
	const translation = stays(line.trim(), [{id: 'shell.make-setting', kind: 'lost'}], known);
	return {text: commented([translation], end) + line, translations: [translation]};
}

/** To make a comment: with a tab before it the shell would get it, and a person would see it. */
function commented(translations: readonly Translation[], end: string): string {
	const comments = [...new Set(translations.flatMap(commentsOf))];
	return comments.map(comment => `# ${comment}${end || '\n'}`).join('');
}

function partsOf(line: string): {readonly head: string; readonly command: string; readonly end: string} {
	const head = /^\t[\t @+-]*/.exec(line)?.[0] ?? '';
	const end = /\r?\n$/.exec(line)?.[0] ?? '';
	return {head, command: line.slice(head.length, line.length - end.length), end};
}
