import type {Argv} from '../model/argv.ts';
import type {Command} from '../translate/types.ts';
import {asPrinted} from './as-printed.ts';
import {clearsScreen, withoutClearing} from './clear-screen.ts';
import type {Context} from './context.ts';
import {dockerExitCode} from './docker-exit-code.ts';
import {inOneStream} from './one-stream.ts';
import {partStreams} from './parted-streams.ts';
import {withoutExitLine, withoutSummary} from './without-exit-line.ts';

/** A program in a container may run for as long as it likes. */
const runTimeoutMs = 24 * 3600 * 1000;

/** A command with its names resolved. `text`: what a person is asked about. `short`: the same as it would be typed. */
export type Ready = {
	readonly command: Command;
	readonly argv: Argv;
	readonly text: string;
	readonly short: Command;
};

/** Run one command of an answer; the exit code is docker's. `before`: more follows. What a step on the way prints, such as the progress of a pull, is not docker's answer. */
export async function runCommand(
	{command, argv}: Pick<Ready, 'command' | 'argv'>,
	words: readonly string[],
	context: Context,
	before: boolean,
): Promise<number> {
	const {host} = context;
	for (const file of command.files ?? []) await host.writeText(file.path, file.text);
	if (command.terminal === 'attach')
		return (await import('./run-attached.ts')).runAttached(words, command, argv, context);
	const started = inOneStream({argv, command}, words, context);
	if (command.terminal === 'follow') return follow(started, command, context);
	const isStep = before && command.effect === 'write' && command.output !== 'answer';
	const aside = command.output === 'aside' || isStep;
	const asNames = asPrinted(words, command, argv, context.now());
	if (asNames !== undefined) {
		const limits = {timeoutMs: runTimeoutMs};
		const finished = command.effect === 'read' ? await host.query(argv, limits) : await host.run(argv, limits);
		context.printError(withoutSummary(argv, finished.stderr));
		context.print(asNames(finished.stdout, finished.exitCode));
		return dockerExitCode(words, argv, finished);
	}
	let passed = false;
	const parted = partStreams(context, command.window);
	const onOutput = (from: 'stdout' | 'stderr', bytes: Uint8Array) => {
		passed = true;
		if (from === 'stdout' && command.output === 'none') return;
		if (from === 'stdout' && command.output === 'streams') return parted(bytes);
		if (from === 'stdout' && !aside) context.print(bytes);
		else context.printError(withoutExitLine(argv, bytes));
	};
	const clears = clearsScreen(command);
	const limits = {timeoutMs: runTimeoutMs, ...(clears ? {} : {onOutput})};
	const finished = command.effect === 'read' ? await host.query(started, limits) : await host.run(argv, limits);
	if (!passed) {
		const text = clears ? withoutClearing(finished.stdout) : finished.stdout;
		if (aside) {
			if (command.output !== 'none') context.printError(text);
		} else if (command.output === 'streams') parted(Buffer.from(text));
		else context.print(text);
		context.printError(finished.stderr);
	}
	return dockerExitCode(words, argv, finished);
}

async function follow(argv: Argv, {output, window}: Command, context: Context): Promise<number> {
	const parted = partStreams(context, window);
	for await (const {from, lines} of context.host.follow(argv, {signal: new AbortController().signal})) {
		const text = `${lines.join('\n')}\n`;
		if (output === 'streams' && from === 'stdout') parted(Buffer.from(text));
		else if (from === 'stdout') context.print(text);
		else context.printError(text);
	}
	return 0;
}
