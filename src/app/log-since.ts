/** What of a log is shown. */
export type Since = (typeof sinceKeys)[number]['since'];

/** The keys are those of k9s. */
export const sinceKeys = [
	{key: '0', since: 'tail', minutes: undefined, help: 'the end of the log'},
	{key: '1', since: 'head', minutes: undefined, help: 'the beginning of the log'},
	{key: '2', since: '1m', minutes: 1, help: 'the log of the last minute'},
	{key: '3', since: '5m', minutes: 5, help: 'the log of the last 5 minutes'},
	{key: '4', since: '15m', minutes: 15, help: 'the log of the last 15 minutes'},
	{key: '5', since: '30m', minutes: 30, help: 'the log of the last 30 minutes'},
	{key: '6', since: '1h', minutes: 60, help: 'the log of the last hour'},
] as const;

export function minutesOf(since: Since): number | undefined {
	return sinceKeys.find(preset => preset.since === since)?.minutes;
}
