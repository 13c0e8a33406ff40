import {type Parsed, parseArguments} from '../../src/cli/arguments.ts';
import {commands} from '../../src/cli/commands/index.ts';
import type {Globals} from '../../src/cli/globals.ts';
import {openNode} from '../../src/cli/node.ts';
import {createContext} from '../../src/cli/process-context.ts';

export function parsed(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Parsed {
	const answer = parseArguments(args, env);
	if ('error' in answer) throw new Error(answer.error);
	return answer;
}

/** The flags of `rtconsole --demo`, and more. */
export function demoGlobals(...args: readonly string[]): Globals {
	return parsed(['--demo', ...args]).globals;
}

/** One command on the demo node, as `rtconsole --demo …` runs it: what it prints and how it ends. */
export async function runOnDemo(
	line: string,
	terminalWidth?: number,
): Promise<{code: number; out: string; err: string}> {
	const {globals, words} = parsed(['--demo', ...line.split(' ')]);
	const seen = {out: '', err: ''};
	const printers = {
		print: (text: string | Uint8Array) => {
			seen.out += String(text);
		},
		printError: (text: string | Uint8Array) => {
			seen.err += String(text);
		},
	};
	const context = createContext(globals, printers, () => openNode(globals));
	Object.defineProperty(context, 'terminalWidth', {value: terminalWidth});
	const [name, ...rest] = words;
	const command = await commands.find(one => one.name === name)?.load();
	if (!command) throw new Error(`no command is named ${name}`);
	return {code: await command.run(rest, context), ...seen};
}
