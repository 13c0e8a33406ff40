import {printChain, printCommand} from '../print.ts';
import {standInPattern} from '../stand-in.ts';
import type {Arg, Command, Translation} from '../types.ts';
import {completed} from './completed-image.ts';
import {readToEnd} from './read-to-end.ts';
import type {ShellWord} from './shell-words.ts';
import type {DockerSite} from './site.ts';
import {isUnknown} from './site-words.ts';

/** The text that takes the place of a docker command, or the id of the sentence why there is none. */
export type Printed = {readonly text: string} | {readonly stays: string};

const plain = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+:,./=-]*$/;

export function printSite(
	{wrapped, bare, redirections, fedNames, errexit, readBy, pipefail}: DockerSite,
	words: readonly ShellWord[],
	{commands, findings}: Translation,
	text: (pos: number, end: number) => string,
): Printed {
	const [only] = commands;
	const carrying = words.some(isUnknown);
	const after = redirections.map(({pos, end}) => ` ${text(pos, end)}`).join('');
	if (fedNames) {
		const loop = forEachName(commands, words);
		if (loop === undefined) return {stays: 'shell.several-steps'};
		const replaces = wrapped.xargs?.replaces;
		return {text: `sh -c ${quotePart(loop)} sh${replaces === undefined ? '' : ` ${quotePart(replaces)}`}${after}`};
	}
	const steps = commands.length !== 1 || only === undefined || !isPlain(only);
	if (steps) {
		const fits = commands.every(({files, argv}) => (files ?? []).length === 0 && !hasControls(argv));
		if (!fits || (!bare && (wrapped.xargs !== undefined || wrapped.again))) return {stays: 'shell.several-steps'};
		if (!bare) {
			const inOne = inOneShell(commands, words);
			return inOne === undefined ? {stays: 'shell.several-steps'} : {text: inOne + after};
		}
		if (!carrying) return {text: grouped(commands.map(printCommand)) + after};
	}
	const lines = commands.map(command => printLine(command, words, wrapped.sudo));
	if (lines.some(line => line === undefined)) return {stays: 'shell.unknown-words.taken-apart'};
	const argv = JSON.stringify(commands);
	const left = words.flatMap(({unknown}) => [...unknown.keys()]).some(name => !argv.includes(name));
	const said = findings.some(({kind}) => kind === 'lost');
	if (left && (!said || wrapped.xargs !== undefined)) return {stays: 'shell.unknown-words.left-out'};
	return {text: (steps ? grouped(lines) : (lines[0] ?? '')) + after};

	function grouped(lines: readonly unknown[]): string {
		const [line] = lines;
		const whole = lines.length === 1 && typeof line === 'string' ? [readToEnd(line, readBy, pipefail)] : lines;
		return inBraces(whole, commands, errexit);
	}
}

/** With `set -e` only the last command of a list ends the script: a step before it that fails has to be told once more. */
function inBraces(lines: readonly unknown[], commands: readonly Command[], errexit: boolean): string {
	const isList = commands.length > 1 || commands.some(({unless}) => unless !== undefined);
	return `{ ${printChain(lines)}${errexit && isList ? ' || (exit $?)' : ''}; }`;
}

/** xargs puts in names, each of which has to be asked for. */
function forEachName(commands: readonly Command[], words: readonly ShellWord[]): string | undefined {
	if (words.filter(isUnknown).length !== 1) return undefined;
	const lines = commands.map(command => printLine(command, words, ''));
	return lines.includes(undefined) ? undefined : `for name; do ${printChain(lines)}; done`;
}

/** Several steps behind `sudo`, `timeout`…: in a shell of their own, which gets what only this shell knows as arguments. */
function inOneShell(commands: readonly Command[], words: readonly ShellWord[]): string | undefined {
	const given = words.flatMap(({unknown}) => [...unknown]);
	if (given.some(([, shown]) => !/^".*"$/s.test(shown))) return undefined;
	const numbered = new Map(given.map(([name], index) => [name, index < 9 ? `"$${index + 1}"` : `"\${${index + 1}}"`]));
	const inner = words.map(word => ({
		...word,
		unknown: new Map([...word.unknown.keys()].map(name => [name, numbered.get(name) ?? ''])),
	}));
	const lines = commands.map(command => printLine(command, inner, ''));
	if (lines.includes(undefined)) return undefined;
	const text = printChain(lines);
	if (given.some(([name]) => !JSON.stringify(commands).includes(name))) return undefined;
	return ['sh -c', quotePart(text), ...(given.length === 0 ? [] : ['sh', ...given.map(([, shown]) => shown)])].join(
		' ',
	);
}

