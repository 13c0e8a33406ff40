const mostAbsent = 2000;
const longestAbsent = 80;

type Held = {
	readonly text: string;
	readonly isSorted: boolean;
	readonly entries: Record<string, unknown>;
	/** A script asks for the same words that are no key thousands of times, and each look goes over the whole text. */
	absent: Set<string> | undefined;
	whole: boolean;
};

/** One for all tables: a start makes eight of them, and four functions for each would take as long as its parsing. */
const handler: ProxyHandler<Held> = {
	get: (held, key) => (typeof key === 'string' ? find(held, key) : undefined),
	has: (held, key) => typeof key === 'string' && find(held, key) !== undefined,
	ownKeys: held => Reflect.ownKeys(all(held)),
	getOwnPropertyDescriptor(held, key) {
		if (typeof key === 'string') find(held, key);
		return Reflect.getOwnPropertyDescriptor(held.entries, key);
	},
};

/**
 * A record whose values are parsed when they are first asked for. One line of `text` per entry: its key, a tab, its value
 * as JSON; a line break stands before each and behind the last. A program that starts for one docker command needs a
 * handful of the thousand entries, and building all of them takes longer than the translation.
 *
 * `isSorted`: the keys stand in the order of their code units, so that a dozen looks find one; to search all of a text
 * for a key takes a microsecond for each kilobyte.
 */
export function lazyTable<T>(text: string, isSorted = false): Readonly<Record<string, T>> {
	const held: Held = {text, isSorted, entries: Object.create(null), absent: undefined, whole: false};
	return new Proxy(held, handler) as unknown as Readonly<Record<string, T>>;
}

function find(held: Held, key: string): unknown {
	const {text, entries} = held;
	const known = entries[key];
	if (known !== undefined || held.whole || key.includes('\n') || key.includes('\t')) return known;
	if (held.absent?.has(key)) return undefined;
	const start = held.isSorted ? bisected(text, key) : searched(text, key);
	if (start === undefined) {
		keepAbsent(held, key);
		return undefined;
	}
	const value: unknown = JSON.parse(text.slice(start, text.indexOf('\n', start)));
	entries[key] = value;
	return value;
}

/** Where the value of a key begins. */
function searched(text: string, key: string): number | undefined {
	const mark = `\n${key}\t`;
	const at = text.indexOf(mark);
	return at < 0 ? undefined : at + mark.length;
}

function bisected(text: string, key: string): number | undefined {
	// Both stand at the beginning of a line: the first that it may be, and the first that it is not any more.
	let low = 1;
	let high = text.length;
	while (low < high) {
		const line = text.lastIndexOf('\n', (low + high) >> 1) + 1;
		const start = line < low || line >= high ? low : line;
		const tab = text.indexOf('\t', start);
		const found = text.slice(start, tab);
		if (found === key) return tab + 1;
		if (found < key) low = text.indexOf('\n', tab) + 1;
		else high = start;
	}
	return undefined;
}

function keepAbsent(held: Held, key: string): void {
	held.absent ??= new Set();
	if (held.absent.size >= mostAbsent) held.absent.clear();
	if (key.length <= longestAbsent) held.absent.add(key);
}

/** In the order of the text. */
function all(held: Held): Record<string, unknown> {
	const {text, entries} = held;
	if (held.whole) return entries;
	for (const line of text.split('\n').slice(1, -1)) {
		const tab = line.indexOf('\t');
		const key = line.slice(0, tab);
		const known = entries[key];
		delete entries[key];
		entries[key] = known ?? JSON.parse(line.slice(tab + 1));
	}
	held.whole = true;
	return entries;
}

/** All of it, parsed: for who asks thousands of times, and would pay for the wrapping each time. */
export function wholeTable<T>(table: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
	return Object.assign(Object.create(null), table) as Record<string, T>;
}
