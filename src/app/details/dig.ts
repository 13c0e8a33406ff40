/*
 * Looking into answers of several programs and versions: what is not there, or not of the kind, is undefined.
 */

export function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
	let found = value;
	for (const step of path) {
		if (typeof found !== 'object' || found === null) return undefined;
		found = (found as Readonly<Record<string | number, unknown>>)[step];
	}
	return found ?? undefined;
}

/** The first of these that is a text or a number, as text; empty is absent. */
export function digText(value: unknown, ...paths: ReadonlyArray<readonly (string | number)[]>): string | undefined {
	for (const path of paths) {
		const found = dig(value, ...path);
		if (typeof found === 'string' && found !== '') return found;
		if (typeof found === 'number' || typeof found === 'boolean') return String(found);
	}
	return undefined;
}

export function digList(value: unknown, ...paths: ReadonlyArray<readonly (string | number)[]>): readonly unknown[] {
	for (const path of paths) {
		const found = dig(value, ...path);
		if (Array.isArray(found) && found.length > 0) return found;
	}
	return [];
}

export function digMap(
	value: unknown,
	...paths: ReadonlyArray<readonly (string | number)[]>
): ReadonlyArray<readonly [string, string]> {
	for (const path of paths) {
		const found = dig(value, ...path);
		if (typeof found !== 'object' || found === null || Array.isArray(found)) continue;
		const entries = Object.entries(found).map(([name, own]) => [name, textFor(own)] as const);
		if (entries.length > 0) return entries;
	}
	return [];
}

export function textFor(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