/** As `printCommand` prints it, with the shell's own texts in place of the stand-ins; undefined where one cannot stand. */
function printLine(
	{unless, inputFrom, input, output, argv}: Command,
	words: readonly ShellWord[],
	sudo: string,
): string | undefined {
	const print = (line: readonly [string, ...Arg[]]): string | undefined => {
		const shown = line.map(arg => printArg(arg, line[0], words, sudo));
		return shown.includes(undefined) ? undefined : shown.filter(each => each !== '').join(' ');
	};
	const [asked, from, main] = [unless && print(unless), inputFrom && print(inputFrom), print(argv)];
	if (main === undefined || (unless && asked === undefined) || (inputFrom && from === undefined)) return undefined;
	return [
		...(asked === undefined ? [] : [`[ -n "$(${asked})" ] ||`]),
		...(from === undefined ? [] : [`${from} |`]),
		main,
		...(input === 'none' ? ['</dev/null'] : []),
		...(output === 'aside' ? ['>&2'] : []),
	].join(' ');
}

function isPlain({unless, inputFrom, input, files}: Command): boolean {
	return unless === undefined && inputFrom === undefined && input === undefined && (files ?? []).length === 0;
}

/** What is printed for the eye writes control characters as `$'…'`, which not every sh reads. */
function hasControls(argv: readonly Arg[]): boolean {
	return argv.some(arg => /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(typeof arg === 'string' ? arg : arg.name));
}

/** Undefined where a stand-in is in it that is not a whole word. */
function printArg(arg: Arg, tool: string, words: readonly ShellWord[], sudo: string): string | undefined {
	if (typeof arg !== 'string') {
		if (hasControls([arg])) return undefined;
		const printed = printCommand({argv: [tool, arg], effect: 'read'}).slice(tool.length + 1);
		const shown = sudo === '' ? printed : printed.replaceAll('$(crictl ', () => `$(${sudo} crictl `);
		return standInPattern.test(shown) ? withNames(shown, words) : shown;
	}
	if (!standInPattern.test(arg)) return quotePart(arg);
	const short = tool === 'ctr' ? words.find(({value, image}) => image === true && arg.endsWith(value)) : undefined;
	if (short !== undefined && /^(name==)?$/.test(arg.slice(0, -short.value.length)))
		return arg.slice(0, -short.value.length) + completed(pieces(short.value, short.unknown), short.several);
	for (const {unknown} of words) if (unknown.has(arg)) return unknown.get(arg);
	const same = words.find(({value}) => value === arg);
	if (same !== undefined) return pieces(arg, same.unknown);
	// Names of images become whole ones: `nginx:$TAG`, `name==docker.io/library/nginx:$TAG`.
	const image = words.find(({value, unknown}) => unknown.size > 0 && arg.endsWith(value));
	if (image !== undefined && /^(name==)?(docker\.io\/(library\/)?)?$/.test(arg.slice(0, -image.value.length)))
		return pieces(arg, image.unknown);
	// What a filter asks for is passed on as it is: `label=app=$APP`, `name=^$NAME$`.
	const filter = words.find(({value, unknown}) => unknown.size > 0 && value.endsWith(arg));
	if (filter !== undefined && /^((--filter|-\w*f)=?)?(name|label|ancestor)=$/.test(filter.value.slice(0, -arg.length)))
		return pieces(arg, filter.unknown);
	// A path from the root has no colon and no comma in it, whatever is put in: `-v /srv/$APP/data:/data`.
	if (/^type=bind,src=\/[^,]*,dst=[^,]+,options=[a-z:]+$/.test(arg))
		return pieces(arg, new Map(words.flatMap(({unknown}) => [...unknown])));
	if (/^((containerd\.io\/restart\.loguri=)?(file:\/\/)?\/var\/log\/ctr-|id=|n\d=)/.test(arg))
		return pieces(arg, new Map(words.flatMap(({unknown}) => [...unknown])));
	// A folder may stand within more, `type=bind,src=…`: it is the same there. Anything else would have been taken apart.
	const folders = words.flatMap(({unknown}) => [...unknown]).filter(([name]) => name.startsWith('/.'));
	const rest = folders.reduce((text, [name]) => text.replaceAll(name, ''), arg);
	return standInPattern.test(rest) ? undefined : pieces(arg, new Map(folders));
}

/** A name is asked for as `"^$NAME\$"` instead of `'^web$'`; an ID, or an image, stands there as it is. */
function withNames(shown: string, words: readonly ShellWord[]): string | undefined {
	let text = shown;
	for (const {unknown} of words)
		for (const [name, variable] of unknown) {
			const bare = variable.replace(/^"(.*)"$/s, '$1');
			text = text
				.replaceAll(`'^${name}$')`, () => `"^${bare}\\$"${name.startsWith('y') ? ` | grep . || echo "${bare}"` : ''})`)
				.replaceAll(`'^${name}$'`, () => `"^${bare}\\$"`)
				.replaceAll(` ${name})`, () => ` ${variable})`);
		}
	return standInPattern.test(text) ? undefined : text;
}

/** A word of known and unknown parts, each quoted as it must be. */
function pieces(value: string, unknown: ShellWord['unknown']): string {
	const names = [...unknown.keys()].map(name => name.replace(/[/.]/g, '\\$&'));
	const parts = value.split(new RegExp(`(${names.join('|')})`));
	return parts.map(part => unknown.get(part) ?? (part === '' ? '' : quotePart(part))).join('');
}

/** For a text that sh and bash read: new lines stay as they are. */
function quotePart(word: string): string {
	return plain.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
