type Inspected = {readonly Id?: unknown; readonly Name?: unknown};

/**
 * `docker inspect` prints one list of all that was asked for, in the order of the line; of two kinds of containers there are two lists.
 *
 * @param lists JSON as it was printed, one text for each kind
 * @param words The line, whose names give the order
 * @returns Undefined where one of them is no list of JSON: then each stays as it is
 */
export function oneList(lists: readonly string[], words: readonly string[]): string | undefined {
	const all: Inspected[] = [];
	for (const text of lists) {
		let list: unknown;
		try {
			list = JSON.parse(text);
		} catch {
			return undefined;
		}
		if (!Array.isArray(list)) return undefined;
		all.push(...list);
	}
	const place = ({Id, Name}: Inspected) => {
		const at = words.findIndex((word, index) => index > 0 && (Name === `/${word}` || String(Id).startsWith(word)));
		return at < 0 ? words.length : at;
	};
	return `${JSON.stringify(
		all.toSorted((one, other) => place(one) - place(other)),
		undefined,
		4,
	)}\n`;
}
