/** For `date --date`: a Go duration, seconds since 1970, or a date. */
export function dateOf(until: string): string | undefined {
	if (/^\d{9,}(\.\d+)?$/.test(until)) return `@${until}`;
	if (/^\d{4}-\d\d-\d\d([T ][\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(until)) return until;
	const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(until)?.slice(1);
	if (parts === undefined || parts.every(part => part === undefined)) return undefined;
	const [hours = 0, minutes = 0, seconds = 0] = parts.map(part => Number(part ?? 0));
	return `-${(hours * 60 + minutes) * 60 + seconds} seconds`;
}

/** `--filter until=24h` of what is removed. */
export function isUntil(filter: string): boolean {
	return /^until=./.test(filter) && dateOf(filter.slice('until='.length)) !== undefined;
}
