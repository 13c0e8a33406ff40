import {quote} from '../model/argv.ts';
import {oneLine, plainText} from '../model/text.ts';
import {forState} from '../runtime/for-state.ts';
import {type Handed, handedToDocker} from '../runtime/handed-to-docker.ts';
import {askForNames} from '../runtime/known-names.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import type {Unresolved} from '../runtime/resolve-container.ts';
import {throughRunc} from '../runtime/through-runc.ts';
import {wholeCommand} from '../runtime/whole-command.ts';
import type {TranslateError, Translation} from '../translate/types.ts';
import type {Context} from './context.ts';
import {heldByCtr} from './held-by-ctr.ts';
import {hasForce, isAnswer, isForced, printsList} from './line-manners.ts';
import type {More} from './not-listed.ts';
import {onlyPresent} from './only-present.ts';
import {withoutOwnValues} from './own-values.ts';
import {partedLine} from './parted-line.ts';
import {isHeaded, tabled, wantsTable} from './printed-table.ts';
import {printingTo} from './printing-to.ts';
import {type Ready, runCommand} from './run-command.ts';
import {type RunPart, runParts} from './run-parts.ts';
import {shownArgv, shownCommand} from './shown-command.ts';

export type RunOptions = {
	/** Say what runs, where it was not shown for a question. */
	readonly hint?: boolean;
	/** The same, asked of ctr: for containers of no pod in this containerd namespace. */
	readonly byCtr?: (namespace: string, words?: readonly string[]) => Promise<Translation | TranslateError>;
	/** Another line, asked as this one was. */
	readonly here?: (words: readonly string[]) => Promise<Translation | TranslateError>;
	/** What stands behind a list that begins with this line. */
	readonly more?: (head: string) => Promise<More>;
};

/** Run a translation on this node; the exit code is the one that docker would have given. */
export async function runTranslation(
	translation: Translation,
	words: readonly string[],
	runtime: NodeRuntime,
	context: Context,
	options: RunOptions = {},
): Promise<number> {
	const {demo, replay, containerdNamespace} = context.globals;
	// A recording can be asked only what it was asked; who names a namespace of containerd means containerd.
	const elsewhere = demo || replay !== undefined || containerdNamespace !== undefined;
	const handed = elsewhere ? undefined : handedToDocker(words, translation, runtime.facts);
	if (handed !== undefined) return runByDocker(handed, words, context, options);
	if (!wantsTable(words) && !isHeaded(translation.commands))
		return runWithMore(translation, words, runtime, context, options);
	const table = tabled(context);
	const code = await runWithMore(translation, words, runtime, table.context, options);
	table.end();
	return code;
}

/** A list, and what else belongs to it. */
async function runWithMore(
	translation: Translation,
	words: readonly string[],
	runtime: NodeRuntime,
	context: Context,
	options: RunOptions,
): Promise<number> {
	const {more} = options;
	if (more === undefined) return runCommands(translation, words, runtime, context, options);
	let begin = '';
	const print = (text: string | Uint8Array) => {
		if (!begin.includes('\n')) begin += typeof text === 'string' ? text : Buffer.from(text).toString();
		context.print(text);
	};
	const code = await runCommands(translation, words, runtime, printingTo(context, print), options);
	if (code !== 0) return code;
	const {rows, said} = await more(begin.split('\n')[0] ?? '');
	if (rows !== '') context.print(rows);
	if (said !== undefined && context.oneOutput !== true) context.printError(said);
	return 0;
}

/** As it was typed, with docker's own terminal, streams and exit code. */
async function runByDocker(
	{argv, reads, because}: Handed,
	words: readonly string[],
	context: Context,
	{hint = false}: RunOptions,
): Promise<number> {
	if (!reads && !context.globals.yes) {
		context.printError(`  ${plainText(quote(argv))}\n`);
		if (!(await consented(context))) return 3;
	}
	if (hint && !isAnswer(words, context))
		context.printError(`# docker itself: the containers of this node are docker's (${because})\n`);
	return context.host.attach(argv, {reads});
}

