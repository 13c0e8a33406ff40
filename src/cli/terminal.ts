import {fstatSync} from 'node:fs';

/**
 * Whether a descriptor is a terminal. Asking the runtime's own streams (or node:tty) costs more than a whole translation,
 * so a pipe and a file are told apart without them.
 */
export function isTerminal(descriptor: 0 | 1): boolean {
	try {
		if (!fstatSync(descriptor).isCharacterDevice()) return false;
	} catch {
		return false; // closed
	}
	return Boolean(descriptor === 0 ? process.stdin.isTTY : process.stdout.isTTY);
}
