import {parseArguments} from './arguments.ts';
import {commandNamed} from './commands/index.ts';
import {guard} from './guard.ts';
import {createPrinters, type HeldPrinters} from './printers.ts';
import {createContext} from './process-context.ts';
import {sayUsageError} from './usage-error.ts';

/** What was typed, to the command that answers it. The only place that reads process.argv and sets the exit code. */
export async function main(): Promise<void> {
	const printers = createPrinters();
	const exitCode = await guard(printers, async () => {
		const code = await answer(process.argv.slice(2), printers);
		await printers.flush();
		return code;
	});
	await printers.flush();
	// Setting it costs more than many a translation takes.
	if (exitCode !== 0) process.exitCode = exitCode;
}

async function answer(args: readonly string[], printers: HeldPrinters): Promise<number> {
	const parsed = parseArguments(args, process.env);
	if ('error' in parsed) return sayUsageError(printers, parsed, args.includes('--json'));
	const {globals, words, help, version} = parsed;
	const [name, ...rest] = words;
	if (name === undefined) {
		if (help) return printHelp(printers);
		if (version) return runNamed('version', []);
		return openConsole();
	}
	return runNamed(name, rest);

	async function runNamed(wanted: string, commandArgs: readonly string[]): Promise<number> {
		const registered = commandNamed(wanted);
		if (wanted === 'help') return printHelp(printers);
		if (!registered) {
			const {unknownCommand} = await import('./usage.ts');
			return sayUsageError(printers, unknownCommand(wanted), globals.json);
		}
		const command = await registered.load();
		if (help) {
			printers.print(`${command.help}\n`);
			return 0;
		}
		return command.run(
			commandArgs,
			createContext(globals, printers, async () => {
				await printers.direct();
				return (await import('./node.ts')).openNode(globals);
			}),
		);
	}

	async function openConsole(): Promise<number> {
		const {isTerminal} = await import('./terminal.ts');
		const isOnTerminal = isTerminal(0) && isTerminal(1);
		if (globals.json || !(isOnTerminal || globals.plain)) {
			printers.printError(
				'rtconsole: the console needs a terminal; for scripts: rtconsole pods --json (see rtconsole --help)\n',
			);
			return 2;
		}
		const [{loadSettings}, {personOf}] = await Promise.all([import('./load-settings.ts'), import('./person.ts')]);
		const person = personOf(process.env);
		const chosen = await loadSettings(globals, person);
		if (chosen.plain) return (await import('./plain/run-plain.ts')).runPlain(chosen, printers);
		(await import('./skeleton.ts')).drawSkeleton();
		const {runConsole} = await import('./console.ts');
		return runConsole(chosen, person);
	}
}

async function printHelp({print}: HeldPrinters): Promise<number> {
	const {helpText} = await import('./usage.ts');
	print(helpText());
	return 0;
}
