/** Keys with a name, as the console calls them. */
const named = [
	'up',
	'down',
	'left',
	'right',
	'pagedown',
	'pageup',
	'home',
	'end',
	'enter',
	'esc',
	'tab',
	'space',
	'backspace',
	'delete',
] as const;

const otherSpellings: Readonly<Record<string, string>> = {
	escape: 'esc',
	return: 'enter',
	'page-down': 'pagedown',
	'page-up': 'pageup',
	pgdn: 'pagedown',
	pgup: 'pageup',
	del: 'delete',
};

/** What a terminal sends for these is another key. */
const indistinct: Readonly<Record<string, string>> = {
	'ctrl-i': 'tab',
	'ctrl-m': 'enter',
	'ctrl-j': 'enter',
	'ctrl-h': 'backspace',
	'ctrl-[': 'esc',
};

/** A key as the console calls it, from what a person writes: `L`, `shift-l`, `Ctrl-L`, `PageDown`; else why not. */
export function keyNamed(text: string): {readonly key: string} | {readonly error: string} {
	if ([...text].length === 1 && text.trim() !== '') return {key: text};
	const lower = text.toLowerCase().replaceAll('+', '-');
	const spelled = otherSpellings[lower] ?? lower;
	if ((named as readonly string[]).includes(spelled)) return {key: spelled};
	const shifted = /^shift-([a-z])$/.exec(lower)?.[1];
	if (shifted !== undefined) return {key: shifted.toUpperCase()};
	const control = /^(ctrl|c|control)-([a-z[])$/.exec(lower)?.[2];
	if (control === undefined) return {error: 'no such key; a letter, ctrl-a, enter, pagedown, space, …'};
	const key = `ctrl-${control}`;
	if (key === 'ctrl-c') return {error: 'ctrl-c always quits'};
	const same = indistinct[key];
	return same === undefined ? {key} : {error: `a terminal sends ${same} for it`};
}

/** A key that types a character where text is typed. */
export function isPrintable(key: string): boolean {
	return [...key].length === 1 || key === 'space';
}
