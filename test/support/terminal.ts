import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {svgOf} from './svg.ts';
import {findCell, linesOf} from './terminal-cells.ts';

/** A program on a pseudo terminal, and the terminal that a person would see. */
export type TestTerminal = {
	/** The lines as they are seen now, without the spaces at their ends. */
	screen(): readonly string[];
	/** Row and column, in cells, where a text begins on the screen, or in one row of it. */
	find(text: string, row?: number): {readonly row: number; readonly column: number} | undefined;
	/** Wait until the screen has a text, or until a sentence about it holds. Returns the screen. */
	waitFor(
		wanted: string | RegExp | ((screen: readonly string[]) => boolean),
		timeoutMs?: number,
	): Promise<readonly string[]>;
	type(keys: string): void;
	resize(columns: number, rows: number): void;
	kill(signal?: string): void;
	/** Everything that was written to the terminal so far. */
	raw(): Buffer;
	/** A picture of what is seen now. */
	svg(title: string): string;
	readonly size: {readonly columns: number; readonly rows: number};
	readonly exit: Promise<{readonly exitCode: number; readonly signal: number}>;
	/** End the program if it still runs, and wait until it has. */
	close(): Promise<void>;
};

export type TerminalOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly env?: Readonly<Record<string, string | undefined>>;
	readonly cwd?: string;
};

export const keys = {
	enter: '\r',
	escape: '\u001b',
	tab: '\t',
	up: '\u001b[A',
	down: '\u001b[B',
	pageDown: '\u001b[6~',
	ctrlC: '\u0003',
	backspace: '\u007f',
} as const;

const pollMs = 25;
const defaultTimeoutMs = 15_000;

export function openTerminal(argv: readonly [string, ...string[]], options: TerminalOptions = {}): TestTerminal {
	const {columns = 80, rows = 24, env = process.env, cwd} = options;
	const [file, ...args] = argv;
	const emulator = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
	const chunks: Buffer[] = [];
	const pty = spawn(file, args, {cols: columns, rows, name: 'xterm-256color', env, cwd, encoding: null});
	onBytes(pty, bytes => {
		chunks.push(bytes);
		emulator.write(bytes);
	});
	// What the program asks of the terminal (where is the cursor, what are you), the terminal answers.
	emulator.onData(answer => pty.write(answer));
	let ended = false;
	const exit = new Promise<{exitCode: number; signal: number}>(resolve => {
		pty.onExit(({exitCode, signal = 0}) => {
			ended = true;
			// What was written last may still be on its way from the pty, and into the emulator.
			setTimeout(() => emulator.write('', () => resolve({exitCode, signal})), 50);
		});
	});

	const screen = () => linesOf(emulator).map(line => line.translateToString(true, 0, emulator.cols));
	return {
		screen,
		find: (text, row) => findCell(emulator, text, row),
		async waitFor(wanted, timeoutMs = defaultTimeoutMs) {
			const holds = asPredicate(wanted);
			const until = performance.now() + timeoutMs;
			while (!holds(screen())) {
				if (performance.now() > until)
					throw new Error(
						`${describe(wanted)} not on the screen ${ended ? 'of the ended program' : `within ${timeoutMs} ms`}:\n${framed(screen())}`,
					);
				await new Promise(resolve => setTimeout(resolve, pollMs));
			}
			return screen();
		},
		type: text => pty.write(text),
		resize(newColumns, newRows) {
			emulator.resize(newColumns, newRows);
			pty.resize(newColumns, newRows);
		},
		kill: signal => pty.kill(signal),
		raw: () => Buffer.concat(chunks),
		svg: title => svgOf(emulator, title),
		get size() {
			return {columns: emulator.cols, rows: emulator.rows};
		},
		exit,
		async close() {
			if (!ended) pty.kill('SIGKILL');
			await exit;
		},
	};
}

/** With `encoding: null` the pty hands over bytes; its types know only strings. */
function onBytes(pty: IPty, take: (bytes: Buffer) => void): void {
	pty.onData(data => take(data as unknown as Buffer));
}

function asPredicate(wanted: string | RegExp | ((screen: readonly string[]) => boolean)) {
	if (typeof wanted === 'function') return wanted;
	if (typeof wanted === 'string') return (lines: readonly string[]) => lines.some(line => line.includes(wanted));
	return (lines: readonly string[]) => lines.some(line => wanted.test(line));
}

function describe(wanted: string | RegExp | ((screen: readonly string[]) => boolean)): string {
	return typeof wanted === 'string' ? JSON.stringify(wanted) : String(wanted);
}

function framed(lines: readonly string[]): string {
	return lines.map((line, row) => `${String(row + 1).padStart(3)} │${line}`).join('\n');
}
