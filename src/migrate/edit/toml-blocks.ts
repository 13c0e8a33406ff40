/** One key with the comments and empty lines before it, as they are written. */
export type TomlItem = {
	readonly path: readonly string[];
	readonly before: readonly string[];
	readonly lines: readonly string[];
};

/** A table's header with what stands before it, and its keys. The first block of a file has no header. */
export type TomlBlock = {
	readonly path: readonly string[] | undefined;
	/** `[[table]]` */
	readonly isArray: boolean;
	readonly before: readonly string[];
	readonly header: string;
	readonly items: readonly TomlItem[];
	/** Comments after the last key. */
	readonly after: readonly string[];
};

/** A TOML file in tables and keys, by its lines. The text must parse: nothing is checked here. */
export function blocksOf(text: string): readonly TomlBlock[] {
	const lines = text.replace(/\n$/, '').split('\n');
	const blocks: Array<{-readonly [Key in keyof TomlBlock]: TomlBlock[Key]} & {items: TomlItem[]}> = [
		{path: undefined, isArray: false, before: [], header: '', items: [], after: []},
	];
	let waiting: string[] = [];
	for (let at = 0; at < lines.length; at++) {
		const line = lines[at] ?? '';
		const last = blocks.at(-1);
		if (/^\s*(#|$)/.test(line)) waiting.push(line);
		else if (/^\s*\[/.test(line)) {
			// Comments right above a header are its own; an empty line parts them from the table before.
			const isArray = /^\s*\[\[/.test(line);
			const name = line.replace(/^\s*\[\[?/, '').replace(/\]\]?\s*(#.*)?$/, '');
			blocks.push({path: keyPath(name), isArray, before: waiting, header: line, items: [], after: []});
			waiting = [];
		} else {
			const [, key = ''] =
				/^\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+))*)\s*=/.exec(line) ??
				[];
			const own = [line];
			while (isOpen(own.join('\n')) && at + 1 < lines.length) own.push(lines[++at] ?? '');
			last?.items.push({path: keyPath(key), before: waiting, lines: own});
			waiting = [];
		}
	}
	const end = blocks.at(-1);
	if (end) end.after = waiting;
	return blocks;
}

/** Names of a dotted key, quotes undone. */
export function keyPath(text: string): readonly string[] {
	return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+)/g)].map(
		([, double, single, bare]) => double ?? single ?? bare ?? '',
	);
}

/** A value that goes on in the next line: an array, a table or a text of many lines. */
function isOpen(text: string): boolean {
	const value = text.slice(text.indexOf('=') + 1);
	if ((value.split('"""').length - 1) % 2 === 1 || (value.split("'''").length - 1) % 2 === 1) return true;
	const bare = value
		.replace(/"""[\s\S]*?"""|'''[\s\S]*?'''/g, '')
		.replace(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/g, '')
		.replace(/#.*$/gm, '');
	return (bare.match(/[[{]/g)?.length ?? 0) > (bare.match(/[\]}]/g)?.length ?? 0);
}

export function writeKey(path: readonly string[]): string {
	return path.map(name => (/^[A-Za-z0-9_-]+$/.test(name) ? name : JSON.stringify(name))).join('.');
}
