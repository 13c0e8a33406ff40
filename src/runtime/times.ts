/**
 * Milliseconds since 1970 of a time as runtimes write it: RFC 3339 in status answers, nanoseconds (as a string, being
 * int64) in lists. Undefined for "never": 0, 1970-01-01, Go's zero time 0001-01-01, absent, null.
 */
export function optionalTime(value: unknown, where: string): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const atMs = typeof value === 'string' && !/^-?\d+$/.test(value) ? Date.parse(value) : fromNanoseconds(value);
	if (Number.isNaN(atMs)) throw new Error(`${where} should be a time, is ${JSON.stringify(value)}`);
	return atMs > 0 ? atMs : undefined;
}

/** The same where a time must be; "never" is 0. */
export function timeOf(value: unknown, where: string): number {
	return optionalTime(value, where) ?? 0;
}

function fromNanoseconds(value: unknown): number {
	if (typeof value === 'number') return Math.floor(value / 1e6);
	return typeof value === 'string' ? Number(BigInt(value) / 1_000_000n) : Number.NaN;
}
