import {quote} from '../model/argv.ts';
import type {NodeFacts} from '../model/facts.ts';
import {nodeCommand} from '../runtime/node-command.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import {type Known, resolveArgv, type Unresolved} from '../runtime/resolve-names.ts';
import type {Arg, Command, Translation} from '../translate/types.ts';
import type {Context} from './context.ts';
import {dockerExitCode} from './docker-exit-code.ts';

/** A program in a container may run for as long as it likes. */
const runTimeoutMs = 24 * 3600 * 1000;

/** Run a translation on this node; the exit code is the one that docker would have given. */
export async function runTranslation(
	translation: Translation,
	words: readonly string[],
	runtime: NodeRuntime,
	context: Context,
): Promise<number> {
	sayLost(translation, context);
	if (translation.commands.length === 0) return 4;
	if (runtime.facts.listing.through === 'docker') {
		context.printError(
			`# the containers of this node are docker's (${runtime.facts.listing.because}): docker itself answers better\n`,
		);
	}
	const known = await askFor(translation.commands, runtime);
	const commands: Ready[] = [];
	for (const command of translation.commands) {
		const ready = prepare(command, known, runtime);
		if ('error' in ready) return refuse(ready, context);
		commands.push(ready);
	}
	if (!(await allowed(commands, context))) return 3;
	for (const command of commands) {
		const exitCode = await runOne(command, words, context);
		if (exitCode !== 0) return exitCode;
	}
	return 0;
}

type Words = readonly [string, ...string[]];

type Ready = {
	readonly command: Command;
	readonly argv: Words;
	readonly unless?: Words;
	readonly inputFrom?: Words;
};

function prepare(command: Command, known: Known, {facts}: NodeRuntime): Ready | Unresolved {
	const found: {argv?: Words; unless?: Words; inputFrom?: Words} = {};
	for (const part of ['argv', 'unless', 'inputFrom'] as const) {
		const words = command[part];
		if (words === undefined) continue;
		const resolved = resolveArgv(words, known);
		if ('error' in resolved) return resolved;
		found[part] = onThisNode(resolved.argv, facts);
	}
	return {...found, command, argv: found.argv ?? ['true']};
}

/** `sh` and `xargs` call crictl themselves: they are told the endpoint through the environment. */
function onThisNode(argv: Words, facts: NodeFacts): Words {
	if (argv[0] !== 'sh' && argv[0] !== 'xargs') return nodeCommand(argv, facts);
	const url = facts.endpoint?.url;
	return url === undefined ? argv : ['env', `CONTAINER_RUNTIME_ENDPOINT=${url}`, ...argv];
}

async function askFor(commands: readonly Command[], runtime: NodeRuntime): Promise<Known> {
	const args = commands.flatMap(({argv, unless, inputFrom}): readonly Arg[] => [
		...argv,
		...(unless ?? []),
		...(inputFrom ?? []),
	]);
	const wanted = new Set(args.flatMap(arg => (typeof arg === 'string' ? [] : [arg.lookup])));
	const [pods, containers, images] = await Promise.all([
		wanted.has('pod-sandbox') ? runtime.pods() : [],
		wanted.has('container') ? runtime.containers() : [],
		wanted.has('image') ? runtime.images() : [],
	]);
	return {pods, containers, images};
}

/** Reads run at once. What changes the node is shown first, and runs when a person or `--yes` says so. */
async function allowed(commands: readonly Ready[], context: Context): Promise<boolean> {
	const changes = commands.filter(({command}) => command.effect !== 'read');
	if (changes.length === 0 || context.globals.yes) return true;
	for (const {argv} of changes) context.printError(`  ${quote(argv)}\n`);
	if (!context.interactive) {
		context.printError('not run: it changes the node; --yes before docker runs it\n');
		return false;
	}
	return context.confirm('Run it?');
}

async function runOne(
	{command, argv, unless, inputFrom}: Ready,
	words: readonly string[],
	context: Context,
): Promise<number> {
	const {host} = context;
	if (unless !== undefined && (await host.query(unless)).stdout.trim() !== '') return 0;
	for (const file of command.files ?? []) await host.writeText(file.path, file.text);
	if (inputFrom !== undefined)
		return host.attach(['sh', '-c', pipe, 'sh', String(inputFrom.length), ...inputFrom, ...argv]);
	if (command.terminal === 'attach') return host.attach(argv);
	if (command.terminal === 'follow') return follow(argv, context);
	const limits = {timeoutMs: runTimeoutMs};
	const finished = command.effect === 'read' ? await host.query(argv, limits) : await host.run(argv, limits);
	context.print(finished.stdout);
	context.printError(finished.stderr);
	return dockerExitCode(words, argv, finished);
}

/** The first $1 words are one program, the rest is the other: each stays an argument, nothing is quoted again. */
const pipe = [
	'n=$1; shift',
	'first() { i=0; all=$#; while [ "$i" -lt "$all" ]; do word=$1; shift; i=$((i + 1)); [ "$i" -gt "$n" ] || set -- "$@" "$word"; done; "$@"; }',
	'first "$@" | { shift "$n"; exec "$@"; }',
].join('; ');

async function follow(argv: Words, context: Context): Promise<number> {
	for await (const {from, lines} of context.host.follow(argv, {signal: new AbortController().signal})) {
		const text = `${lines.join('\n')}\n`;
		if (from === 'stdout') context.print(text);
		else context.printError(text);
	}
	return 0;
}

function sayLost({findings}: Translation, context: Context): void {
	for (const {kind, flag, message} of findings) {
		if (kind === 'lost') context.printError(`# lost${flag === undefined ? '' : ` ${flag}`}: ${message}\n`);
	}
}

function refuse({error, choices}: Unresolved, context: Context): number {
	context.printError(`rtconsole: ${error}\n`);
	for (const choice of choices ?? []) context.printError(`  ${choice}\n`);
	return 1;
}
