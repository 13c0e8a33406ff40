/** In `units`: what the program of a container wrote. */
export const programUnit = 'container';

export type Severity = 'info' | 'warning' | 'fatal';

/** One thing to type or to do. `argv` where it is a plain command without a shell's help. */
export type Fix = {readonly text: string; readonly argv?: readonly [string, ...string[]]};

/** data/known-errors/<id>.json: what a line of a log means. */
export type KnownError = {
	readonly id: string;
	/** What is the matter, in one short sentence. */
	readonly title: string;
	readonly severity: Severity;
	/** Who writes the line: `kubelet`, `containerd`, `crictl`, `docker`, `kernel`, `systemd`… */
	readonly where: readonly string[];
	/** Only what one of these services says of itself; a line that does not tell whose it is does not count. */
	readonly units?: readonly string[];
	/** Not where one of these services says it. */
	readonly notUnits?: readonly string[];
	/**
	 * Regular expressions over one message, each of linear time (test/explain/patterns.test.ts). A group `(?<flag>…)` gives
	 * the word `{{flag}}` of cause and fix (fill.ts).
	 */
	readonly patterns: readonly string[];
	/** A message that matches one of these is not meant. */
	readonly unless?: readonly string[];
	/** In which versions, for people. */
	readonly versions?: string;
	readonly cause: string;
	readonly fix: readonly Fix[];
	readonly source: readonly string[];
	/** Its program tells it without alarm, as information, and it is meant nevertheless. */
	readonly quiet?: boolean;
	/** A healthy node says it too. */
	readonly noise?: boolean;
	/** Said less often than this it is only a passing trouble: of a restart, for one. */
	readonly atLeast?: number;
	/** It matters to pods alone: once none waits, it is over. */
	readonly ofPods?: boolean;
	/** It says that something failed and not what: it counts only where nothing else is known of the line. */
	readonly fallback?: boolean;
	/** A family of wordings, told from its words in common: it counts only where nothing narrower is known of the line. */
	readonly broad?: boolean;
	/** The words around a cause: where the same line says more, that is what it follows from. */
	readonly wraps?: boolean;
	/** Words that any program has for a failure: they count only for a short text of which nothing else is known (pasted.ts). */
	readonly general?: boolean;
	/** 0 to 100: how much else it explains; a cause has more than what follows from it. */
	readonly weight: number;
	/** Once one of these was said, it is over: a service started again, a node became ready. */
	readonly clearedBy?: readonly string[];
	/** Where one of these was found as well, this one only follows from it; `*`: from anything fatal. */
	readonly consequenceOf?: readonly string[];
	/** Real lines, each of which must be explained by this. */
	readonly examples: readonly string[];
};
