import {writeSync} from 'node:fs';
import type {Context} from './context.ts';
import type {Globals} from './globals.ts';
import type {OpenedNode} from './node.ts';

export type Printers = {print(text: string): void; printError(text: string): void};

/** Whole and in order, whatever is behind the descriptor; a reader that went away (`| head`) ends the program quietly. */
export function createPrinters(): Printers {
	return {print: text => writeAll(1, text), printError: text => writeAll(2, text)};
}

export function createContext(globals: Globals, printers: Printers, node: OpenedNode): Context {
	return {
		globals,
		host: node.host,
		log: node.log,
		openRuntime: node.openRuntime,
		...printers,
		env: process.env,
		now: node.now,
		...(process.stdout.isTTY && {terminalWidth: process.stdout.columns}),
		interactive: Boolean(process.stdin.isTTY && process.stdout.isTTY),
		async confirm(question) {
			const {createInterface} = await import('node:readline/promises');
			const terminal = createInterface({input: process.stdin, output: process.stderr});
			const answer = await terminal.question(`${question} [y/N] `);
			terminal.close();
			return /^y(es)?$/i.test(answer.trim());
		},
	};
}

function writeAll(descriptor: 1 | 2, text: string): void {
	const bytes = Buffer.from(text, 'utf8');
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
