import {CommandFailed, messageOf} from '../../host/errors.ts';
import type {Reader} from '../../host/host.ts';
import type {Argv} from '../../model/argv.ts';
import type {Part} from '../../model/node-snapshot.ts';

/** What one source says; a source that is not there, does not answer or answers nonsense is missing, and says why. */
export async function part<T>(read: () => Promise<T> | T): Promise<Part<T>> {
	try {
		return {value: await read()};
	} catch (error) {
		return {missing: messageOf(error)};
	}
}

/** Nothing here may hold up the others: a node that hangs is looked at all the same. */
const patienceMs = 5000;

/** The answer of a command; throws where it fails or takes too long. */
export async function answerOf(reader: Reader, argv: Argv, timeoutMs = patienceMs): Promise<string> {
	const finished = await reader.query(argv, {timeoutMs});
	if (finished.exitCode !== 0) throw new CommandFailed(argv, finished);
	return finished.stdout;
}

/**
 * Throws where nothing listens at a path: ctr waits ten seconds for a socket that is not there, whatever its `--timeout`.
 * Source: ctr 1.6 and 1.7 on a node whose containerd was stopped.
 */
export async function needSocket(reader: Reader, path: string): Promise<void> {
	const kind = await reader.kindOf(path).catch(() => 'closed to this user');
	if (kind === undefined) throw new Absent(`there is no ${path}`);
}

/** What a command printed, whatever its exit code: `df` of several paths fails where one is not there. */
export async function printedBy(reader: Reader, argv: Argv, timeoutMs = patienceMs): Promise<string> {
	const finished = await reader.query(argv, {timeoutMs});
	if (finished.stdout === '') throw new CommandFailed(argv, finished);
	return finished.stdout;
}

export class Absent extends Error {}

/** Text of a file that must be there. */
export async function textOfFile(reader: Reader, path: string): Promise<string> {
	const text = await reader.readText(path);
	if (text === undefined) throw new Absent(`there is no ${path}`);
	return text;
}

/** Text of a file that may be absent or closed to this user. */
export async function textIfAny(reader: Reader, path: string): Promise<string | undefined> {
	return reader.readText(path).catch(() => undefined);
}

export async function namesIn(reader: Reader, path: string): Promise<readonly string[]> {
	return reader.listNames(path).catch(() => []);
}
