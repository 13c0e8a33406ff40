import type {Argv} from '../model/argv.ts';
import {imageName} from '../translate/image-name.ts';
import type {Command} from '../translate/types.ts';
import {verbOf} from './verb-of.ts';

/** docker prints the names of what it has stopped, killed or removed, as they were typed. Source: docker 20.10, 26.1. */
const printing: readonly string[] = ['stop', 'kill', 'restart', 'start', 'pause', 'unpause', 'rm', 'update'];

/** A container as it was typed, and its ID, which crictl prints and ctr does not. */
type Named = {readonly id: string; readonly name: string};

/** What a command prints, as docker does; undefined where that is passed on as it comes. */
export function namesPrinted(
	words: readonly string[],
	{argv: typed}: Command,
	argv: Argv,
): ((stdout: string, exitCode: number) => string) | undefined {
	if (typed.join(' ').startsWith('ctr -n k8s.io images rm ')) return untagged(words);
	if (!printing.includes(verbOf(words))) return undefined;
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
		return stdout.replaceAll(/^.*$/gm, line => named.find(({id}) => id === line)?.name ?? line);
	};
}

/** ctr prints the names in full, docker a line for each, as it was typed. */
function untagged(words: readonly string[]): (stdout: string) => string {
	const typed = new Map(words.map(word => [imageName(word), word]));
	return stdout => stdout.replaceAll(/^.+$/gm, line => `Untagged: ${typed.get(line) ?? line}`);
}
