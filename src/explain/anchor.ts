/** Of these, one is in whatever is matched. */
type AnyOf = readonly string[];

/** Where the reading of a source stands. */
type Place = {readonly source: string; at: number};

/** More than this are dearer to look for than the expression is to try. */
const most = 16;

/**
 * Pieces of text of which everything that a regular expression matches contains at least one, in small letters; none where
 * nothing is sure. What stands in a class or before `?`, `*`, `{` is left out; of alternatives each gives its own.
 */
export function anchorsOf(source: string): readonly string[] {
	const best = alternatives({source, at: 0}) ?? [];
	return best.map(piece => piece.toLowerCase());
}

/** Up to the end, or the bracket that closes; undefined where one of them may be anything. */
function alternatives(place: Place): AnyOf | undefined {
	const each: Array<AnyOf | undefined> = [];
	do each.push(sequence(place));
	while (place.source[place.at++] === '|');
	const known = each.filter(one => one !== undefined);
	const all = [...new Set(known.flat())];
	return known.length === each.length && all.length <= most ? all : undefined;
}

/** What stands one after the other: the best of its pieces. */
function sequence(place: Place): AnyOf | undefined {
	let best: AnyOf | undefined;
	let piece = '';
	const offer = (anyOf: AnyOf | undefined): void => {
		if (anyOf !== undefined && shortest(anyOf) > shortest(best)) best = anyOf;
	};
	const end = (): void => {
		if (piece !== '') offer([piece]);
		piece = '';
	};
	while (place.at < place.source.length && !'|)'.includes(place.source[place.at] ?? '')) {
		const literal = literalAt(place);
		if (literal !== undefined) {
			piece += isSure(place) ? literal : literal.slice(0, -1);
			if (repeats(place)) end();
			continue;
		}
		end();
		const isGroup = place.source[place.at] === '(';
		const inner = isGroup ? groupAt(place) : void skip(place);
		if (isSure(place)) offer(inner);
		repeats(place);
	}
	end();
	return best;
}

function shortest(anyOf: AnyOf | undefined): number {
	return anyOf === undefined ? 0 : Math.min(...anyOf.map(({length}) => length));
}

/** What was just passed is there at least once. */
function isSure({source, at}: Place): boolean {
	return !'?*{'.includes(source[at] || ' ');
}

const plain = /[^\\.^$[(|)?*+{]+/y;

/** Letters that stand for themselves, which are then passed: the last of them may be repeated. */
function literalAt(place: Place): string | undefined {
	const {source, at} = place;
	if (source[at] === '\\') {
		const next = source[at + 1] ?? '';
		if (!/[.\\/[\](){}*+?^$|`"'-]/.test(next)) return undefined;
		place.at += 2;
		return next;
	}
	plain.lastIndex = at;
	const found = plain.exec(source)?.[0];
	place.at += found?.length ?? 0;
	return found;
}

/** Pass `?`, `*`, `+`, `{…}` and what may stand behind them; true where there was one. */
function repeats(place: Place): boolean {
	if (!'?*+{'.includes(place.source[place.at] || ' ')) return false;
	const found = /^(?:[?*+]|\{\d*,?\d*\})[?+]?/.exec(place.source.slice(place.at, place.at + 16));
	place.at += found?.[0].length ?? 0;
	return found !== null;
}

/** Pass a bracket; what looks ahead or back is no part of what is matched. */
function groupAt(place: Place): AnyOf | undefined {
	const head = /^\((?:\?(?:<\w+>|<?[=!]|:))?/.exec(place.source.slice(place.at, place.at + 64))?.[0] ?? '(';
	place.at += head.length;
	const inner = alternatives(place);
	return /[=!]$/.test(head) ? undefined : inner;
}

/** Pass a class, or one thing that stands for others. */
function skip(place: Place): void {
	const {source} = place;
	if (source[place.at] === '\\') place.at += 1;
	else if (source[place.at] === '[') {
		place.at += source[place.at + 1] === '^' ? 2 : 1;
		if (source[place.at] === ']') place.at += 1;
		while (place.at < source.length && source[place.at] !== ']') place.at += source[place.at] === '\\' ? 2 : 1;
	}
	place.at += 1;
}
