import {CommandFailed, NodeError, UnexpectedOutput} from '../host/errors.ts';
import type {Finished, Limits, Reader} from '../host/host.ts';
import type {Argv} from '../model/argv.ts';

/** Run a command and parse what it says. Throws `CommandFailed`, or `UnexpectedOutput` where `parse` throws. */
export async function ask<T>(reader: Reader, argv: Argv, parse: (text: string) => T, limits?: Limits): Promise<T> {
	return askAnswer(reader, argv, ({stdout}) => parse(stdout), limits);
}

/** The same for who reads the answer as it is, which may be one that is known already (`rememberAnswer`). */
export async function askAnswer<T>(
	reader: Reader,
	argv: Argv,
	parse: (answer: Finished) => T,
	limits?: Limits,
): Promise<T> {
	const finished = await reader.query(argv, limits);
	if (finished.exitCode !== 0) throw new CommandFailed(argv, finished);
	try {
		return parse(finished);
	} catch (error) {
		if (error instanceof NodeError) throw error;
		throw new UnexpectedOutput(argv, finished.stdout, error);
	}
}

/** Call `use` for each item, at most `width` at a time: a node has two cores to spare, not two hundred. Order is kept. */
export async function mapLimited<T, R>(
	items: readonly T[],
	width: number,
	use: (item: T) => Promise<R>,
): Promise<readonly R[]> {
	const results: R[] = new Array(items.length);
	let next = 0;
	const worker = async () => {
		while (next < items.length) {
			const index = next++;
			results[index] = await use(items[index] as T);
		}
	};
	await Promise.all(Array.from({length: Math.min(width, items.length)}, worker));
	return results;
}
