/** Lines are handed on at most this often, and of what came in between no more than so many: the rest is counted. */
const flushMs = 100;
const mostAtOnce = 500;

export type Sink = {push(lines: readonly string[]): void; flush(): void};

type SinkStart = {
	readonly signal: AbortSignal;
	sleep(milliseconds: number): Promise<void>;
	show(lines: readonly string[], missed: number): void;
};

/**
 * Between a journal and its pane. To understand a line takes some 10 µs, so at 100,000 a second not each can be: what a
 * person could not read anyway is counted, and a key never waits for more than a few milliseconds.
 */
export function createSink({signal, sleep, show}: SinkStart): Sink {
	let waiting: string[] = [];
	let missed = 0;
	let scheduled = false;
	/** What was there before it was asked for comes all at once, and is not too much. */
	let most = 4 * mostAtOnce;

	function flush(): void {
		if (signal.aborted || (waiting.length === 0 && missed === 0)) return;
		const lines = waiting;
		const gone = missed + Math.max(0, lines.length - most);
		waiting = [];
		missed = 0;
		show(lines.slice(-most), gone);
		most = mostAtOnce;
	}

	return {
		push(lines) {
			for (const line of lines) waiting.push(line);
			if (waiting.length > most * 2) {
				missed += waiting.length - most;
				waiting = waiting.slice(-most);
			}
			if (scheduled) return;
			scheduled = true;
			void sleep(flushMs).then(() => {
				scheduled = false;
				flush();
			});
		},
		flush,
	};
}
