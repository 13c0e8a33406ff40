/** Characters that web pages and word processors put in place of plain ones. */
const any = /[\u00a0\u2007\u202f\u2010-\u2015\u2018-\u201f\u2212]/;

export function hasTypographic(text: string): boolean {
	return any.test(text);
}

const single = /[\u2018-\u201b]/;
const double = /[\u201c-\u201f]/;
const space = /[\u00a0\u2007\u202f]/;
const dash = /[\u2010-\u2015\u2212]/;

/** A shell command with plain quotes, dashes and spaces; what stands between proper quotes is content and stays. */
export function straightenCommand(command: string): string {
	let text = '';
	let inside: string | undefined;
	let smart = false;
	for (let at = 0; at < command.length; at++) {
		const character = command[at] ?? '';
		const plain = single.test(character) ? "'" : double.test(character) ? '"' : character;
		if (inside !== undefined) {
			const closes = smart ? plain === inside : character === inside;
			if (closes) inside = undefined;
			text += closes ? plain : character;
			if (character === '\\' && inside === '"') text += command[++at] ?? '';
		} else if (character === '\\') {
			text += character + (command[++at] ?? '');
		} else if (plain === "'" || plain === '"') {
			inside = plain;
			smart = plain !== character;
			text += plain;
		} else if (space.test(character)) {
			text += ' ';
		} else if (dash.test(character)) {
			const atStart = text === '' || /\s$/.test(text);
			const rest = command.slice(at).match(/^[\u2010-\u2015\u2212]+/)?.[0] ?? character;
			const long = /^[A-Za-z][\w-]{2,}(=|\s|$)|^[A-Za-z][\w-]+=/.test(command.slice(at + rest.length));
			text += atStart && long ? '--' : '-'.repeat(atStart ? 1 : rest.length);
			at += rest.length - 1;
		} else text += character;
	}
	return text;
}
