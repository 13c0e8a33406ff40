import {CommandTimedOut} from '../host/errors.ts';
import type {Reader} from '../host/host.ts';

/** Time for an answer, and less of it as long as none came. */
export type Patience = {readonly firstMs: number; readonly thenMs: number};

/** The same reader for what is asked beside a list: a daemon that hangs may hold the list up once, not each time. */
export function impatient(reader: Reader, {firstMs, thenMs}: Patience): Reader {
	let timeoutMs = firstMs;
	return {
		...reader,
		async query(argv, limits) {
			try {
				const finished = await reader.query(argv, {...limits, timeoutMs});
				timeoutMs = firstMs;
				return finished;
			} catch (error) {
				if (error instanceof CommandTimedOut) timeoutMs = thenMs;
				throw error;
			}
		},
	};
}
