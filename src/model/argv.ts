/** A command as the kernel takes it: never joined into a string to be run, never split from one. */
export type Argv = readonly [tool: string, ...args: string[]];

/** True where a POSIX shell reads `word` as itself, wherever it stands in a command. */
const plain = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+:,./=-]*$/;

/**
 * Write one argument so that a POSIX shell reads back exactly `word`. For display and paste only.
 *
 * Control characters are written as `$'\n'`, so that what is pasted is one line and what is drawn cannot move the cursor.
 * A NUL cannot be an argument of any process; it is shown as `\0` and would be refused by the shell.
 */
export function quoteWord(word: string): string {
	if (plain.test(word)) return word;
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	if (/[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(word)) return `$'${escapeAnsiC(word)}'`;
	return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command line for display and paste: what a shell reads back is `argv`, word by word. */
export function quote(argv: readonly string[]): string {
	let line = '';
	for (const word of argv) line += line === '' ? quoteWord(word) : ` ${quoteWord(word)}`;
	return line;
}

function escapeAnsiC(word: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	return word.replace(/[\\'\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, character => {
		const named = {'\\': '\\\\', "'": "\\'", '\n': '\\n', '\t': '\\t', '\r': '\\r'}[character];
		if (named !== undefined) return named;
		return [...new TextEncoder().encode(character)].map(byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
	});
}
