import {writeSync} from 'node:fs';

/** Whole and in order, whatever is behind the descriptor; a reader that went away (`| head`) ends the program quietly. */
export function writeAll(descriptor: 1 | 2, text: string | Uint8Array): void {
	const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
	for (let written = 0; written < bytes.length; ) {
		try {
			written += writeSync(descriptor, bytes, written);
		} catch (error) {
			const {code} = error as NodeJS.ErrnoException;
			if (code === 'EPIPE') process.exit(0);
			if (code !== 'EAGAIN') throw error;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
		}
	}
}
