/** Which lines of a log are shown, and how. */
export type LogWindow = {
	/** Each with its time before it. */
	readonly times?: true;
	/** As docker takes them: `10m`, seconds since 1970, a date. */
	readonly since?: string;
	readonly until?: string;
};

export type KeptHead = {
	readonly atMs: number;
	readonly at: string;
	readonly isError: boolean;
	readonly isWhole: boolean;
	readonly length: number;
};

const begin = '\u0001';
const head = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (stdout|stderr) ([FP]) /;

/** What stands before a line in the log of what `docker run` made here: its time, its stream and whether it has an end. */
export function readKeptHead(line: string): KeptHead | undefined {
	const [all, at, stream, end] = line.startsWith(begin) ? (head.exec(line.slice(1)) ?? []) : [];
	if (all === undefined || at === undefined) return undefined;
	return {at, atMs: Date.parse(at), isError: stream === 'stderr', isWhole: end === 'F', length: all.length + 1};
}

/** When it is that docker is told: a Go duration before now, seconds since 1970, a date, of this place where no zone is said. */
export function instantMs(given: string, nowMs: number): number | undefined {
	const parts = [...given.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
	if (parts.length > 0 && parts.map(([all]) => all).join('') === given)
		return parts.reduce((at, [, count, unit]) => at - Number(count) * (unitMs[unit ?? ''] ?? 0), nowMs);
	if (/^\d+(\.\d+)?$/.test(given)) return Number(given) * 1000;
	if (!/^\d{4}-\d\d-\d\d([T ]|$)/.test(given)) return undefined;
	const at = Date.parse(given.length === 10 ? `${given}T00:00:00` : given.replace(' ', 'T'));
	return Number.isNaN(at) ? undefined : at;
}

const unitMs: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000};
