import type {Assignment, CommandNode, For, Word} from 'unbash';
import {askedFor} from './asks-site.ts';
import {commandsOf, onlyPart} from './assigned.ts';
import {listRead} from './id-lists.ts';
import {literalText} from './many-words.ts';

/** What a variable holds wherever it is asked about: IDs or names as `docker ps` prints them, or one word that is known. */
export type Held =
	/** `several`: any number of them, none too. */
	| {readonly kind: 'ids' | 'names'; readonly several: boolean}
	| {readonly kind: 'text'; readonly text: string; readonly only: boolean};

/** What an assignment makes a variable hold. */
export function heldBy({value, append, index}: Assignment): Held | undefined {
	if (append === true || index !== undefined) return undefined;
	if (value.type === 'Word') return heldByWord(value);
	// `IDS=($(docker ps -aq))`; of other arrays all words are known, or none (many-words.ts).
	const [list, ...more] = value.elements;
	const held = list === undefined || more.length > 0 ? undefined : heldByWord(list);
	return held?.kind === 'text' ? undefined : held;
}

function heldByWord(word: Word): Held | undefined {
	const known = literalWord(word);
	if (known !== undefined) return {kind: 'text', text: known, only: true};
	const only = onlyPart(word);
	if (only?.type !== 'CommandExpansion') return undefined;
	const commands = commandsOf(only.script) ?? [];
	if (commands.length === 1 && asksForDocker(commands[0])) return {kind: 'text', text: 'docker', only: true};
	const kind = listRead(commands);
	return kind === undefined ? undefined : {kind, several: true};
}

/** `$(command -v docker)` */
function asksForDocker(command: CommandNode | undefined): boolean {
	if (command?.type !== 'Command') return false;
	const words = command.args.filter(arg => arg.type === 'Word');
	return askedFor(command.name?.value ?? '', words) !== undefined;
}

export function heldByLoop({wordlist = []}: For): Held | undefined {
	const helds = wordlist.map(heldByWord);
	const [first] = helds;
	if (first === undefined || helds.some(held => held === undefined)) return undefined;
	const {kind} = first;
	if (kind !== 'text' && helds.every(held => held?.kind === kind)) return {kind, several: false};
	return together(helds.flatMap(held => (held === undefined ? [] : [held])));
}

export function mayBeFlags({wordlist = []}: For): boolean {
	return wordlist.length === 0 || wordlist.some(({text, value}) => value.startsWith('-') || /\$\{?[@*]/.test(text));
}

/** A word that the shell takes as it is, quoted or not: one word, no flag, no pattern. */
function literalWord(word: Word): string | undefined {
	const text = literalText(word);
	return text !== undefined && /^[\w@%+:,./][\w@%+:,./=-]*$/.test(text) ? text : undefined;
}

/** What may be any of several values. */
export function together(helds: readonly Held[]): Held | undefined {
	const [first] = helds;
	if (first === undefined || helds.some(({kind}) => kind !== first.kind)) return undefined;
	if (first.kind !== 'text')
		return {kind: first.kind, several: helds.some(held => held.kind !== 'text' && held.several)};
	return {...first, only: helds.every(held => held.kind === 'text' && held.only && held.text === first.text)};
}
