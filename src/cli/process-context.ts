import {writeSync} from 'node:fs';
import {resolve} from 'node:path';
import type {Argv} from '../model/argv.ts';
import type {Context} from './context.ts';
import type {Globals} from './globals.ts';
import type {OpenedNode} from './node.ts';
import {isTerminal} from './terminal.ts';

export type Printers = {print(text: string | Uint8Array): void; printError(text: string | Uint8Array): void};

/** Whole and in order, whatever is behind the descriptor; a reader that went away (`| head`) ends the program quietly. */
export function createPrinters(): Printers {
	return {print: text => writeAll(1, text), printError: text => writeAll(2, text)};
}

/**
 * The context of one command. The node is opened when it is first wanted, and process.stdout is touched only where its
 * width matters: each of the two costs more than a whole translation.
 */
export function createContext(globals: Globals, printers: Printers, open: () => Promise<OpenedNode>): Context {
	let node: OpenedNode | undefined;
	const opened = (): OpenedNode => {
		if (!node) throw new Error('the node is asked before it was opened');
		return node;
	};
	return {
		globals,
		...printers,
		async openHost() {
			node ??= await open();
			return node.host;
		},
		async openRuntime() {
			node ??= await open();
			return node.openRuntime();
		},
		get host() {
			return opened().host;
		},
		get log() {
			return opened().log;
		},
		now: () => (node ? node.now() : Date.now()),
		env: process.env,
		get executable() {
			return startedAs();
		},
		get terminalWidth() {
			return isTerminal(1) ? process.stdout.columns : undefined;
		},
		get interactive() {
			return isTerminal(0) && isTerminal(1);
		},
		async confirm(question) {
			const {createInterface} = await import('node:readline/promises');
			const terminal = createInterface({input: process.stdin, output: process.stderr});
			const answer = await terminal.question(`${question} [y/N] `);
			terminal.close();
			return /^y(es)?$/i.test(answer.trim());
		},
	};
}

/** One executable carries its script within, in a file system of its own (Bun's); else an interpreter was started with a file. */
function startedAs(): Argv {
	const script = process.argv[1];
	if (script === undefined || script.startsWith('/$bunfs/')) return [process.execPath];
	return [process.execPath, resolve(script)];
}

function writeAll(descriptor: 1 | 2, text: string | Uint8Array): void {
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
