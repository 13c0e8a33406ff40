/** So many changes of the screen leave megabytes behind that nobody needs. */
const changesWorthIt = 100;
const quietChanges = 3;

export type Tidier = {
	/** The state changed. */
	changed(): void;
	/** A second has passed. */
	tick(): void;
};

/**
 * Keys leave frames behind, which the runtime would keep until its heap has grown by half: they are collected in the first
 * second in which nothing happens, so that whoever looks at the node's memory sees what the console needs.
 */
export function createTidier(collect: (() => void) | undefined = runtimesCollector()): Tidier {
	let sinceTidied = 0;
	let sinceTick = 0;
	return {
		changed() {
			sinceTick += 1;
		},
		tick() {
			const changes = sinceTick;
			sinceTick = 0;
			// The clock itself is a change, and what it finds may be some more: they alone leave little behind.
			if (changes > quietChanges) {
				sinceTidied += changes;
				return;
			}
			if (sinceTidied < changesWorthIt) return;
			sinceTidied = 0;
			collect?.();
		},
	};
}

/** In the executable, which has Bun within. It takes 15 ms: left to the runtime's own time it would not happen at all. */
function runtimesCollector(): (() => void) | undefined {
	const {Bun} = globalThis as {readonly Bun?: {gc(atOnce: boolean): void}};
	return Bun && (() => Bun.gc(true));
}
