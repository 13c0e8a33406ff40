/** The numbers of those whose anchor may be in a line, in small letters: ascending, some that are not among them. */
export type AnchorIndex = (lower: string) => readonly number[];

/** As many letters of an anchor as are looked up. */
const letters = 3;

/**
 * Finds which of many anchors may be in a line by three letters of each, the rarest: a line then costs by its length, and not
 * by how much is known. What has an anchor that is shorter is always among them.
 * @param things of each its patterns, of each of these its anchors
 */
export function indexAnchors(things: ReadonlyArray<ReadonlyArray<readonly string[]>>): AnchorIndex {
	const uses = new Map<number, number>();
	for (const anchor of things.flat(2)) for (const key of keysOf(anchor)) uses.set(key, (uses.get(key) ?? 0) + 1);
	const rarest = (anchor: string): number =>
		keysOf(anchor).reduce((best, key) => ((uses.get(key) ?? 0) < (uses.get(best) ?? 0) ? key : best));
	const byKey = new Map<number, number[]>();
	const always: number[] = [];
	for (const [number, patterns] of things.entries()) {
		if (patterns.some(anchors => anchors.length === 0 || anchors.some(({length}) => length < letters))) {
			always.push(number);
			continue;
		}
		for (const key of new Set(patterns.flat().map(rarest))) {
			const known = byKey.get(key);
			if (known) known.push(number);
			else byKey.set(key, [number]);
		}
	}
	const lastLook = new Uint32Array(things.length);
	let look = 0;
	return lower => {
		look += 1;
		const found = [...always];
		for (let at = 0; at + letters <= lower.length; at += 1) {
			for (const number of byKey.get(keyAt(lower, at)) ?? []) {
				if (lastLook[number] === look) continue;
				lastLook[number] = look;
				found.push(number);
			}
		}
		return found.sort((one, other) => one - other);
	};
}

function keysOf(anchor: string): readonly number[] {
	return Array.from({length: Math.max(0, anchor.length - letters + 1)}, (_, at) => keyAt(anchor, at));
}

/** Ten bits of each: rare letters may fall together, which only gives more to try. */
function keyAt(text: string, at: number): number {
	const bits = (offset: number): number => text.charCodeAt(at + offset) & 0x3ff;
	return (bits(0) << 20) | (bits(1) << 10) | bits(2);
}
