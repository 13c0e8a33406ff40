export type Run = 'last' | 'before' | 'older';

/**
 * Of a service that ends again and again only the last run's words stand, and for a while those of the run before, for the
 * last one may have only begun: what it said while it still ran well is over.
 */
export function lastRunsOf(lines: readonly string[]): (text: string) => Run {
	const runs = new Map<string, string[]>();
	for (const text of lines) {
		const [unit, run] = runOf(text);
		if (unit === undefined || run === undefined) continue;
		const all = runs.get(unit) ?? [];
		if (all.at(-1) !== run) runs.set(unit, [...all.filter(other => other !== run), run]);
	}
	return text => {
		const [unit, run] = runOf(text);
		const all = runs.get(unit ?? '') ?? [];
		if (run === undefined || run === all.at(-1)) return 'last';
		return run === all.at(-2) ? 'before' : 'older';
	};
}

/** The service and its run that a line is of; systemd's own lines name both without the underscore. */
function runOf(text: string): readonly [unit: string | undefined, run: string | undefined] {
	const run = /"INVOCATION_ID":"([0-9a-f]+)"/.exec(text) ?? /"_SYSTEMD_INVOCATION_ID":"([0-9a-f]+)"/.exec(text);
	return [unitNameOf(text), run?.[1]];
}

/** The unit that a line of `journalctl -o json` is of; what systemd itself says names it in UNIT. */
export function unitNameOf(text: string): string | undefined {
	return /"UNIT":"([^"]+)"/.exec(text)?.[1] ?? /"_SYSTEMD_UNIT":"([^"]+)"/.exec(text)?.[1];
}
