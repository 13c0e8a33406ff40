import type {Argv} from '../model/argv.ts';
import type {Command} from '../translate/types.ts';
import {withAges} from './printed-ages.ts';
import {withCommands} from './printed-commands.ts';
import {shortIds} from './printed-ids.ts';
import {verbOf} from './verb-of.ts';

/** docker prints the names of what it has stopped, killed or removed, as they were typed. Source: docker 20.10, 26.1. */
const printing: readonly string[] = ['stop', 'kill', 'restart', 'start', 'pause', 'unpause', 'rm', 'update'];

/** A container as it was typed, and its ID, which crictl prints and ctr does not. */
type Named = {readonly id: string; readonly name: string};

/** What a command prints, as docker does; undefined where that is passed on as it comes. */
export function asPrinted(
	words: readonly string[],
	command: Command,
	argv: Argv,
	nowMs: number,
): ((stdout: string, exitCode: number) => string) | undefined {
	const {argv: typed} = command;
	if (command.output === 'json') return laidOut;
	if (/^(docker )?(rmi|image (rm|remove))\b/.test(words.slice(1).join(' ')) && / images rm /.test(typed.join(' ')))
		return untagged;
	if (!printing.includes(verbOf(words))) return asListed(words, command, nowMs);
	// What follows is the program's own output then.
	if (words.some(word => /^(--attach|-[a-z]*a[a-z]*)$/.test(word))) return undefined;
	if (typed[0] !== 'crictl' && typed[0] !== 'ctr') return undefined;
	// Programs and endpoints of the node stand before the arguments.
	const before = argv.length - typed.length;
	const named = typed.flatMap((word, index): readonly Named[] =>
		typeof word === 'string' || word.lookup !== 'container' ? [] : [{id: argv[before + index] ?? '', name: word.name}],
	);
	if (named.length === 0) return undefined;
	return (stdout, exitCode) => {
		if (stdout === '' && exitCode === 0) return named.map(({name}) => `${name}\n`).join('');
		return saidOnce(stdout).replaceAll(/^.*$/gm, line => named.find(({id}) => id === line)?.name ?? line);
	};
}

/** Of lists and of single fields: what is to be made of it, one after the other. */
function asListed(words: readonly string[], command: Command, nowMs: number): ((stdout: string) => string) | undefined {
	const steps = [
		shortIds(words, command),
		withAges(command, nowMs),
		withCommands(words, command),
		withoutEmptyLines(command),
		withoutEscapes(command),
	].flatMap(step => step ?? []);
	return steps.length === 0 ? undefined : stdout => steps.reduce((text, step) => step(text), stdout);
}

/** crictl ends each JSON with a new line, also within an object, and the template too. Source: crictl 1.30. */
function withoutEmptyLines({argv}: Command): ((stdout: string) => string) | undefined {
	const templates = argv.filter(word => typeof word === 'string' && word.includes('{{json '));
	if (templates.some(word => /^\{".*\}$/s.test(String(word)))) return stdout => stdout.replaceAll(/\n(?=[,}])/g, '');
	const ends = templates.some(word => /\{\{json [^{}]*\}\}$/.test(String(word)));
	return ends ? stdout => stdout.replaceAll(/\n\n+/g, '\n') : undefined;
}

/** Go's JSON of crictl has `\\u003e` for what docker leaves as it is. Source: docker/cli templates, SetEscapeHTML(false). */
function withoutEscapes({argv}: Command): ((stdout: string) => string) | undefined {
	if (!argv.some(word => typeof word === 'string' && word.includes('{{json '))) return undefined;
	const characters: Readonly<Record<string, string>> = {'3c': '<', '3e': '>', '26': '&'};
	return stdout =>
		stdout.replaceAll(/(?<=(?:^|[^\\])(?:\\\\)*)\\u00(3c|3e|26)/g, (whole, code: string) => characters[code] ?? whole);
}

/** `crictl rm --force` prints the ID of what runs when it has stopped it, and again when it is gone. Source: lab, crictl 1.30. */
function saidOnce(stdout: string): string {
	return stdout.replaceAll(/^([0-9a-f]{64})\n(?:\1\n)+/gm, '$1\n');
}

/** docker indents by four, and programs look line by line. What is no JSON stays as it is. */
function laidOut(stdout: string): string {
	try {
		return `${JSON.stringify(JSON.parse(stdout), undefined, 4)}\n`;
	} catch {
		return stdout;
	}
}

/** ctr prints the names in full, docker a line for each, as short as it may be. Source: docker 20.10, 26.1. */
function untagged(stdout: string): string {
	return stdout.replaceAll(/^(?:docker\.io\/(?:library\/)?)?(?!Deleted: )(?=.)/gm, 'Untagged: ');
}
