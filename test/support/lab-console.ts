import {type Box, labScript} from './lab.ts';
import {openTerminal, type TerminalOptions, type TestTerminal} from './terminal.ts';

/** The console in a node, on a pty of the node. */
export function openConsole(box: Box, args: readonly string[] = [], options: TerminalOptions = {}): TestTerminal {
	return openTerminal([labScript, 'pty', box.name, '/rt/rtconsole', ...args], options);
}

/** Send a signal to the console inside the node, as `kill` there would. */
export async function signalConsole(box: Box, signal: 'TERM' | 'HUP' | 'INT' | 'QUIT'): Promise<void> {
	await box.must(`kill -${signal} "$(pidof rtconsole)"`);
}
