/** A jq filter at its outermost `|`: strings and what stands in brackets stay whole. `|=` and `//` are no pipes. */
export function stagesOf(filter: string): readonly string[] {
	const stages: string[] = [];
	let depth = 0;
	let from = 0;
	for (let at = 0; at < filter.length; at++) {
		const character = filter[at] ?? '';
		if (character === '"') at = endOfString(filter, at);
		else if ('([{'.includes(character)) depth++;
		else if (')]}'.includes(character)) depth--;
		else if (character === '|' && depth === 0 && filter[at + 1] !== '=') {
			stages.push(filter.slice(from, at));
			from = at + 1;
		}
	}
	return [...stages, filter.slice(from)];
}

function endOfString(filter: string, start: number): number {
	let at = start + 1;
	while (at < filter.length && filter[at] !== '"') at += filter[at] === '\\' ? 2 : 1;
	return at;
}
