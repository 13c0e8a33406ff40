/**
 * The longest piece of text that everything a regular expression matches must contain, in small letters; empty where none
 * is sure. Read from the source, without alternatives: what stands in a group, a class or before `?`, `*`, `{` is left out.
 */
export function anchorOf(source: string): string {
	let best = '';
	let piece = '';
	let depth = 0;
	const end = (): void => {
		if (piece.length > best.length) best = piece;
		piece = '';
	};
	for (let at = 0; at < source.length; at++) {
		const character = source[at] ?? '';
		const next = source[at + 1] ?? '';
		if (character === '\\') {
			at++;
			if (depth > 0) continue;
			if (/[.\\/[\](){}*+?^$|`"'-]/.test(next)) piece += next;
			else end();
		} else if (character === '[') {
			at = endOfClass(source, at);
			if (depth === 0) end();
		} else if (character === '(') {
			if (depth === 0) end();
			depth++;
		} else if (character === ')') {
			depth--;
		} else if (depth > 0) {
			// Whatever stands in a group may be missing.
		} else if (character === '|') {
			return '';
		} else if (character === '?' || character === '*' || character === '{') {
			piece = piece.slice(0, -1);
			end();
			if (character === '{') at = Math.max(at, source.indexOf('}', at));
		} else if ('.^$+'.includes(character)) {
			end();
		} else {
			piece += character;
		}
	}
	end();
	return best.toLowerCase();
}

function endOfClass(source: string, from: number): number {
	for (let at = from + 1; at < source.length; at++) {
		if (source[at] === '\\') at++;
		else if (source[at] === ']' && at > from + 1) return at;
	}
	return source.length;
}
