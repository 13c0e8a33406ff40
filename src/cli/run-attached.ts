import type {Argv} from '../model/argv.ts';
import type {Command} from '../translate/types.ts';
import type {Context} from './context.ts';
import {dockerExitCode} from './docker-exit-code.ts';
import {withoutExitLine} from './without-exit-line.ts';

/**
 * Hand the terminal over to a command of docker's; the exit code is docker's.
 *
 * With `--tty` a program's standard error is part of its terminal, so what crictl writes to its own is crictl's alone: it is
 * kept back, for only there the program's exit code is told (crictl itself ends with 1).
 */
export function runAttached(words: readonly string[], command: Command, argv: Argv, context: Context): number {
	const {host, printError} = context;
	if (!wantsTerminal(argv)) return host.attach(withDockerCode(context.inputIsEmpty ? withLateEnd(argv) : argv));
	if (!context.inputIsTerminal) {
		// docker's own words. ctr would end in a panic.
		printError('the input device is not a TTY\n');
		return 1;
	}
	if (command.argv[0] !== 'crictl' || !argv.includes('exec')) return host.attach(argv);
	let said: Uint8Array = new Uint8Array();
	const exitCode = host.attach(argv, {
		errors(bytes) {
			said = bytes;
		},
	});
	printError(withoutExitLine(argv, said));
	return dockerExitCode(words, argv, {exitCode, stdout: '', stderr: Buffer.from(said).toString(), durationMs: 0});
}

/** ctr misses an end of its input that is there at once: the program would wait for ever. Source: lab, ctr 1.6.20. */
function withLateEnd(argv: Argv): Argv {
	const starts = argv[0] === 'ctr' && (argv.includes('exec') || argv.includes('run'));
	return starts ? ['sh', '-c', 'sleep 1 | exec "$@"', 'sh', ...argv] : argv;
}

/**
 * runc ends with 255 where it starts nothing, which a program may do as well; its own log tells. docker: 127 where there is no such
 * program, 126 where it cannot be started. Source: lab plain and plain-26, runc 1.1.
 */
function withDockerCode(argv: Argv): Argv {
	if (argv[0] !== 'runc' || !argv.includes('exec')) return argv;
	const program = [
		'log=$(mktemp) || exec "$@"',
		'runc=$1; shift; "$runc" --log "$log" "$@"; code=$?',
		'said=$(cat "$log"); rm -f "$log"; [ "$code" = 255 ] || exit "$code"',
		'case $said in *"exec failed"*"executable file not found"* | *"exec failed"*"no such file"*) exit 127 ;; *"exec failed"*) exit 126 ;; *) exit 255 ;; esac',
	];
	return ['sh', '-c', program.join('; '), 'sh', ...argv];
}

/**
 * Whether crictl or ctr is asked for a terminal, also where a program of sh starts it. Two words in a row that are neither a flag nor the
 * value of one are where its flags are over: what stands behind them is the program's own.
 */
export function wantsTerminal(words: Argv): boolean {
	const tool = words.findIndex(word => /^(crictl|ctr|runc|nerdctl)$/.test(word));
	const verb = words.findIndex((word, at) => at > tool && /^(run|exec)$/.test(word));
	if (tool < 0 || verb < 0) return false;
	const given = words.slice(verb + 1);
	const isBare = (word: string | undefined) => word !== undefined && !word.startsWith('-');
	const over = given.findIndex((word, at) => isBare(word) && isBare(given[at - 1]));
	return given.slice(0, over < 0 ? undefined : over).some(word => /^(--tty|-t)$/.test(word));
}
