import {usableSize} from '../app/usable-size.ts';
import type {Argv} from '../model/argv.ts';
import type {Context} from './context.ts';
import type {Globals} from './globals.ts';
import type {OpenedNode} from './node.ts';
import type {Printers} from './printers.ts';

/**
 * The context of one command. The node is opened when it is first wanted, and process.stdout is touched only where its
 * width matters: each of the two costs more than a whole translation. Who sits at the terminal is known once the node is
 * open.
 */
export function createContext(globals: Globals, printers: Printers, open: () => Promise<OpenedNode>): Context {
	let node: OpenedNode | undefined;
	let terminal: typeof import('./terminal.ts') | undefined;
	const openOnce = async (): Promise<OpenedNode> => {
		terminal ??= await import('./terminal.ts');
		node ??= await open();
		return node;
	};
	const isTerminal = (descriptor: 0 | 1 | 2): boolean => terminal?.isTerminal(descriptor) ?? false;
	const opened = (): OpenedNode => {
		if (!node) throw new Error('the node is asked before it was opened');
		return node;
	};
	return {
		globals,
		...printers,
		async openHost() {
			return (await openOnce()).host;
		},
		async openFacts() {
			return (await openOnce()).facts();
		},
		async openRuntime() {
			return (await openOnce()).openRuntime();
		},
		get host() {
			return opened().host;
		},
		get log() {
			return opened().log;
		},
		openConsole: async opening => (await import('./open-console.ts')).openConsoleAt(opening, globals),
		now: () => (node ? node.now() : Date.now()),
		env: process.env,
		get executable() {
			return startedAs();
		},
		get terminalWidth() {
			return isTerminal(1) ? usableSize(process.stdout).columns : undefined;
		},
		get inputIsTerminal() {
			return isTerminal(0);
		},
		get errorIsTerminal() {
			return isTerminal(2);
		},
		get inputIsEmpty() {
			return terminal?.isInputEmpty() ?? false;
		},
		get oneOutput() {
			return terminal?.isOneOutput() ?? false;
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
	return [process.execPath, script];
}
