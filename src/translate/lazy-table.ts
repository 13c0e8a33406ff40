const mostAbsent = 2000;
const longestAbsent = 80;

/**
 * A record whose values are parsed when they are first asked for. One line of `text` per entry: its key, a tab, its value
 * as JSON; a line break stands before each and behind the last. A program that starts for one docker command needs a
 * handful of the thousand entries, and building all of them takes longer than the translation.
 */
export function lazyTable<T>(text: string): Readonly<Record<string, T>> {
	const entries: Record<string, T> = Object.create(null);
	// A script asks for the same words that are no key thousands of times, and each look goes over the whole text.
	const absent = new Set<string>();
	let whole = false;
	return new Proxy(entries, {
		get: (_, key) => (typeof key === 'string' ? find(key) : undefined),
		has: (_, key) => typeof key === 'string' && find(key) !== undefined,
		ownKeys: () => Reflect.ownKeys(all()),
		getOwnPropertyDescriptor: (_, key) => {
			if (typeof key === 'string') find(key);
			return Reflect.getOwnPropertyDescriptor(entries, key);
		},
	});

	function find(key: string): T | undefined {
		const known = entries[key];
		if (known !== undefined || whole || key.includes('\n') || key.includes('\t')) return known;
		if (absent.has(key)) return undefined;
		const mark = `\n${key}\t`;
		const at = text.indexOf(mark);
		if (at < 0) {
			if (absent.size >= mostAbsent) absent.clear();
			if (key.length <= longestAbsent) absent.add(key);
			return undefined;
		}
		const start = at + mark.length;
		const value = JSON.parse(text.slice(start, text.indexOf('\n', start))) as T;
		entries[key] = value;
		return value;
	}

	/** In the order of the text. */
	function all(): Record<string, T> {
		if (whole) return entries;
		for (const line of text.split('\n').slice(1, -1)) {
			const tab = line.indexOf('\t');
			const key = line.slice(0, tab);
			const known = entries[key];
			delete entries[key];
			entries[key] = known ?? (JSON.parse(line.slice(tab + 1)) as T);
		}
		whole = true;
		return entries;
	}
}

/** All of it, parsed: for who asks thousands of times, and would pay for the wrapping each time. */
export function wholeTable<T>(table: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
	return Object.assign(Object.create(null), table) as Record<string, T>;
}
