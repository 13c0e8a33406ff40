/**
 * Values of a text that is one JSON value, a list of them, or several one after the other.
 *
 * `crictl inspect A B` prints objects one after the other until 1.30, and a list from 1.31 on.
 */
export function parseConcatenated(text: string): readonly unknown[] {
	const trimmed = text.trim();
	if (trimmed === '') return [];
	try {
		const value: unknown = JSON.parse(trimmed);
		return Array.isArray(value) ? value : [value];
	} catch (error) {
		const pieces = splitObjects(trimmed);
		if (pieces.length < 2) throw error;
		return pieces.map(piece => JSON.parse(piece) as unknown);
	}
}

/** Cut after each brace that closes an object at the outermost level; strings are skipped. */
function splitObjects(text: string): readonly string[] {
	const pieces: string[] = [];
	let depth = 0;
	let start = 0;
	for (let index = 0; index < text.length; index++) {
		const character = text[index];
		if (character === '"') index = endOfString(text, index);
		else if (character === '{') depth += 1;
		else if (character === '}' && --depth === 0) {
			pieces.push(text.slice(start, index + 1));
			start = index + 1;
		}
	}
	const rest = text.slice(start).trim();
	return rest === '' ? pieces : [...pieces, rest];
}

function endOfString(text: string, start: number): number {
	for (let index = start + 1; index < text.length; index++) {
		if (text[index] === '\\') index += 1;
		else if (text[index] === '"') return index;
	}
	return text.length;
}
