/** `%n` of a unit file, while a shell's text is made of the line: a variable that nobody has. */
const variable = 'unit_specifier_';
const asVariable = new RegExp(`\\$\\{${variable}(\\w)\\}|\\$${variable}(\\w)`, 'g');
const inSystemd = new RegExp(`\\$\\$(?:\\{${variable}(\\w)\\}|${variable}(\\w))`, 'g');

/**
 * A line of a unit file as a shell's: what systemd puts in at `%n` are variables. Undefined where a specifier stands in single
 * quotes, within which a shell puts in nothing.
 */
export function withVariables(line: string): string | undefined {
	let quote = '';
	let text = '';
	for (let at = 0; at < line.length; at++) {
		const [letter = '', next = ''] = [line[at], line[at + 1]];
		if (letter === quote) quote = '';
		else if (quote === '' && (letter === '"' || letter === "'")) quote = letter;
		if (letter !== '%') {
			text += letter;
			continue;
		}
		at++;
		if (next === '%') text += '%';
		else if (quote === "'" || !/[A-Za-z]/.test(next)) return undefined;
		else text += quote === '"' ? `\${${variable}${next}}` : `"$${variable}${next}"`;
	}
	return text;
}

/** Back in what was quoted for systemd. */
export function withSpecifiers(quoted: string): string {
	return quoted.replaceAll(inSystemd, (_all, one: string | undefined, other: string | undefined) => `%${one ?? other}`);
}

/** Back in what a person reads. */
export function specifiersShown<T>(value: T): T {
	const text = JSON.stringify(value);
	const shown = (_all: string, one: string | undefined, other: string | undefined) => `%${one ?? other}`;
	return text.includes(variable) ? (JSON.parse(text.replaceAll(asVariable, shown)) as T) : value;
}
