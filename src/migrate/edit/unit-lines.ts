/** One statement of a unit file, with the lines that go on from it. */
export type Statement = {readonly name: string; readonly first: number; readonly lines: readonly string[]};

/** The lines of a unit file in statements; comments, sections and empty lines are statements without a name. */
export function statementsOf(text: string): readonly Statement[] {
	const lines = text.split('\n');
	const found: Statement[] = [];
	for (let at = 0; at < lines.length; at++) {
		const first = at;
		const name = /^\s*(\w+)\s*=/.exec(lines[at] ?? '')?.[1] ?? '';
		if (name !== '') while ((lines[at] ?? '').endsWith('\\') && at + 1 < lines.length) at++;
		found.push({name, first, lines: lines.slice(first, at + 1)});
	}
	return found;
}

/** Lines that became empty go, and what stood before the last of them no longer goes on. */
export function withoutEmptied(before: readonly string[], after: readonly string[]): readonly string[] {
	const isEmpty = (line: string) => /^\s*\\?\s*$/.test(line);
	const kept = after.filter((line, index) => index === 0 || !isEmpty(line) || isEmpty(before[index] ?? ''));
	const last = kept.at(-1) ?? '';
	const wentOn = (before.at(-1) ?? '').endsWith('\\');
	return last.endsWith('\\') && !wentOn ? [...kept.slice(0, -1), last.replace(/\s*\\$/, '')] : kept;
}
