/** Buttons and the wheel (1000), with places as numbers of any size (1006). */
const on = '\u001b[?1000h\u001b[?1006h';
const off = '\u001b[?1006l\u001b[?1000l';

export type Mouse = {
	set(wanted: boolean): void;
	/** While another program has the terminal. */
	pause(): void;
	resume(): void;
};

/** The mouse of the terminal: off until it is asked for, since selecting text with it is then the terminal's no more. */
export function createMouse(write: (text: string) => void): Mouse {
	let wanted = false;
	return {
		set(next) {
			if (wanted !== next) write(next ? on : off);
			wanted = next;
		},
		pause() {
			if (wanted) write(off);
		},
		resume() {
			if (wanted) write(on);
		},
	};
}

const doubleClickMs = 500;

export type MouseEvent = {
	/** `double`: the second press in one place within half a second. */
	readonly kind: 'press' | 'double' | 'wheel-up' | 'wheel-down';
	/** From 0, at the left and at the top. */
	readonly column: number;
	readonly row: number;
};

/**
 * Reads what the terminal says of the mouse (SGR 1006: `[<0;12;5M`, the escape already taken off) among what else is typed.
 * A report may come in pieces over a slow line: the first is kept until the rest is there. Anything else is no report.
 */
export function createMouseReader(clock: () => number): (input: string) => readonly MouseEvent[] | undefined {
	let begun = '';
	let last = {atMs: Number.NEGATIVE_INFINITY, column: -1, row: -1};
	return input => {
		const text = begun + input;
		begun = '';
		if (/^\[<[\d;]*$/.test(text) && text.length < 24) {
			begun = text;
			return [];
		}
		const report = /^\[<(\d{1,4});(\d{1,5});(\d{1,5})([Mm])$/.exec(text);
		if (!report) return undefined;
		const kind = kindOf(Number(report[1]), report[4] === 'M');
		const place = {column: Number(report[2]) - 1, row: Number(report[3]) - 1};
		if (kind !== 'press') return kind === undefined ? [] : [{kind, ...place}];
		const atMs = clock();
		const isDouble =
			atMs - last.atMs < doubleClickMs && last.row === place.row && Math.abs(last.column - place.column) < 2;
		last = {atMs: isDouble ? Number.NEGATIVE_INFINITY : atMs, ...place};
		return [{kind: isDouble ? 'double' : 'press', ...place}];
	};
}

/** Source: xterm's ctlseqs, "Mouse Tracking": 64 and 65 are the wheel; 4, 8 and 16 are shift, meta and control. */
function kindOf(code: number, pressed: boolean): MouseEvent['kind'] | undefined {
	const button = code & ~0b11100;
	if (button === 64) return 'wheel-up';
	if (button === 65) return 'wheel-down';
	return button === 0 && pressed ? 'press' : undefined;
}
