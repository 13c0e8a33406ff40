import type {Word, WordPart} from 'unbash';
import {eitherStandIn, nameStandIn, pathStandIn, standIn} from '../stand-in.ts';
import {makesContainer, namedByDefault} from './assigned.ts';
import type {Held, Variables} from './variables.ts';

/** A word of a shell text as docker would get it, with stand-ins for what only the shell knows. */
export type ShellWord = {
	readonly value: string;
	/** The stand-ins in it, and the shell text that each stands for; none where the value is known. */
	readonly unknown: ReadonlyMap<string, string>;
	/** True where it may become several words, or none. */
	readonly several: boolean;
	/** True for what is a command substitution and nothing else. */
	readonly substitution: boolean;
	/** True where whatever is put in is an ID, or a name that is known: never a flag. */
	readonly sure: boolean;
	/** True for a variable that has what `docker run -d` printed: the name of a container of ctr's. */
	readonly made?: boolean;
	/** True where it is only taken for one, because it nearly always is. */
	readonly taken?: boolean;
	/** The expansion of several words that it is one of, all of them set by the script itself. */
	readonly from?: string;
	/** True for the name of an image that ctr is given whole, and that may be a short one. */
	readonly image?: boolean;
	/** Its value, where the script itself sets all that is in it. */
	readonly settled?: string;
};

export type Reading = {
	/** Shell text between two offsets, what is in it translated already. */
	text(pos: number, end: number): string;
	/** Number of the next stand-in. */
	next(): number;
	readonly variables: Variables;
};

export function readWord(word: Word, reading: Reading): ShellWord {
	const unknown = new Map<string, string>();
	let several = false;
	let sure = true;
	let settled: string | undefined = '';
	let made = false;
	const stand = (part: {readonly pos: number; readonly end: number}, quoted: boolean, name: string): string => {
		const shown = reading.text(part.pos, part.end);
		unknown.set(name, quoted ? `"${shown}"` : shown);
		return name;
	};
	const known = (value: string): string => {
		if (settled !== undefined) settled += value;
		return value;
	};
	const read = (part: WordPart, quoted: boolean): string => {
		switch (part.type) {
			case 'Literal':
			case 'SingleQuoted':
			case 'AnsiCQuoted':
				return known(part.value);
			case 'DoubleQuoted':
			case 'LocaleString':
				return part.parts.map(child => read(child, true)).join('');
		}
		const name = variableOf(part);
		if (isMade(part, name, reading.variables)) {
			made = true;
			settled = undefined;
			return stand(part, quoted, standIn(reading.next()));
		}
		const array = name === undefined ? arrayOf(part) : undefined;
		const held =
			array !== undefined
				? reading.variables.held(array, part.pos, true)
				: name === undefined
					? undefined
					: reading.variables.held(name, part.pos);
		if (array !== undefined && held !== undefined && held.kind !== 'text') several = true;
		settled = settled === undefined || held?.kind !== 'text' || !held.only ? undefined : settled + held.text;
		// Several names are no IDs: nothing asks for each.
		sure &&= held !== undefined && !(held.kind === 'names' && held.several);
		if (held?.kind === 'names' && !held.several) return stand(part, quoted, nameStandIn(reading.next()));
		if (held === undefined || held.kind !== 'text') {
			const one = held === undefined ? isOneWord(part) : !held.several;
			several ||= quoted ? held === undefined && !one : !(held !== undefined && one);
			return stand(part, quoted, standInOf(part, name, held, reading.variables)(reading.next()));
		}
		const texts = name === undefined ? [] : reading.variables.texts(name);
		const carried = carriedAs(held, texts);
		if (carried === 'name') return stand(part, quoted, nameStandIn(reading.next()));
		sure &&= carried === 'id';
		return stand(part, quoted, standIn(reading.next()));
	};
	const {parts} = word;
	const tilde = /^~|[:=]~/.test(word.text);
	const plain = {unknown, several, substitution: false, sure: true};
	if (parts === undefined && !tilde) return {...plain, value: word.value};
	if (parts === undefined && /^~(\/|:|$)/.test(word.text)) {
		// In another place of a word the shell would leave it as it is; $HOME means the same.
		const home = pathStandIn(reading.next());
		unknown.set(home, '"$HOME"');
		return {...plain, value: home + word.value.slice(1), sure: false};
	}
	if (parts === undefined) return {...plain, value: stand(word, false, standIn(reading.next())), sure: false};
	const value = parts.map(part => read(part, false)).join('');
	const [only] = parts;
	const substitution = parts.length === 1 && only?.type === 'CommandExpansion';
	return {
		value,
		unknown,
		several,
		substitution,
		sure,
		...(made ? {made} : {}),
		...(settled === undefined ? {} : {settled}),
	};
}

