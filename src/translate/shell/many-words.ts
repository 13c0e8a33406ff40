import type {ArrayValue, Assignment, Word} from 'unbash';
import type {Binding} from './bindings.ts';

/** A word that the shell takes as it is, a flag too: no expansion, no pattern. */
const plain = /^[\w@%+:,./=-]+$/;

/** The words that `OPTS=(-d --name x)` or `OPTS="-a -q"` gives, where all of them stand there. */
export function wordsGiven({value, index}: Assignment): readonly string[] | undefined {
	if (index !== undefined) return undefined;
	if (value.type === 'ArrayValue') return ofArray(value);
	const text = literalText(value);
	const words = text?.trim().split(/\s+/) ?? [];
	return words.length > 1 && words.every(word => plain.test(word)) ? words : undefined;
}

function ofArray({elements}: ArrayValue): readonly string[] | undefined {
	const words = elements.map(element => (/^[~[]/.test(element.text) ? undefined : literalText(element)));
	const given = words.flatMap(word => (word === undefined ? [] : [word]));
	const bare = elements.every(({text, parts}) => parts !== undefined || plain.test(text));
	return given.length === words.length && bare ? given : undefined;
}

/** What the shell takes as it is, quoted or not, and no pattern. */
export function literalText({text, value, parts}: Word): string | undefined {
	const isLiteral = (parts ?? []).every(
		part =>
			(part.type === 'Literal' && !/[*?[{~]/.test(part.value)) ||
			part.type === 'SingleQuoted' ||
			(part.type === 'DoubleQuoted' && part.parts.every(child => child.type === 'Literal')),
	);
	return isLiteral && !text.startsWith('~') ? value : undefined;
}

/** What all that sets a variable makes of it, one after the other: `OPTS=(-d); OPTS+=(--name x)`. */
export function wordsAt(all: readonly Binding[], pos: number): readonly string[] | undefined {
	// What it was set to before that is gone.
	const [first, ...more] = all.slice(
		Math.max(
			0,
			all.findLastIndex(({appends}) => appends !== true),
		),
	);
	if (first?.given === undefined || first.appends === true) return undefined;
	const {end} = first.scope;
	if (!all.every(({scope, loop}) => !loop && scope.pos <= pos && pos < scope.end && scope.end === end))
		return undefined;
	if (!more.every(({appends, given}) => appends === true && given !== undefined)) return undefined;
	return [first, ...more].flatMap(({given}) => given ?? []);
}

/** The variable that `"${OPTS[@]}"` or `$OPTS` is, and whether it is an array's. */
export function spread({text}: Word): {readonly name: string; readonly array: boolean} | undefined {
	const array = /^(?:"\$\{(\w+)\[[@*]\]\}"|\$\{(\w+)\[[@*]\]\})$/.exec(text);
	if (array !== null) return text.includes('[*]') ? undefined : {name: array[1] ?? array[2] ?? '', array: true};
	const name = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})$/.exec(text);
	return name === null ? undefined : {name: name[1] ?? name[2] ?? '', array: false};
}
