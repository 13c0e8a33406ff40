/** What a flag of crictl or ctr is in docker. */
export type BackwardFlag =
	/** docker has it; `as` is its value there, `{}` standing for the value given, in small letters where docker takes no others; `values`: the words for a value, in small letters. */
	| {
			readonly to: string;
			readonly as?: string;
			readonly lower?: boolean;
			readonly note?: string;
			readonly fields?: 'container' | 'mount';
			readonly values?: Readonly<Record<string, readonly string[]>>;
	  }
	/** `{}` stands for the value given. */
	| {readonly lost: string}
	/** Its value is an argument in docker: a note. */
	| {readonly argument: string}
	| {readonly note: string};

/** data/backwards/<tool>.json: one command. */
export type BackwardCommand = {
	/** One line: what it does, in our words. */
	readonly meaning: string;
	/**
	 * The docker line, without `docker`. `{flags}` is where the flags go, `{1:IMAGE}` the first argument (or the word, where
	 * it is missing), `{2...:COMMAND}` the second and all that follow. Absent: docker has nothing like it.
	 */
	readonly docker?: readonly string[];
	/** Where docker has nothing like it: what comes near. */
	readonly instead?: string;
	readonly flags?: Readonly<Record<string, BackwardFlag>>;
	/** What docker has to be told where a flag is not given, because it does something else by itself. */
	readonly without?: Readonly<Record<string, readonly string[]>>;
	/** The docker line where a flag is given that makes another command of it. */
	readonly with?: Readonly<Record<string, readonly string[]>>;
	/** Flags that are there and do not work, from a version on, unless another flag is given too; without a flag, the command itself. */
	readonly troubles?: ReadonlyArray<{
		readonly flag?: string;
		readonly from: string;
		readonly unless?: string;
		readonly message: string;
	}>;
	/** Differences that hold for every use. */
	readonly differs?: readonly string[];
};

export type BackwardTable = {
	readonly globals: Readonly<Record<string, BackwardFlag>>;
	/** ctr only: what a containerd namespace is to docker; `default` without -n, `''` for all that are not named. */
	readonly namespaces?: Readonly<Record<string, string>>;
	readonly commands: Readonly<Record<string, BackwardCommand>>;
};
