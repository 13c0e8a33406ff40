import {FileUnreadable} from '../host/errors.ts';
import type {Reader} from '../host/host.ts';

export type ReadFile = (path: string) => Promise<{readonly path: string; readonly text: string} | undefined>;

/**
 * Read files of which any may be absent. One that may not be read counts as absent too: without root, discovery goes on
 * with the files that can be read, and the runtime's socket says by itself that root is needed.
 */
export function readUnless(reader: Reader): ReadFile {
	return async path => {
		try {
			const text = await reader.readText(path);
			return text === undefined ? undefined : {path, text};
		} catch (error) {
			if (error instanceof FileUnreadable) return undefined;
			throw error;
		}
	};
}
