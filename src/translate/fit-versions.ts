import type {TargetTool, ToolCommand, ToolGrammar} from './grammar.ts';
import type {Ask, Found} from './transform.ts';
import type {Arg, Command} from './types.ts';
import {livesIn} from './version.ts';

/** Does this version of a tool have the command (by its full or a short name), or a flag of it? */
export function toolHas(grammar: ToolGrammar, version: string, command: string, flag?: string): boolean {
	const found = commandOf(grammar, command);
	if (found !== undefined && livesAs(found, version, flag)) return true;
	const older = Object.hasOwn(grammar.commands, command) ? undefined : olderOf(grammar, command);
	return older !== undefined && livesAs(older, version, flag);
}

function livesAs(found: ToolCommand, version: string, flag: string | undefined): boolean {
	if (!livesIn(version, found)) return false;
	if (flag === undefined) return true;
	const entry = found.flags[flag.startsWith('--') ? flag.slice(2) : flag];
	return entry !== undefined && livesIn(version, entry);
}

function commandOf(grammar: ToolGrammar, command: string): ToolCommand | undefined {
	return named(grammar, command) ?? named(grammar, inFull(command, leafNames));
}

/** A short name may be that of another command in older versions. */
function olderOf(grammar: ToolGrammar, command: string): ToolCommand | undefined {
	return named(grammar, inFull(command, olderLeafNames));
}

function named({commands}: ToolGrammar, name: string): ToolCommand | undefined {
	return Object.hasOwn(commands, name) ? commands[name] : undefined;
}

function inFull(command: string, leaves: ReadonlyMap<string, string>): string {
	const [group = '', leaf] = command.split(' ');
	const first = groupNames.get(group) ?? group;
	return leaf === undefined ? first : `${first} ${leaves.get(leaf) ?? leaf}`;
}

// The grammar has ctr's long names; lines are written with these.
const groupNames: ReadonlyMap<string, string> = new Map([
	['task', 'tasks'],
	['image', 'images'],
	['container', 'containers'],
	['snapshot', 'snapshots'],
]);
const leafNames: ReadonlyMap<string, string> = new Map([
	['ls', 'list'],
	['rm', 'delete'],
]);
// images and snapshots: `remove, rm` up to ctr 1.5, `delete, del, remove, rm` from 1.6 on. Source: ctr-flag-history.
const olderLeafNames: ReadonlyMap<string, string> = new Map([['rm', 'remove']]);

/** Take out what the version at hand does not have, and say so. Commands of other tools stay as they are. */
export function fitVersions(
	commands: readonly Command[],
	tools: Readonly<Record<TargetTool, ToolGrammar>>,
	versions: Ask['versions'],
): {readonly commands: readonly Command[]; readonly findings: readonly Found[]} {
	const findings: Found[] = [];
	const fitted: Command[] = [];
	for (const command of commands) {
		const argv = withoutLacking(command.argv);
		const inputFrom = command.inputFrom && withoutLacking(command.inputFrom);
		if (argv === undefined || (command.inputFrom !== undefined && inputFrom === undefined)) continue;
		// What is run in its place has the same flags, of which all is said already.
		const said = findings.length;
		const run = command.run && within(command.run.argv);
		findings.length = said;
		const isWhole = argv === command.argv && inputFrom === command.inputFrom && run === command.run?.argv;
		fitted.push(isWhole ? command : {...command, argv, ...(inputFrom && {inputFrom}), ...(run && {run: {argv: run}})});
	}
	return {commands: fitted, findings};

	/** A line of ctr may stand at the end of a shell's program, which runs it: `sh -c PROGRAM WORDS… ctr -n NAMESPACE …`. */
	function within(argv: Command['argv']): Command['argv'] | undefined {
		const at = argv[0] === 'sh' ? argv.findIndex((word, index) => word === 'ctr' && argv[index + 1] === '-n') : 0;
		if (at <= 0) return at === 0 ? withoutLacking(argv) : argv;
		const line = withoutLacking(['ctr', ...argv.slice(at + 1)]);
		return line && ['sh', ...argv.slice(1, at), ...line];
	}

	/** The words without what this version lacks; undefined where it has no such command. */
	function withoutLacking(argv: Command['argv']): Command['argv'] | undefined {
		const [tool, first] = argv;
		if ((tool !== 'crictl' && tool !== 'ctr') || first === '--version') return argv;
		const grammar = tools[tool];
		const version = versions[tool];
		const line = takeApart(grammar, argv);
		const lacks = (id: string, flag = ''): void => {
			findings.push({id, kind: 'lost', values: {tool, command: line.name, flag, version}});
		};
		if (!toolHas(grammar, version, line.name)) {
			lacks('version.command');
			return undefined;
		}
		const kept: Arg[] = [];
		for (const words of line.flags) {
			const [flag] = words;
			const has = flag === '--help' || toolHas(grammar, version, line.name, flag);
			if (has) kept.push(...words);
			else lacks(lackOf(grammar, line.name, flag), flag);
		}
		return [tool, ...line.before, ...kept, ...line.after];
	}
}

/** A sandbox's container has what `ctr run` got late. */
const ofPods: readonly string[] = ['--user', '--hostname'];

function lackOf(grammar: ToolGrammar, command: string, flag: string): string {
	if (!everHad(grammar, command, flag)) return 'target.flag';
	return command === 'run' && ofPods.includes(flag) ? 'version.run-flag' : 'version.flag';
}

function everHad(grammar: ToolGrammar, command: string, flag: string): boolean {
	return commandOf(grammar, command)?.flags[flag.slice(2)] !== undefined;
}

type Line = {
	readonly name: string;
	/** Global flags and the command's words. */
	readonly before: readonly Arg[];
	/** Each flag with its value, if it takes one. */
	readonly flags: ReadonlyArray<readonly [string, ...Arg[]]>;
	readonly after: readonly Arg[];
};

/** An emitted line in its parts: flags are written long, a value as the next argument, all before the first argument. */
export function takeApart(grammar: ToolGrammar, argv: readonly Arg[]): Line {
	const globals = argv[1] === '-n' ? 2 : 0;
	const words = argv.slice(1 + globals);
	const [first, second] = words;
	const one = `${first}`;
	// No command of two words has a flag for its second.
	const two = typeof second === 'string' && !second.startsWith('-') ? `${one} ${second}` : one;
	const found = two === one ? undefined : commandOf(grammar, two);
	const name = found === undefined ? one : two;
	const count = found === undefined ? 1 : 2;
	const known = (found ?? commandOf(grammar, name))?.flags ?? {};
	const flags: Array<readonly [string, ...Arg[]]> = [];
	let at = count;
	while (at < words.length) {
		const word = words[at];
		if (typeof word !== 'string' || !/^--[a-z]/.test(word)) break;
		const value = word === '--help' || known[word.slice(2)]?.type === 'bool' ? [] : words.slice(at + 1, at + 2);
		flags.push([word, ...value]);
		at += 1 + value.length;
	}
	return {name, before: argv.slice(1, 1 + globals + count), flags, after: words.slice(at)};
}
