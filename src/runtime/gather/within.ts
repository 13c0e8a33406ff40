import {CommandCancelled, CommandTimedOut} from '../../host/errors.ts';
import type {Reader} from '../../host/host.ts';

/** The same reader, for whose commands together there is so much time: what is not answered by then counts as timed out. */
export function within(reader: Reader, budgetMs: number): Reader {
	const end = AbortSignal.timeout(budgetMs);
	return {
		...reader,
		async query(argv, limits = {}) {
			const signal = limits.signal ? AbortSignal.any([end, limits.signal]) : end;
			try {
				return await reader.query(argv, {...limits, signal});
			} catch (error) {
				if (error instanceof CommandCancelled && end.aborted) throw new CommandTimedOut(argv, budgetMs);
				throw error;
			}
		},
	};
}