/** `$CID`, or the `$(docker run -d …)` itself. */
function isMade(part: WordPart, name: string | undefined, {made}: Variables): boolean {
	if (name !== undefined) return made(name);
	return part.type === 'CommandExpansion' && makesContainer(part.script);
}

function standInOf(
	part: WordPart,
	name: string | undefined,
	held: Held | undefined,
	variables: Variables,
): (number: number) => string {
	if (isFolder(part)) return pathStandIn;
	if (held !== undefined) return standIn;
	if (isNamed(name, part, variables)) return nameStandIn;
	return isGivenByCaller(part, name) ? eitherStandIn : standIn;
}

/** What is surely an absolute path: `$PWD`, `$HOME`, `$(pwd)`. */
function isFolder(part: WordPart): boolean {
	return /^(\$\{?(PWD|OLDPWD|HOME)\}?|\$\(\s*pwd(\s+-[PL])?\s*\)|`\s*pwd(\s+-[PL])?\s*`)$/.test(part.text);
}

/** `$NAME`, `$CONTAINER_NAME`: whoever calls it so has a name in it, and not an ID; and so has `${1:-web}`. */
function isNamed(variable: string | undefined, {text}: WordPart, variables: Variables): boolean {
	if (namedByDefault.test(text) || (variable !== undefined && variables.isName(variable))) return true;
	return /^((my_?)?(container|cont|ctr|c|docker|svc|service|app)_?)?name$/i.test(variable ?? '');
}

/** `$1`, `$CONTAINER`: whoever gives it gives a name more often than an ID, unless it is called so; `$CONTAINERS` are several. */
function isGivenByCaller({text}: WordPart, variable: string | undefined): boolean {
	if (/^\$([1-9]|\{[1-9]\d*\})$/.test(text)) return true;
	return variable !== undefined && !/ids?$|s$|list$|^all$|^OPT|ARG|FLAG|PARAM|^cid/i.test(variable);
}

/** The name in `$NAME` and `${NAME}`. */
export function variableOf(part: WordPart): string | undefined {
	if (part.type !== 'SimpleExpansion' && part.type !== 'ParameterExpansion') return undefined;
	return part.text
		.match(/^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})$/)
		?.slice(1)
		.find(Boolean);
}

/** The array in `${IDS[@]}`. */
function arrayOf({type, text}: WordPart): string | undefined {
	return type === 'ParameterExpansion' ? /^\$\{([A-Za-z_]\w*)\[@\]\}$/.exec(text)?.[1] : undefined;
}

/** In double quotes only these become several words. */
function isOneWord({text}: WordPart): boolean {
	return !/^\$(@|\{@|\{!?\w+\[@\])|^\$\{!\w+@\}/.test(text);
}

/** What a container's argument is taken for when it is put in: `texts` are all values that the variable has anywhere. */
export function carriedAs(held: Held, texts: readonly string[]): 'id' | 'name' | 'other' {
	if (held.kind === 'ids') return 'id';
	if (held.kind !== 'text') return 'name';
	const all = [held.text, ...texts];
	if (all.every(looksLikeId)) return 'id';
	return all.every(name => /^[A-Za-z0-9][\w-]*$/.test(name) && !looksLikeId(name)) ? 'name' : 'other';
}

function looksLikeId(text: string): boolean {
	return /^(?=[a-f]*\d)[0-9a-f]{8,64}$/.test(text);
}
