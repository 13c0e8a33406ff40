import type {Container} from '../../model/container.ts';
import type {NodeRuntime, Subject} from '../../runtime/node-runtime.ts';
import type {Tone} from '../tone.ts';

export type ListName = 'pods' | 'containers' | 'images' | 'tasks' | 'snapshots' | 'namespaces';

export type Column<Row> = {
	readonly title: string;
	/** Text of the cell, as the node gave it: the table makes it harmless. */
	text(row: Row, nowMs: number): string;
	tone?(row: Row): Tone;
	readonly align?: 'right';
	/** What to do without first when the terminal is narrow: higher goes earlier. 0 stays. */
	readonly drop: number;
	/** Cells it may shrink to when even the dropping does not make room; without it the column never shrinks. */
	readonly shrinksTo?: number;
};

/** Where `enter` on a row leads. */
export type Destination =
	| {readonly to: 'list'; readonly list: ListName; readonly pod?: {readonly id: string; readonly name: string}}
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
	open(row: Row): Destination;
	subject(row: Row): Subject | undefined;
	/** The container whose log or shell a row stands for. */
	container?(row: Row): Container | undefined;
};
