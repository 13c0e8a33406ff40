import type {Reader} from '../../host/host.ts';
import type {NodeRuntime} from '../../runtime/node-runtime.ts';
import type {Tables} from '../../translate/load.ts';
import type {PreparedCommand} from '../screen.ts';
import type {Target} from './target.ts';

/** Something to be known before an action can be planned: a grace period, a signal, a path. */
export type Question = {
	readonly id: string;
	readonly label: string;
	initial(targets: readonly Target[]): string;
	/** What the arrow keys go through. */
	choices?(targets: readonly Target[]): readonly string[];
	/** True where it need not be asked. */
	skip?(targets: readonly Target[]): boolean;
	/** A sentence where the answer cannot be meant. */
	wrong?(answer: string): string | undefined;
};

export type Answers = Readonly<Record<string, string>>;

/** What an action may look at while it is planned: it changes nothing. */
export type ActionNode = {
	readonly runtime: NodeRuntime;
	readonly reader: Reader;
	readonly tables: Tables;
	/** Differs from call to call: names of programs that ctr starts. */
	unique(): string;
};

/** How far a running action is: bytes in a file, or layers that arrive in a containerd namespace. */
export type Progress =
	| {readonly of: 'file'; readonly path: string; readonly expectedBytes?: number}
	| {readonly of: 'layers'; readonly containerdNamespace: string};

/** What will be done, to the letter. Nothing has been done yet. */
export type Plan = {
	/** In the question and above the output: `stop web/nginx`. */
	readonly title: string;
	/** Commands of one target after each other, until one fails; what fails for one target does not keep the others. */
	readonly groups: ReadonlyArray<readonly PreparedCommand[]>;
	/** What goes, what comes back, who else is touched: one sentence each. */
	readonly radius: readonly string[];
	/** False where it changes nothing by itself: a shell. */
	readonly asks: boolean;
	/** Goes on until it is stopped: a forwarded port. */
	readonly stays?: boolean;
	readonly progress?: Progress;
	/** A file that is made: removed again where the action does not end well. */
	readonly makes?: string;
};

/** Something that can be done to a row. One file each in actions/, one line in its index. */
export type RowAction = {
	readonly id: string;
	/** Its key in the menu. */
	readonly key: string;
	readonly label: string;
	/** One line for the menu. */
	readonly about: string;
	/** Only for one row at a time. */
	readonly single?: true;
	/** True: it can be done. A sentence: not now, and why. Undefined: not for rows of this kind. */
	fits(target: Target): true | string | undefined;
	readonly questions?: readonly Question[];
	/** Throws a sentence where it cannot be done on this node. */
	plan(targets: readonly Target[], answers: Answers, node: ActionNode): Promise<Plan>;
};
