import type {ToolGrammar} from '../grammar.ts';
import type {Parsed} from '../parse.ts';
import type {Rule} from '../rule.ts';
import type {Tables} from '../tables.ts';
import type {Found} from '../transform.ts';
import type {Command, Fidelity, Finding, TranslateError} from '../types.ts';
import type {Versions} from '../version.ts';

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
	/** The same by the beginning of a `--filter`. */
	readonly leaveFor: Readonly<Record<string, Readonly<Record<string, string>>>>;
	/** A flag of docker that has other names, the best first. */
	readonly flags: ByCommand<Readonly<Record<string, readonly string[]>>>;
	/** Flags that change nothing for nerdctl; `*`: of any command. */
	readonly harmless: ByCommand<readonly string[]>;
	/** All values of a flag that nerdctl knows; of `filter` all keys. */
	readonly values: ByCommand<Readonly<Record<string, readonly string[]>>>;
	readonly findings: ByCommand<readonly SaidOfNerdctl[]>;
};

/** What is known of nerdctl. */
export type NerdctlTable = {readonly grammar: ToolGrammar; readonly differences: NerdctlDifferences};

export type NerdctlAnswer = {readonly commands: readonly Command[]; readonly findings: readonly Found[]};

/** Nothing of the sort, or nothing for containers of pods: the sentence that says so. */
export type NotThere = {readonly lacks: Found};

export type Through = NerdctlAnswer & {readonly version: string};

export type NerdctlWish = {
	readonly parsed: Parsed;
	readonly rule: Rule;
	readonly tables: Tables;
	readonly versions: Versions;
	readonly namespace: string;
};

/** What answers for nerdctl; loaded only where it is asked for, or on the node. */
export type NerdctlTranslator = {
	/** Its answer, where it is preferred. */
	through(wish: NerdctlWish): Through | NotThere | TranslateError;
	/** Where crictl and ctr do less and nerdctl is known to be there: its line, as a hint. */
	beside(without: Fidelity, wish: NerdctlWish): readonly Found[];
};
