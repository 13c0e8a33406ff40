import type {ParsedScript} from 'unbash';
import {type Binding, collectBindings, type Range} from './bindings.ts';
import {type Held, together} from './held.ts';
import {wordsAt} from './many-words.ts';

export type {Held};

export type Variables = {
	/** Undefined where it is not sure. `array`: of `${NAME[@]}`. */
	held(name: string, pos: number, array?: boolean): Held | undefined;
	/** The words that it is surely set to, one or several, where it is an array or holds more than one; flags too. */
	words(name: string, array: boolean, pos: number): readonly string[] | undefined;
	/** True where the text sets it anywhere to what may be flags or several words: not to a word, the one word of a loop, `${1:-web}` or `$A:$B`. */
	isSet(name: string): boolean;
	/** Everything that sets it gives it what `docker run -d` or `docker create` prints, or nothing. */
	made(name: string): boolean;
	/** What it is where nobody gives another is a name: `C=${1:-web}`. */
	isName(name: string): boolean;
	/** Every `$(…)` that sets it, where nothing else does. */
	sources(name: string): readonly Range[];
	/** The texts that it is anywhere set to, as far as they are literals. */
	texts(name: string): readonly string[];
};

/**
 * What the variables of a script hold. Sure is a value only where every place that sets the variable sets it to such a
 * value, and one of them must have run before.
 */
export function readVariables(script: ParsedScript, source: string): Variables {
	let bindings: Map<string, Binding[]> | undefined;
	const changed = new Map<string, boolean>();
	const changes = (name: string, range: Range): boolean => {
		const key = `${name} ${range.pos} ${range.end}`;
		const known = changed.get(key) ?? isSetElsewhere(name, range, source);
		changed.set(key, known);
		return known;
	};
	const of = (name: string): readonly Binding[] => {
		bindings ??= collectBindings(script);
		return bindings.get(name) ?? [];
	};
	const words = (name: string, array: boolean, pos: number): readonly string[] | undefined => {
		const all = of(name);
		const first = all[0];
		if (first?.given === undefined || (first.array === true) !== array || of('IFS').length > 0) return undefined;
		return changes(name, {pos: first.pos, end: source.length}) ? undefined : wordsAt(all, pos);
	};
	return {
		words,
		held(name, pos, array = false) {
			if (array && !of(name).every(binding => binding.array === true)) return undefined;
			const all = of(name).map(binding => eachOf(binding, of(binding.of ?? ''), words));
			const near = all.findLast(({scope}) => scope.pos <= pos && pos < scope.end);
			if (near === undefined || of('IFS').length > 0) return undefined;
			// A loop sets its variable anew each time, so that only what is in it counts.
			if (changes(name, near.loop ? near.scope : {pos: all[0]?.pos ?? 0, end: source.length})) return undefined;
			const helds = all.flatMap(({held}) => (held === undefined ? [] : [held]));
			return helds.length === all.length ? together(helds) : undefined;
		},
		isSet: name =>
			of(name).some(
				({loop, flags, held, single}) =>
					(loop ? flags === true || held !== undefined : held?.kind !== 'text') && single !== true,
			) ||
			of('IFS').length > 0 ||
			changes(name, {pos: 0, end: source.length}),
		made: name =>
			of(name).some(({made}) => made === true) && of(name).every(({made, empty}) => made === true || empty === true),
		isName: name => of(name).length > 0 && of(name).every(({defaults}) => defaults === true),
		sources(name) {
			const all = of(name).filter(({empty}) => empty !== true);
			const found = all.flatMap(({source}) => (source === undefined ? [] : [source]));
			return found.length === all.length ? found : [];
		},
		texts: name => of(name).flatMap(({held}) => (held?.kind === 'text' ? [held.text] : [])),
	};
}

/** `for each in $LIST`, of which all words are known to be names: one of them. */
function eachOf(binding: Binding, listed: readonly Binding[], words: Variables['words']): Binding {
	if (binding.of === undefined || binding.held !== undefined) return binding;
	const [list] = listed;
	// `for id in "${IDS[@]}"`
	if (list?.array === true && list.held?.kind === 'ids' && listed.length === 1)
		return {...binding, held: {kind: 'ids', several: false}};
	const given = words(binding.of, listed[0]?.array === true, binding.pos);
	const isNames = given?.every(word => /^[A-Za-z][\w.-]*$/.test(word) && !/^[0-9a-f]{8,64}$/.test(word));
	const [text] = given ?? [];
	return isNames !== true || text === undefined ? binding : {...binding, held: {kind: 'text', text, only: false}};
}

/** `${NAME:=x}`, `((NAME++))`, `unset NAME`, `printf -v NAME`; where it is asked about also `eval` and `source FILE`. */
function isSetElsewhere(name: string, range: Range, source: string): boolean {
	const anywhere = [
		`\\$\\{${name}:?=`,
		`\\(\\([^)]*\\b${name}\\b\\s*([-+*/%&|^]?=[^=]|\\+\\+|--)`,
		`\\(\\([^)]*(\\+\\+|--)${name}\\b`,
		`\\b(unset|getopts|let|select)\\b[^\\n;|&]*\\b${name}\\b`,
		// `-a` and `-A` change nothing of what is given; a reference and an integer do.
		'\\b(declare|local|typeset)\\s+-\\w*[ni]',
		`\\bprintf\\s+-v\\s*${name}\\b`,
	];
	if (new RegExp(anywhere.join('|')).test(source)) return true;
	const read = source.slice(range.pos, range.end);
	// What eval is given is a literal mostly: then it sets only what it names.
	for (const [, text = ''] of read.matchAll(evalOfLiteral)) if (new RegExp(`\\b${name}\\b`).test(text)) return true;
	return /\beval\b/.test(read.replaceAll(evalOfLiteral, '')) || /(^|[;&|\n])[ \t]*(source|\.)[ \t]/.test(read);
}

const evalOfLiteral = /\beval[ \t]+('[^']*'|"[^"$`]*"|[\w \t./-]+)(?=[ \t]*[;&|)\n]|[ \t]*$)/g;
