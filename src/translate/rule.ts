import type {Effect} from './types.ts';

/** What becomes of one docker flag. The strings but `to` and `use` are ids of sentences in data/findings. */
export type FlagRule =
	/** The target has it: the value is passed on. */
	| {readonly to: string; readonly note?: string; readonly close?: string}
	/** A named transform of `transforms/`, or the command's own builder, decides. */
	| {readonly use: string}
	/** Part of what was asked is not done. */
	| {readonly unsupported: string}
	/** Without it more would be done than was asked, so nothing is translated. */
	| {readonly refuses: string}
	/** Nothing needs to be said to the target: the result is the same. */
	| {readonly omit: string}
	/** The whole command is refused, and the flag with it. */
	| {readonly refused: true};

/** data/rules/<command>.json: one docker command. */
export type Rule = {
	readonly docker: string;
	/** One line: what it does, in our words. */
	readonly summary: string;
	/** The line that answers it, without flags: `["crictl", "ps"]`. */
	readonly target?: readonly [string, ...string[]];
	readonly effect: Effect;
	/** How the arguments are passed on; `containers` by default where there are any. */
	readonly arguments?: 'containers' | 'each-container' | 'verbatim' | 'none';
	/** A named builder of `transforms/`, for commands that are more than a line with other flags. */
	readonly build?: string;
	/** The builder is wanted only where one of these flags is given; without them the answer is a line like others. */
	readonly buildFor?: readonly string[];
	/** Nothing answers it: the sentence that says so, and what to do instead; a builder may say it in more detail. */
	readonly refuse?: string;
	/** The command whose flag rules count here too, where they are not given below. */
	readonly like?: string;
	readonly flags: Readonly<Record<string, FlagRule>>;
	/** Sentences that hold for every use of the command. */
	readonly notes?: readonly string[];
	readonly close?: readonly string[];
};

/** data/findings/<lang>.json: `{name}` stands for a value. */
export type Sentences = Readonly<Record<string, {readonly message: string; readonly instead?: string}>>;