async function runCommands(
	translation: Translation,
	words: readonly string[],
	runtime: NodeRuntime,
	context: Context,
	options: RunOptions,
): Promise<number> {
	const {hint = false, byCtr} = options;
	if (translation.commands.length === 0) {
		const ofCtr = byCtr === undefined ? undefined : await heldByCtr(byCtr, runtime);
		if (ofCtr !== undefined) return runCommands(ofCtr, words, runtime, context, {hint});
		sayLost(translation, context);
		return 4;
	}
	const known = await askForNames(translation.commands, runtime);
	const {commands: present, missing} = onlyPresent(translation.commands, words, known);
	const commands: Ready[] = [];
	const hidden = withoutOwnValues(words, context.env);
	for (const one of present) {
		const command = await throughRunc(await forState(one, known, context.host), known, context.host);
		const whole = wholeCommand(command, known, runtime.facts);
		if ('error' in whole) {
			const {elsewhere} = whole;
			const parts = elsewhere === undefined || elsewhere === 'moby' ? undefined : partedLine(words, present, known);
			if (parts !== undefined) {
				const run: RunPart = (answer, line, there) => runCommands(answer, line, runtime, there, {hint});
				return runParts(parts, words, {context, run, ...options});
			}
			const instead = elsewhere === undefined || elsewhere === 'moby' ? undefined : await byCtr?.(elsewhere);
			if (instead !== undefined && 'commands' in instead && instead.commands.length > 0)
				return runCommands(instead, words, runtime, context, {hint});
			sayLost(translation, context);
			if (printsList(words)) context.print('[]\n');
			const code = refuse(whole, context);
			return isForced(words) && whole.choices === undefined && /^no such container/.test(whole.error) ? 0 : code;
		}
		const text = hidden(shownArgv(command, whole.argv, known, runtime.facts));
		commands.push({command, argv: whole.argv, text, short: one.run === undefined ? command : one});
	}
	sayLost(translation, context);
	if (!(await allowed(commands, context))) return 3;
	const asked = !context.globals.yes && commands.some(({command}) => command.effect !== 'read');
	for (const [index, command] of commands.entries()) {
		if (hint && !asked && !isAnswer(words, context) && command.argv[0] !== 'echo')
			context.printError(`# ${hintOf(plainText(hidden(shownCommand(command.short, known, runtime.facts))))}\n`);
		const exitCode = await runCommand(command, words, context, index < commands.length - 1);
		if (exitCode !== 0) return exitCode;
	}
	for (const name of missing) refuse({error: `no such container: ${name}`}, context);
	return missing.length === 0 || hasForce(words) ? 0 : 1;
}

/** A template for all of a container is longer than anybody reads; `rtconsole translate` shows it. */
function hintOf(line: string): string {
	return line.length > 1000 ? `${line.slice(0, 300)} …` : line;
}

/** Reads run at once. What changes the node is shown first, and runs when a person or `--yes` says so. */
async function allowed(commands: readonly Ready[], context: Context): Promise<boolean> {
	const changes = commands.filter(({command}) => command.effect !== 'read');
	if (changes.length === 0 || context.globals.yes) return true;
	for (const {text} of changes) context.printError(`  ${text}\n`);
	return consented(context);
}

async function consented(context: Context): Promise<boolean> {
	if (context.interactive) return context.confirm('Run it?');
	context.printError('not run: it changes the node; --yes before docker runs it\n');
	return false;
}

/** What is not done, one line each; where nothing is done at all, also what to do instead. */
function sayLost({commands, findings}: Translation, context: Context): void {
	const nothing = commands.length === 0;
	for (const {kind, flag, message, instead} of findings) {
		const wanted = kind === 'lost' || (nothing && instead !== undefined);
		if (!wanted) continue;
		context.printError(`# ${kind}${flag === undefined ? '' : ` ${flag}`}: ${oneLine(message)}\n`);
		if (nothing && instead !== undefined) context.printError(`#   instead: ${oneLine(instead)}\n`);
	}
}

function refuse({error, choices}: Unresolved, context: Context): number {
	context.printError(`rtconsole: ${error}\n`);
	for (const choice of choices ?? []) context.printError(`  ${choice}\n`);
	return 1;
}
