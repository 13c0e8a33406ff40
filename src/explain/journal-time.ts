/** When journald got it, in ms since 1970. Source: systemd.journal-fields(7), microseconds. */
export function journalTimeMs(line: string): number | undefined {
	const micros = /"__REALTIME_TIMESTAMP" ?: ?"(\d{10,20})"/.exec(line)?.[1];
	return micros === undefined ? undefined : Number(micros) / 1000;
}
