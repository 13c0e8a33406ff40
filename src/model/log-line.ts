/** A line of a container's log, as the container wrote it: not harmless yet. */
export type LogLine = {
	readonly text: string;
	readonly from: 'stdout' | 'stderr';
	/** When the runtime read it, as it is written there: `2026-11-23T12:00:00.123456789Z`. Absent where nothing says so. */
	readonly at?: string;
};
