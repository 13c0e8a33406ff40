import type {Assignment, Command, HereDoc, Word} from 'unbash';
import type {Around} from './command-sites.ts';
import type {SaidSite, TextSite} from './site.ts';
import {baseName, pastWrappers} from './wrappers.ts';

const verbs =
	'attach|build|builder|buildx|commit|compose|config|container|context|cp|create|diff|events|exec|export|history|image|images|import|info|inspect|kill|load|login|logout|logs|manifest|network|node|pause|port|ps|pull|push|rename|restart|rm|rmi|run|save|search|secret|service|stack|start|stats|stop|swarm|system|tag|top|unpause|update|version|volume|wait';
const command = `(?:sudo\\s+(?:-\\S+\\s+)*)?(?:[\\w./-]*/)?docker(?:-compose\\s+\\S|\\s+(?:-{1,2}[\\w-]+(?:=\\S+)?\\s+)*(?:${verbs})\\b)`;

/** Anywhere in a program or a script: where a command may begin. */
const within = new RegExp(
	`(?:^|[;&|(\`"'=]|\\b(?:do|then|else)\\b)\\s*${command}|["'](?:[\\w./-]*/)?docker["'],\\s*["'](?:${verbs})["']`,
	'm',
);
/** Behind the times of a crontab, or in a unit: nobody writes that for a person. */
const planned = `(?:(?:[\\d*/,-]+\\s+){5}(?:\\w+\\s+)?|@\\w+\\s+(?:\\w+\\s+)?|Exec\\w+=)${command}`;
const atTimes = new RegExp(`(?:^|\\\\n)\\s*${planned}`, 'm');
/** At the beginning of a line: a sentence has words before. */
const atStart = new RegExp(`(?:^|[;&|]|\\\\n)\\s*(?:${command}|${planned})`, 'm');

const interpreters = /^(python[\d.]*|perl|ruby|node|nodejs|php|expect|awk|gawk)$/;
const shebang = /^#!.*\b(sh|bash|dash|ash|ksh|zsh)\b/;

/**
 * docker commands in a text that this script writes to a file or hands to a program that is no shell. What is a script of its own is
 * translated where it stands; the rest is told of, for nobody here looks into it.
 */
export function writtenTexts(
	{redirects}: Command,
	words: readonly Word[],
	{statement, backquoted, readBy}: Around,
): ReadonlyArray<SaidSite | TextSite> {
	const at = pastWrappers(words)?.at ?? 0;
	const program = baseName(words[at]);
	const place = {statement, backquoted};
	const say = (range: {readonly pos: number; readonly end: number}, id: string): SaidSite => ({
		...place,
		pos: range.pos,
		end: range.end,
		kind: 'said',
		id,
	});
	const hereDoc = redirects.findLast((each): each is HereDoc => each.type === 'HereDoc');
	const toFile = redirects.some(
		each => each.type === 'Redirect' && /^(>|>>|>\||&>|&>>)$/.test(each.operator) && isFile(each.target),
	);
	if (interpreters.test(program)) {
		const text = words.slice(at + 1).find(({value}) => within.test(value));
		if (text !== undefined) return [say(text, 'shell.text.program')];
		const line = hereDoc && lineWith(within, hereDoc);
		return line === undefined ? [] : [say(line, 'shell.text.program')];
	}
	const written = toFile || program === 'tee';
	if (/^(cat|tee)$/.test(program) && hereDoc !== undefined) {
		if (!written && readBy.length === 0) return []; // for a person to read
		if (shebang.test(hereDoc.body.text)) return [{...place, ...hereDoc.body, kind: 'text', from: {hereDoc}}];
		const line = lineWith(within, hereDoc) ?? lineWith(atTimes, hereDoc);
		return line === undefined ? [] : [say(line, 'shell.text.written')];
	}
	if (/^(echo|printf)$/.test(program)) {
		const pattern = toFile || readBy.length > 0 ? atStart : atTimes;
		const text = words.slice(at + 1).find(({value}) => pattern.test(value));
		return text === undefined ? [] : [say(text, 'shell.text.written')];
	}
	return [];
}

/** `CMD="docker ps -a"`, to be run later. */
export function lineAssigned({value}: Assignment, {statement, backquoted}: Pick<Around, 'statement' | 'backquoted'>) {
	const isLine = value.type === 'Word' && /^\s*(sudo|docker|\/)/.test(value.value) && atStart.test(value.value);
	if (!isLine) return [];
	return [{kind: 'said', pos: value.pos, end: value.end, id: 'shell.text.kept', statement, backquoted} as const];
}

function isFile(target: Word | undefined): boolean {
	return target !== undefined && !/^\/dev\/(stdout|stderr|tty|null|fd\/\d)$|^&?\d$/.test(target.value);
}

function lineWith(pattern: RegExp, {body}: HereDoc): {readonly pos: number; readonly end: number} | undefined {
	let pos = body.pos;
	for (const line of body.text.split('\n')) {
		if (pattern.test(line)) return {pos: pos + line.search(/\S/), end: pos + line.length};
		pos += line.length + 1;
	}
	return undefined;
}
