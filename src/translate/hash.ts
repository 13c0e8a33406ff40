/** FNV-1a of the line: short, the same each time, and different for different lines. */
export function hash(words: readonly string[]): string {
	let value = 0x811c9dc5;
	for (const character of words.join('\0')) {
		value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
	}
	return value.toString(16).padStart(8, '0').slice(0, 6);
}
