import {writeSync} from 'node:fs';

const enter = '\u001b[?1049h\u001b[?25l\u001b[2J\u001b[H';
/** Whatever was switched on: colours, cursor, bracketed paste, mouse, keyboard protocol, alternate screen. */
const restore = '\u001b[0m\u001b[?25h\u001b[?2004l\u001b[?1000l\u001b[?1002l\u001b[?1006l\u001b[<u\u001b[?1049l';

/** Something to look at while the program loads: 10 ms after the start instead of 60. */
export function drawSkeleton(): void {
	writeSync(1, `${enter}\u001b[1mrtconsole\u001b[0m  looking for the runtime…`);
}

/** The first frame in place of it. The cursor goes back to the top: Ink draws its own first frame from where it stands. */
export function drawFirst(lines: readonly string[]): void {
	writeSync(1, `\u001b[2J\u001b[H${lines.map(line => line.trimEnd()).join('\r\n')}\u001b[H`);
}

/** A key that was typed before Ink listens is echoed where the cursor stands, and Ink would draw one cell further on. */
export function homeCursor(): void {
	writeSync(1, '\u001b[H');
}

/** Give the terminal back, on every way out: synchronous, for the process may be about to die. */
export function restoreTerminal(): void {
	try {
		writeSync(1, restore);
	} catch {
		// The terminal is gone (SSH hang-up): there is nothing to restore.
	}
}
