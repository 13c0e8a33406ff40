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
 * Takes the reports of the mouse (SGR 1006: `ESC [ < 0 ; 12 ; 5 M`) out of what is typed, for Ink drops what is no key. One may
 * come in pieces over a slow line: the first is kept until the rest is there. What is returned is for Ink.
 */
export function createMouseFilter(report: (event: MouseEvent) => void, clock: () => number): (typed: string) => string {
	let begun = '';
	let last = {atMs: Number.NEGATIVE_INFINITY, column: -1, row: -1};
	const tell = (code: number, column: number, row: number, pressed: boolean) => {
		const kind = kindOf(code, pressed);
		if (kind === undefined) return;
		if (kind !== 'press') return report({kind, column, row});
		const atMs = clock();
		const isDouble = atMs - last.atMs < doubleClickMs && last.row === row && Math.abs(last.column - column) < 2;
		last = {atMs: isDouble ? Number.NEGATIVE_INFINITY : atMs, column, row};
		report({kind: isDouble ? 'double' : 'press', column, row});
	};
	return typed => {
		if (begun === '' && !typed.includes(start)) return typed;
		const [before = '', ...parts] = (begun + typed).split(start);
		begun = '';
		const rest = parts.map((part, index) => {
			const found = /^(\d{1,4});(\d{1,5});(\d{1,5})([Mm])/.exec(part);
			if (found) {
				tell(Number(found[1]), Number(found[2]) - 1, Number(found[3]) - 1, found[4] === 'M');
				return part.slice(found[0].length);
			}
			if (index === parts.length - 1 && /^[\d;]{0,16}$/.test(part)) {
				begun = start + part;
				return '';
			}
			return start + part;
		});
		return before + rest.join('');
	};
}

const start = '\u001b[<';

/** Reads of a terminal's input without the reports of the mouse, which go elsewhere. Returns the way back. */
export function interceptMouse(stdin: NodeJS.ReadStream, filter: (typed: string) => string): () => void {
	const read = stdin.read;
	stdin.read = function readWithoutMouse(size?: number) {
		const chunk: unknown = read.call(stdin, size);
		return chunk === null || chunk === undefined ? null : filter(String(chunk));
	};
	return () => {
		stdin.read = read;
	};
}

/** Source: xterm's ctlseqs, "Mouse Tracking": 64 and 65 are the wheel; 4, 8 and 16 are shift, meta and control. */
function kindOf(code: number, pressed: boolean): MouseEvent['kind'] | undefined {
	const button = code & ~0b11100;
	if (button === 64) return 'wheel-up';
	if (button === 65) return 'wheel-down';
	return button === 0 && pressed ? 'press' : undefined;
}
