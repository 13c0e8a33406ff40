import type {Finished, Reader} from '../../host/host.ts';
import type {Argv} from '../../model/argv.ts';

/**
 * A reader that asks each program for its version once: while a migration walks, the node is looked at again and again, and
 * `kubelet --version` alone costs a tenth of a second of a processor. A program that was replaced is asked again.
 */
export function rememberVersions(reader: Reader): Reader {
	const answers = new Map<string, Finished>();
	return {
		...reader,
		async query(argv, limits) {
			const identity = await identityOf(argv, reader);
			if (identity === undefined) return reader.query(argv, limits);
			const key = [identity, ...argv].join('\0');
			const remembered = answers.get(key);
			if (remembered !== undefined) return remembered;
			const finished = await reader.query(argv, limits);
			if (finished.exitCode === 0) answers.set(key, finished);
			return finished;
		},
	};
}

/** Which file answers; undefined where the answer may be another one the next time. */
async function identityOf([file, ...words]: Argv, reader: Reader): Promise<string | undefined> {
	if (words.length !== 1 || words[0] !== '--version') return undefined;
	const path = file.startsWith('/') ? file : await reader.findProgram(file);
	return path === undefined ? undefined : reader.identityOf(path);
}

/**
 * A reader that waits longer. A check-up is quick, and leaves out what does not answer; who changes a node that is busy must
 * not take what is late for what is not there.
 */
export function patient(reader: Reader, atLeastMs: number): Reader {
	return {
		...reader,
		query: (argv, limits) =>
			reader.query(argv, {...limits, timeoutMs: Math.max(limits?.timeoutMs ?? atLeastMs, atLeastMs)}),
	};
}
