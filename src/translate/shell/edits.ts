/** New text for a range of a source. */
export type Edit = {readonly pos: number; readonly end: number; readonly text: string};

/** What is between two offsets after the edits in it, which are in order and do not overlap. */
export function applyEdits(source: string, edits: readonly Edit[], from = 0, to = source.length): string {
	let text = '';
	let at = from;
	for (const edit of edits) {
		text += source.slice(at, edit.pos) + edit.text;
		at = edit.end;
	}
	return text + source.slice(at, to);
}

/** Index of the first at or after an offset. */
export function firstFrom(sorted: ReadonlyArray<{readonly pos: number}>, pos: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle]?.pos ?? 0) < pos) low = middle + 1;
		else high = middle;
	}
	return low;
}
