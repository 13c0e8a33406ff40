/** The word that is meant, where one differs in at most two letters. */
export function likest(word: string, words: Iterable<string>): string | undefined {
	const near = [...words].map(each => ({each, away: distance(word.toLowerCase(), each.toLowerCase())}));
	const best = near.toSorted((left, right) => left.away - right.away)[0];
	return best !== undefined && best.away <= 2 ? best.each : undefined;
}

/** How many letters are to be changed, put in or left out. */
function distance(left: string, right: string): number {
	let row = Array.from({length: right.length + 1}, (_, index) => index);
	for (const [index, letter] of [...left].entries()) {
		const next = [index + 1];
		for (let at = 1; at <= right.length; at++) {
			const change = (row[at - 1] ?? 0) + (letter === right[at - 1] ? 0 : 1);
			next.push(Math.min(change, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[right.length] ?? 0;
}
