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
	const uses = usesOf(things.flat(2));
	const byKey = new Map<number, number[]>();
	const always: number[] = [];
	for (const [number, patterns] of things.entries()) {
		if (patterns.some(anchors => anchors.length === 0 || anchors.some(({length}) => length < letters))) {
			always.push(number);
			continue;
		}
		for (const key of new Set(patterns.flat().map(anchor => rarestOf(anchor, uses)))) {
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

/** How often each three letters stand in them. Plain loops: a start passes tens of thousands of them. */
function usesOf(anchors: readonly string[]): ReadonlyMap<number, number> {
	const uses = new Map<number, number>();
	for (const anchor of anchors) {
		for (let at = 0; at + letters <= anchor.length; at += 1) {
			const key = keyAt(anchor, at);
			uses.set(key, (uses.get(key) ?? 0) + 1);
		}
	}
	return uses;
}

function rarestOf(anchor: string, uses: ReadonlyMap<number, number>): number {
	let rarest = 0;
	let fewest = Number.POSITIVE_INFINITY;
	for (let at = 0; at + letters <= anchor.length; at += 1) {
		const key = keyAt(anchor, at);
		const count = uses.get(key) ?? 0;
		if (count >= fewest) continue;
		rarest = key;
		fewest = count;
	}
	return rarest;
}

/** Ten bits of each: rare letters may fall together, which only gives more to try. */
function keyAt(text: string, at: number): number {
	const [first, second, third] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)];
	return ((first & 0x3ff) << 20) | ((second & 0x3ff) << 10) | (third & 0x3ff);
}
