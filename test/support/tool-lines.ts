import {parse} from 'unbash';
import type {ToolCommand, ToolFlag, ToolGrammar} from '../../src/translate/grammar.ts';
import {livesIn} from '../../src/translate/version.ts';

// A second reader of crictl, ctr and nerdctl lines, which shares no code with the one that made them.

/** Every command line of crictl, ctr or nerdctl in a shell text, however deep: in `$(…)`, pipes, `sh -c`, `xargs`. */
export function toolLines(text: string): ReadonlyArray<readonly string[]> {
	const script = parse(text);
	if ((script.errors ?? []).length > 0) throw new Error(`no shell: ${text}`);
	const lines: Array<readonly string[]> = [];
	// Words are read when they are asked for: written out, all of them are there.
	visit(JSON.parse(JSON.stringify(script)), lines);
	return lines;
}

type Node = {
	readonly type?: string;
	readonly name?: {readonly value: string};
	readonly suffix?: readonly Node[];
	readonly value?: string;
};

function visit(node: unknown, lines: Array<readonly string[]>): void {
	if (typeof node !== 'object' || node === null) return;
	for (const child of Object.values(node)) visit(child, lines);
	const {type, name, suffix = []} = node as Node;
	if (type !== 'Command' || name === undefined) return;
	const words = [name.value, ...suffix.filter(one => one.type === 'Word').map(one => one.value ?? '')];
	const at = words.findIndex(word => /^(crictl|ctr|nerdctl)$/.test(word));
	if (at >= 0 && (at === 0 || /^(xargs|env|time|nsenter|exec|timeout)$/.test(words[0] ?? '')))
		lines.push(words.slice(at));
	const dashC = words.indexOf('-c');
	const inner = words[dashC + 1];
	if (/^(sh|bash)$/.test(words[0] ?? '') && dashC > 0 && inner !== undefined) lines.push(...toolLines(inner));
}

/** What of a line this version of its tool does not know: commands, flags, values too many or too few. */
export function unknownIn([, ...words]: readonly string[], grammar: ToolGrammar, version: string): readonly string[] {
	const globals = readFlags(words, 0, grammar.globals, version);
	const {command, next} = findCommand(words, globals.next, grammar);
	if (command === undefined) return [...globals.problems, `no command ${words.slice(globals.next).join(' ')}`];
	const gone = livesIn(version, command) ? [] : [`command ${words[globals.next]} since ${command.since}`];
	const flags = readFlags(words, next, command.flags, version);
	const rest = isGroup(command, grammar)
		? unknownIn(['', ...words.slice(flags.next)], within(command, grammar), version)
		: [];
	return [...globals.problems, ...gone, ...flags.problems, ...rest];
}

/** `images`, `compose`: a command that only leads to others; `crictl pull` takes images too. */
function isGroup(command: ToolCommand, {commands}: ToolGrammar): boolean {
	return Object.keys(commands).some(
		name => commands[name] === command && name !== 'pull' && startsGroup(name, commands),
	);
}

function startsGroup(name: string, commands: ToolGrammar['commands']): boolean {
	return Object.keys(commands).some(other => other.startsWith(`${name} `));
}

/** What a group leads to, as a grammar of its own. */
function within(command: ToolCommand, {versions, commands}: ToolGrammar): ToolGrammar {
	const group = Object.keys(commands).find(name => commands[name] === command) ?? '';
	const inside = Object.entries(commands).filter(([name]) => name.startsWith(`${group} `));
	return {
		versions,
		globals: {},
		commands: Object.fromEntries(inside.map(([name, one]) => [name.slice(group.length + 1), one])),
	};
}

function findCommand(words: readonly string[], at: number, {commands}: ToolGrammar) {
	for (const count of [3, 2, 1]) {
		const typed = words.slice(at, at + count);
		const name = Object.keys(commands).find(key => matches(key.split(' '), typed, commands));
		if (typed.length === count && name !== undefined) return {command: commands[name], next: at + count};
	}
	return {command: undefined, next: at};
}

/** Each word is the command's own or an alias of it, at its depth. */
function matches(key: readonly string[], typed: readonly string[], commands: ToolGrammar['commands']): boolean {
	return (
		key.length === typed.length &&
		key.every((word, depth) => {
			const aliases: ToolCommand['aliases'] = commands[key.slice(0, depth + 1).join(' ')]?.aliases;
			return word === typed[depth] || aliases?.includes(typed[depth] ?? '') === true;
		})
	);
}

function readFlags(words: readonly string[], from: number, flags: Readonly<Record<string, ToolFlag>>, version: string) {
	const problems: string[] = [];
	let next = from;
	for (; next < words.length; next++) {
		const word = words[next] ?? '';
		if (!word.startsWith('-') || word === '-') break;
		if (word === '--') {
			next++;
			break;
		}
		if (word === '--help') continue;
		const [typed = '', inline] = word.split(/=(.*)/s);
		const flag = typed.startsWith('--')
			? flags[typed.slice(2)]
			: Object.values(flags).find(({short}) => short === typed.slice(1));
		if (flag === undefined) problems.push(`no flag ${typed}`);
		else if (!livesIn(version, flag)) problems.push(`${typed} lives ${flag.since ?? ''}–${flag.until ?? ''}`);
		if (flag?.type !== 'value' || inline !== undefined) continue;
		next++;
		if (next >= words.length) problems.push(`${typed} without a value`);
	}
	return {problems, next};
}
