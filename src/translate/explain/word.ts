import type {Finding} from '../types.ts';

export type Role = 'program' | 'command' | 'flag' | 'value' | 'argument' | 'shell' | 'file';

/** A word of a line that was read: what part it plays, and what it means. */
export type ReadWord = {
	/** As it is typed into a shell, quoted. */
	readonly text: string;
	readonly role: Role;
	readonly meaning: string;
	/** Long names of the flags in it, or of the one whose value it is. */
	readonly flags: readonly string[];
	/** Words of one part belong together: a flag and its value, a program and its arguments. Counted from 1, the command. */
	readonly part: number;
};

/** A line with the words as a shell hands them over, beside what they mean. */
export type ReadLine = {readonly given: readonly string[]; readonly words: readonly ReadWord[]};

export type Word = Pick<ReadWord, 'text' | 'role' | 'meaning'> & {
	/** Parts of the typed line that it comes from. None: nothing that was typed says it. */
	readonly marks: readonly number[];
};

/** A line and its answers word by word; words with one mark come from each other. */
export type Explanation = {
	readonly typed: readonly Word[];
	/** Lines of the answer, and files that are written for them. */
	readonly answers: ReadonlyArray<readonly Word[]>;
	readonly findings: ReadonlyArray<{readonly finding: Finding; readonly mark: number}>;
};
