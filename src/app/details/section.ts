/** A heading with what stands under it: `[label, value]`, or a line of its own. Absent values are left out. */
export type Section = {
	readonly title: string;
	readonly rows: ReadonlyArray<readonly [label: string, value: string]>;
};

type Value = string | number | undefined;

export function section(title: string, ...rows: ReadonlyArray<readonly [string, Value]>): readonly Section[] {
	const said = rows.flatMap(([label, value]) =>
		value === undefined || value === '' ? [] : [[label, String(value)] as const],
	);
	return said.length === 0 ? [] : [{title, rows: said}];
}

/** A map as a section: labels, annotations. */
export function mapSection(title: string, entries: ReadonlyArray<readonly [string, string]>): readonly Section[] {
	return entries.length === 0 ? [] : [{title, rows: entries.toSorted(([a], [b]) => (a < b ? -1 : 1))}];
}

/** Lines without labels: mounts, ports. */
export function listSection(title: string, lines: readonly string[]): readonly Section[] {
	return lines.length === 0 ? [] : [{title, rows: lines.map(line => ['', line] as const)}];
}
