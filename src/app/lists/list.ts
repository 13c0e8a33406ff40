import type {Container} from '../../model/container.ts';
import type {Measured, Usage} from '../../model/usage.ts';
import type {NodeRuntime, Subject} from '../../runtime/node-runtime.ts';
import type {Tone} from '../tone.ts';

export type ListName =
	| 'pods'
	| 'containers'
	| 'images'
	| 'tasks'
	| 'snapshots'
	| 'namespaces'
	| 'stats'
	| 'events'
	| 'content'
	| 'leases'
	| 'tree';

/** What a key sorts by, whatever the column is called in a list: the keys are k9s's. */
export type SortKey = 'name' | 'age' | 'cpu' | 'memory' | 'status' | 'namespace' | 'restarts' | 'size';

export type Column<Row> = {
	readonly title: string;
	/** The title where the terminal is too narrow for the long one. */
	readonly short?: string;
	/** Text of the cell, as the node gave it: the table makes it harmless. */
	text(row: Row, nowMs: number): string;
	tone?(row: Row): Tone;
	readonly align?: 'right';
	/** What to do without first when the terminal is narrow: higher goes earlier. 0 stays. */
	readonly drop: number;
	/** Cells it may shrink to when even the dropping does not make room; without it the column never shrinks. */
	readonly shrinksTo?: number;
	/** Shown in wide mode only, and where one moves to the right. */
	readonly wide?: true;
	/** What the rows use now: measured only while such a column is on the screen. */
	readonly measured?: true;
	/** Cells that it has at least: what comes into it later moves nothing. */
	readonly atLeast?: number;
	/** Means something only where one watches: a one-shot table leaves it out. */
	readonly live?: true;
	/** The key that sorts by it. */
	readonly sort?: SortKey;
	/** What it is sorted by where that is not its text; undefined comes last. */
	order?(row: Row): number | string | undefined;
	/** The greatest first at the first press of the key. */
	readonly descending?: true;
};

/** Where `enter` on a row leads. */
export type Destination =
	| {
			readonly to: 'list';
			readonly list: ListName;
			readonly pod?: {readonly id: string; readonly name: string};
			/** ID of the row that the cursor is to be on. */
			readonly select?: string;
	  }
	| {readonly to: 'logs'; readonly container: Container}
	| {readonly to: 'process'; readonly pid: number; readonly title: string}
	| {readonly to: 'nowhere'; readonly because: string}
	| {readonly to: 'namespace'; readonly containerdNamespace: string}
	| {readonly to: 'details'};

/** A resource list, as data: the console, the one-shot command and the tests read the same one. */
export type List<Row> = {
	readonly name: ListName;
	readonly aliases: readonly string[];
	/** One line for the help. */
	readonly about: string;
	readonly columns: ReadonlyArray<Column<Row>>;
	load(runtime: NodeRuntime): Promise<readonly Row[]>;
	/** What files tell of the rows while no runtime answers. */
	fromFiles?(runtime: NodeRuntime): Promise<readonly Row[]>;
	/** What takes longer than the list itself: the rows again, with more known. */
	enrich?(runtime: NodeRuntime, rows: readonly Row[]): Promise<readonly Row[]>;
	id(row: Row): string;
	/** What a person calls it, in titles and breadcrumbs. */
	label(row: Row): string;
	/** The row as `--json` prints it: CLI.md's shape. */
	json(row: Row): unknown;
	containerdNamespaceOf(row: Row): string | undefined;
	/** The pod sandbox that a row belongs to, for lists opened from a pod. */
	podOf?(row: Row): string | undefined;
	/** Labels that `/-l` looks at. */
	labelsOf?(row: Row): Readonly<Record<string, string>>;
	/** What was known before and the new answer does not say: rates from two samples, sizes that were asked for. */
	merge?(before: readonly Row[], loaded: readonly Row[]): readonly Row[];
	/** What is only asked for one row, because it costs: the row again, with more known. */
	measure?(runtime: NodeRuntime, row: Row): Promise<Row>;
	/** What the running rows use now. */
	readonly usage?: {
		/** The containers of a row that run. */
		of(row: Row): readonly Measured[];
		put(row: Row, usage: Usage | undefined): Row;
	};
	/** Asked again after so many milliseconds while it is on the screen, whatever happens on the node; else events say when. */
	readonly everyMs?: number;
	/** Whether one answer says everything, or rates need a second one. */
	isWhole?(rows: readonly Row[]): boolean;
	/** Fed by what happens instead of being asked for; `names` is the list that says who is meant. */
	readonly fed?: {readonly names: ListName};
	open(row: Row): Destination;
	/** Where the tree of this row begins: its pod, or the container that is in none. */
	treeOf?(row: Row): {readonly root?: {readonly id: string; readonly name: string}; readonly select: string};
	subject(row: Row): Subject | undefined;
	/** The container whose log or shell a row stands for. */
	container?(row: Row): Container | undefined;
};
