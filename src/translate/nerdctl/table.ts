import type {ToolGrammar} from '../grammar.ts';
import type {Finding} from '../types.ts';

/** A sentence of data/findings that holds for a command of nerdctl, in the versions from `since` up to and with `until`. */
export type SaidOfNerdctl = {
	readonly id: string;
	readonly kind: Finding['kind'];
	readonly since?: string;
	readonly until?: string;
};

type ByCommand<T> = Readonly<Record<string, T>>;

/** data/nerdctl.json: in what nerdctl differs from docker, beyond flags and commands that it does not have. */
export type NerdctlDifferences = {
	/** `none`: commands that look into no containerd namespace. */
	readonly namespace: {readonly none: readonly string[]};
	/** Commands that are not for containers of pods, by the sentence that says why: in k8s.io crictl and ctr answer. */
	readonly leave: ByCommand<string>;
	/** A flag of docker that has other names, the best first. */
	readonly flags: ByCommand<Readonly<Record<string, readonly string[]>>>;
	/** Flags that change nothing for nerdctl; `*`: of any command. */
	readonly harmless: ByCommand<readonly string[]>;
	/** All values of a flag that nerdctl knows; of `filter` all keys. */
	readonly values: ByCommand<Readonly<Record<string, readonly string[]>>>;
	readonly findings: ByCommand<readonly SaidOfNerdctl[]>;
};

/** What answers for nerdctl; absent where nobody asked for it and no node has it. */
export type NerdctlTable = {readonly grammar: ToolGrammar; readonly differences: NerdctlDifferences};
