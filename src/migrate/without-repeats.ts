import type {Telling} from './telling.ts';

/** So long until the same is said again: after ten seconds, then each half minute. */
const firstMs = 10_000;
const laterMs = 30_000;

/** A count of seconds at the end of a line is its age alone: apt's `… held by process 812 (apt)... 17s`. */
const ageAtEnd = /\s*\d+ ?s(?:econds)?\s*$/;

/** What waits says so each second: the same is told once, and then from time to time, with its age. */
export function withoutRepeats(tell: Telling, nowMs: () => number): Telling {
	let last: string | undefined;
	let sinceMs = 0;
	let saidMs = 0;
	return text => {
		const now = nowMs();
		const same = text.replace(ageAtEnd, '').trimEnd();
		if (same === '' || same !== last) {
			last = same;
			sinceMs = now;
			saidMs = now;
			tell(text);
			return;
		}
		if (now - saidMs < (saidMs === sinceMs ? firstMs : laterMs)) return;
		saidMs = now;
		tell(`${same} (for ${Math.round((now - sinceMs) / 1000)} s)\n`);
	};
}
