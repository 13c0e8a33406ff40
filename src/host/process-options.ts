import type {Limits} from './host.ts';

/** What a process is started with once the defaults are filled in. */
export type ProcessOptions = Limits & {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly timeoutMs: number;
	readonly maxBytes: number;
};

/** Of a stderr that is passed on, for those who judge the exit code by it. */
export const keptBytes = 64 * 1024;
