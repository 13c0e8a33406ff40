/** A line of a recipe as the shell's: what make puts in are variables. */
export type MakeText = {
	readonly text: string;
	/** By the name of the variable, what make reads. */
	readonly expansions: ReadonlyMap<string, string>;
	/** True where a variable of make's and one of the shell's have one name: which is which is not seen any more. */
	readonly mixed: boolean;
};

export function toShell(line: string): MakeText {
	const expansions = new Map<string, string>();
	const shells = new Set<string>();
	let text = '';
	for (let at = 0; at < line.length; ) {
		if (line[at] !== '$') {
			text += line[at++];
			continue;
		}
		if (line[at + 1] === '$') {
			const [, name] = /^\{?(\w+)/.exec(line.slice(at + 2)) ?? [];
			if (name !== undefined) shells.add(name);
			text += '$';
			at += 2;
			continue;
		}
		const end = endOf(line, at);
		const given = line.slice(at, end);
		const plain = /^\$[({](\w+)[)}]$/.exec(given)?.[1];
		const known = [...expansions].find(([, shown]) => shown === given)?.[0];
		const name =
			known ??
			(plain !== undefined && /^[A-Za-z_]/.test(plain) && !expansions.has(plain)
				? plain
				: `make_expansion_${expansions.size}`);
		expansions.set(name, given);
		text += `\${${name}}`;
		at = end;
	}
	return {text, expansions, mixed: [...expansions.keys()].some(name => shells.has(name))};
}

/** `$@`, `$(NAME)`, `$(shell git rev-parse HEAD)`. */
function endOf(line: string, at: number): number {
	const open = line[at + 1] ?? '';
	const close = open === '(' ? ')' : open === '{' ? '}' : undefined;
	if (close === undefined) return at + 2;
	let depth = 0;
	for (let end = at + 1; end < line.length; end++) {
		if (line[end] === open) depth++;
		else if (line[end] === close && --depth === 0) return end + 1;
	}
	return line.length;
}

/** Back to make's own; `dollar` is what a `$` of the shell is in this text. */
export function fromMake(text: string, {expansions}: MakeText, dollar: string): string {
	let whole = text;
	for (const [name, shown] of expansions)
		for (const form of [`${dollar}{${name}}`, `${dollar}${name}`])
			whole = whole
				.split(form)
				.reduce((all, part) =>
					form.endsWith('}') || !/^\w/.test(part) ? `${all}${shown}${part}` : `${all}${form}${part}`,
				);
	return whole;
}
