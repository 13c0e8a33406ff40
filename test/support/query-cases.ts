import {createHash} from 'node:crypto';
import {createCommandLog} from '../../src/host/command-log.ts';
import type {Limits} from '../../src/host/host.ts';
import {createLocalHost} from '../../src/host/local.ts';
import type {Argv} from '../../src/model/argv.ts';

type Case = {readonly argv: Argv; readonly limits?: Limits; readonly abortAfterMs?: number};

const words = ['a  b', '$HOME', '`id`', "it's", '*', '', '--', 'x\ny', 'é€'];
const sh = (script: string): Argv => ['sh', '-c', script];

/** Questions to programs, of every way in which one may end. */
const cases: Readonly<Record<string, Case>> = {
	'output and exit code': {argv: sh('echo out; echo err >&2; exit 3')},
	arguments: {argv: ['printf', '%s\\0', ...words]},
	environment: {argv: ['env']},
	bytes: {argv: sh("printf '\\377\\000\\200'; printf e >&2; exit 3")},
	'no input': {argv: ['cat']},
	input: {argv: ['cat'], limits: {input: 'text €\n'}},
	'empty input': {argv: ['cat'], limits: {input: ''}},
	'input that is not read': {argv: ['true'], limits: {input: 'x'.repeat(1_000_000)}},
	'input of 1 MB': {argv: ['cat'], limits: {input: 'y'.repeat(1_000_000)}},
	'8 MiB on both pipes': {argv: sh('head -c 8388608 /dev/zero & head -c 8388608 /dev/zero >&2; wait')},
	'a character in two pieces': {argv: sh("printf '\\342\\202'; sleep 0.05; printf '\\254'")},
	'no such program': {argv: ['no-such-program-here']},
	'no such path': {argv: ['/no/such/program']},
	'not executable': {argv: ['/etc/passwd']},
	'a folder': {argv: ['/etc']},
	'a NUL in argv': {argv: ['echo', 'a\0b']},
	'too slow': {argv: ['sleep', '10'], limits: {timeoutMs: 50}},
	'too much on stdout': {argv: ['head', '-c', '200000', '/dev/zero'], limits: {maxBytes: 100_000}},
	'too much on stderr': {argv: sh('head -c 200000 /dev/zero >&2'), limits: {maxBytes: 100_000}},
	'TERM is ignored': {argv: sh('trap "" TERM; while :; do sleep 0.1; done'), limits: {timeoutMs: 100}},
	'a grandchild keeps the pipe': {argv: sh('sleep 5 & wait'), limits: {timeoutMs: 100}},
	'a grandchild closes the pipe later': {argv: sh('(sleep 0.2; echo late) & echo soon')},
	'ended by a signal': {argv: sh('kill -TERM $$')},
	killed: {argv: sh('kill -KILL $$')},
	cancelled: {argv: ['sleep', '10'], abortAfterMs: 30},
	'cancelled before': {argv: ['sleep', '10'], abortAfterMs: 0},
};

/** What comes of each: JSON values that are the same wherever it runs. */
export async function answersToAll(): Promise<Readonly<Record<string, unknown>>> {
	const names = Object.keys(cases);
	const answers = await Promise.all(names.map(name => answerTo(cases[name] as Case)));
	return Object.fromEntries(names.map((name, index) => [name, answers[index]]));
}

async function answerTo({argv, limits, abortAfterMs}: Case): Promise<unknown> {
	const host = createLocalHost({log: createCommandLog(Date.now), env: {PATH: process.env.PATH, GREETING: 'hello'}});
	const abort = new AbortController();
	if (abortAfterMs === 0) abort.abort();
	else if (abortAfterMs !== undefined) setTimeout(() => abort.abort(), abortAfterMs);
	const startedAt = performance.now();
	try {
		const {exitCode, signal, stdoutBytes, stderr} = await host.query(argv, {...limits, signal: abort.signal});
		const stdout = createHash('sha256')
			.update(stdoutBytes ?? '')
			.digest('hex');
		return {exitCode, signal, stdout, bytes: stdoutBytes?.length, stderr: stderr.length};
	} catch (error) {
		const {name, message} = error as Error;
		return {error: name, message: withoutWording(message), isLate: performance.now() - startedAt > 4000};
	}
}

/** Why a program cannot be started is worded by the runtime; the code of the system's error must be there. */
function withoutWording(message: string): string {
	const [said, why] = message.split('could not be started: ');
	return why === undefined ? message : `${said} ${/EACCES|args/.exec(why)}`;
}
