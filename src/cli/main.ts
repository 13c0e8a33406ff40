import {parseArguments} from './arguments.ts';
import {translateCommand} from './commands/translate.ts';
import type {CliCommand} from './context.ts';
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
		return (await import('./open-console.ts')).openConsole(globals, printers);
	}
	return runNamed(name, rest);

	async function runNamed(wanted: string, commandArgs: readonly string[]): Promise<number> {
		if (wanted === 'help') return printHelp(printers);
		const command = await loadCommand(wanted);
		if (command === undefined) {
			const {unknownCommand} = await import('./usage.ts');
			return sayUsageError(printers, unknownCommand(wanted), globals.json);
		}
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
}

/** The translator alone is there from the start: it answers in the time that loading a file takes. */
async function loadCommand(name: string): Promise<CliCommand | undefined> {
	if (name === translateCommand.name) return translateCommand;
	const {commands} = await import('./commands/index.ts');
	return commands.find(command => command.name === name)?.load();
}

async function printHelp({print}: HeldPrinters): Promise<number> {
	const {helpText} = await import('./usage.ts');
	print(helpText());
	return 0;
}
