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
	/** The screen once nothing but ages changes on it. */
	settled(): Promise<readonly string[]>;
	/** Wait until the screen is the one that it was, ages aside. */
	waitForSame(before: readonly string[]): Promise<readonly string[]>;
	/** All lines of the screen as one text. */
	text(): string;
};

const escapePauseMs = 200;
const settledMs = 700;

/** The console in a node, on a pty of the node. */
export function openConsole(box: Box, args: readonly string[] = [], options: TerminalOptions = {}): TestConsole {
	const terminal = openTerminal([labScript, 'pty', box.name, '/rt/rtconsole', ...args], options);
	const {close} = terminal;
	return Object.assign(terminal, {
		async close() {
			// Killing this end alone would leave the program in the node, for script(1) holds its terminal.
			await box.run('for pid in $(pidof rtconsole); do kill -KILL "$pid"; done');
			await close();
		},
		async select(filter: string) {
			// A list keeps the filter that it had: it is emptied first.
			terminal.type('/');
			await terminal.waitFor(/^\//);
			terminal.type(`\u0015${filter}`);
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
		async settled() {
			for (let seen = terminal.screen(); ; seen = terminal.screen()) {
				await sleep(settledMs);
				if (standing(seen) === standing(terminal.screen())) return seen;
			}
		},
		waitForSame: (before: readonly string[]) => terminal.waitFor(seen => standing(seen) === standing(before)),
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

/** Without what moves by itself: ages, and what is used by whom, with the room that those take. */
function standing(lines: readonly string[]): string {
	return lines
		.map(line =>
			line
				.replace(/ +\d+(s|m|h|d)(\d+[smh])?(?= |$)/, ' AGE')
				.replace(/ +\d+\.\d(?= |$)/g, '')
				.replace(/ +[\d.]+([kMGT]?B)(?= |$)/g, '')
				.replace(/ {2,}/g, ' '),
		)
		.join('\n');
}
