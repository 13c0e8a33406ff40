import {setTimeout as sleep} from 'node:timers/promises';
import {type Box, labScript} from './lab.ts';
import {keys, openTerminal, type TerminalOptions, type TestTerminal} from './terminal.ts';

/** A console in a node, and what a person does with it. */
export type TestConsole = TestTerminal & {
	/** Go to the row that a filter leaves alone, and keep the filter. */
	select(filter: string): Promise<void>;
	/** `:` and a place. */
	goTo(place: string): Promise<void>;
	/** A lone escape: the pause after it tells it from the beginning of a sequence. */
	escape(): Promise<void>;
	/** All lines of the screen as one text. */
	text(): string;
};

const escapePauseMs = 200;

/** The console in a node, on a pty of the node. */
export function openConsole(box: Box, args: readonly string[] = [], options: TerminalOptions = {}): TestConsole {
	const terminal = openTerminal([labScript, 'pty', box.name, '/rt/rtconsole', ...args], options);
	return Object.assign(terminal, {
		async select(filter: string) {
			terminal.type(`/${filter}`);
			await terminal.waitFor(new RegExp(`/${filter}.* 1/1 of `));
			terminal.type(keys.enter);
			await terminal.waitFor(/enter.*open/);
		},
		async goTo(place: string) {
			terminal.type(':');
			await terminal.waitFor(/^:/);
			terminal.type(`${place}${keys.enter}`);
		},
		async escape() {
			terminal.type(keys.escape);
			await sleep(escapePauseMs);
		},
		text: () => terminal.screen().join('\n'),
	});
}

/** The console of a node, with its first list and with the versions in the header: nothing moves by itself any more. */
export async function openReadyConsole(box: Box, options: TerminalOptions = {}): Promise<TestConsole> {
	const console = openConsole(box, [], options);
	await console.waitFor(/^NAMESPACE +POD/);
	await console.waitFor(/^rtconsole {2}\S+ {2}(containerd|docker) \d/);
	return console;
}

/** Send a signal to the console inside the node, as `kill` there would. */
export async function signalConsole(box: Box, signal: 'TERM' | 'HUP' | 'INT' | 'QUIT'): Promise<void> {
	await box.must(`kill -${signal} "$(pidof rtconsole)"`);
}
