import type {Finished, Reader} from '../../host/host.ts';
import type {Argv} from '../../model/argv.ts';
import type {Subject} from '../../model/subject.ts';
import {subjectOf} from './subject-of.ts';

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

/**
 * A reader that asks anew only what it is told to: a step that stops the kubelet changes no image, and each question costs a
 * process. A question that was not asked yet is asked; failures too are remembered, for who looks at them asks anew.
 */
export function rememberAnswers(reader: Reader): {
	readonly reader: Reader;
	forget(subjects?: readonly Subject[]): void;
} {
	const answers = new Map<string, {readonly about: Subject; readonly answer: Promise<Finished>}>();
	return {
		reader: {
			...reader,
			async query(argv, limits) {
				const about = subjectOf(argv);
				if (about === undefined) return reader.query(argv, limits);
				const key = argv.join('\0');
				const answer = answers.get(key)?.answer ?? reader.query(argv, limits);
				answers.set(key, {about, answer});
				return answer;
			},
		},
		/** Without a word: everything. */
		forget(subjects) {
			for (const [key, {about}] of answers) if (subjects === undefined || subjects.includes(about)) answers.delete(key);
		},
	};
}
