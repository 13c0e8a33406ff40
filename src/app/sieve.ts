/** What passes a filter of a stream, and what stands around it: nothing else is kept. */
export type Sieve<T> = {
	/** What of these, and of what came just before them, is to be kept. */
	push(items: readonly T[]): readonly T[];
	/** How many were looked at, and how many of them matched. */
	counts(): {readonly seen: number; readonly matched: number};
};

/** @param context items to keep before and after each that matches */
export function createSieve<T>(matches: (item: T) => boolean, context: number): Sieve<T> {
	let before: T[] = [];
	let after = 0;
	let seen = 0;
	let matched = 0;
	return {
		push(items) {
			const kept: T[] = [];
			for (const item of items) {
				seen += 1;
				if (matches(item)) {
					matched += 1;
					kept.push(...before, item);
					before = [];
					after = context;
				} else if (after > 0) {
					kept.push(item);
					after -= 1;
				} else if (context > 0) {
					before.push(item);
					if (before.length > context) before.shift();
				}
			}
			return kept;
		},
		counts: () => ({seen, matched}),
	};
}
