const mostAbsent = 2000;
const longestAbsent = 80;

type Held = {
	readonly text: string;
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
 */
export function lazyTable<T>(text: string): Readonly<Record<string, T>> {
	const held: Held = {text, entries: Object.create(null), absent: undefined, whole: false};
	return new Proxy(held, handler) as unknown as Readonly<Record<string, T>>;
}

function find(held: Held, key: string): unknown {
	const {text, entries} = held;
	const known = entries[key];
	if (known !== undefined || held.whole || key.includes('\n') || key.includes('\t')) return known;
	if (held.absent?.has(key)) return undefined;
	const mark = `\n${key}\t`;
	const at = text.indexOf(mark);
	if (at < 0) {
		keepAbsent(held, key);
		return undefined;
	}
	const start = at + mark.length;
	const value: unknown = JSON.parse(text.slice(start, text.indexOf('\n', start)));
	entries[key] = value;
	return value;
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
