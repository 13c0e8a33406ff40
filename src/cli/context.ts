import type {Opening} from '../app/action.ts';
import type {CommandLog} from '../host/command-log.ts';
import type {Host} from '../host/host.ts';
import type {Argv} from '../model/argv.ts';
import type {NodeFacts} from '../model/facts.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import type {Globals} from './globals.ts';

/** Everything a one-shot command may touch. Nothing below reads `process`. */
export type Context = {
	readonly globals: Globals;
	readonly host: Host;
	readonly log: CommandLog;
	/** The door to the node, without a look for a runtime. */
	openHost(): Promise<Host>;
	/** What is to be seen of this node without asking any process, looked for once. */
	openFacts(): Promise<NodeFacts>;
	/** Find the runtime of this node (or of the demo, or of the recording). Throws where there is none at all. */
	openRuntime(): Promise<NodeRuntime>;
	/** The console, from a line as after `:` on; its exit code. Undefined where there is no terminal for it. */
	openConsole(opening: Opening): Promise<number | undefined>;
	/** Write to stdout, whole and in order; the text is data and is not changed. */
	print(text: string | Uint8Array): void;
	printError(text: string | Uint8Array): void;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly now: () => number;
	/** What was started, to start it again: an absolute path, and before it the interpreter where there is one. */
	readonly executable?: Argv;
	/** Width of the terminal in columns; undefined where stdout is none. */
	readonly terminalWidth?: number;
	/** True where stdin is a terminal. */
	readonly inputIsTerminal: boolean;
	/** True where stdout and stderr are one pipe or one file. */
	readonly oneOutput?: boolean;
	/** False where stderr is a pipe or a file. */
	readonly errorIsTerminal?: boolean;
	/** True where standard input is at its end from the beginning. */
	readonly inputIsEmpty?: boolean;
	/** True where stdin and stdout are a terminal, so that a person can be asked. */
	readonly interactive: boolean;
	/** Ask for yes or no on the terminal; only where `interactive`. */
	confirm(question: string): Promise<boolean>;
};

/** One word after `rtconsole`. */
export type CliCommand = {
	readonly name: string;
	/** One line for `rtconsole --help`. */
	readonly summary: string;
	/** Text of `rtconsole NAME --help`. */
	readonly help: string;
	/** Arguments after the name; the global flags before and after it are already taken out. Returns the exit code. */
	run(args: readonly string[], context: Context): Promise<number>;
};
