import type {Container} from '../model/container.ts';
import type {Wanted} from '../runtime/why/find-subject.ts';
import type {DetailsScreen} from './details/screen.ts';
import type {ListName} from './lists/list.ts';
import type {Since} from './log-since.ts';
import type {MigrateScreen} from './migration/screen.ts';

export type ListScreen = {
	readonly kind: 'list';
	readonly id: number;
	readonly list: ListName;
	/** Only the rows of this pod sandbox. */
	readonly pod?: {readonly id: string; readonly name: string};
	readonly filter: string;
	/** Row under the cursor: its ID, so that it stays under it when the list changes, and its place, for when it is gone. */
	readonly selected?: string;
	readonly index: number;
	/** First row on the screen. */
	readonly top: number;
	/** Columns that the view is moved to the right. */
	readonly left?: number;
	/** IDs of the rows that are marked, and the one that was marked last. */
	readonly marks?: ReadonlySet<string>;
	readonly markedFrom?: string;
};

/** Where the lines of a text screen come from. */
export type TextSource =
	| LogSource
	| {readonly of: 'run'; readonly prepared: ReadonlyArray<PreparedCommand>}
	| {readonly of: 'process'; readonly pid: number}
	| {readonly of: 'commands'}
	/** Why a pod or a container does not run. */
	| {readonly of: 'why'; readonly wanted: Wanted}
	/** What an action says, while it runs and after. */
	| {readonly of: 'job'; readonly job: number}
	| {readonly of: 'config'}
	| {readonly of: 'aliases'};

/** A container's log: of which attempt, and what of it. */
export type LogSource = {
	readonly of: 'logs';
	readonly container: Container;
	readonly timestamps: boolean;
	readonly since: Since;
	/** Of the attempt before this container. */
	readonly previous: boolean;
	/** All of it is read, and what does not pass is never kept: so a filter reaches further back than the ring. */
	readonly whole?: {readonly filter: string; readonly context: number};
};

export type TextScreen = {
	readonly kind: 'text';
	readonly id: number;
	readonly title: string;
	readonly source: TextSource;
	/** Number of the first line on the screen, counted from the first that ever came. */
	readonly top: number;
	/** Stay at the end as lines come. */
	readonly follow: boolean;
	readonly wrap: boolean;
	readonly filter: string;
	/** What matches is highlighted among all lines, instead of shown alone. */
	readonly highlight: boolean;
	/** Lines that are shown before and after each that matches. */
	readonly context: number;
	/** The line that was found last, by its number. */
	readonly found?: number;
	/** Cells that the view is moved to the right, where lines are not wrapped. */
	readonly left: number;
};

export type TranslateScreen = {
	readonly kind: 'translate';
	readonly id: number;
	/** The docker line and the place of the cursor in it, in characters. */
	readonly line: string;
	readonly cursor: number;
	/** The answer on the screen starts here. */
	readonly top: number;
	/** Every word of the line and of its answer is explained, instead of the answer alone. */
	readonly explain: boolean;
	/** Why the line was not run on this node: a name that leads nowhere, or to several things, which are listed. */
	readonly refusal?: {readonly error: string; readonly choices: readonly string[]};
};

/** The cheat sheet: what is looked for, and what is found. */
export type CheatScreen = {
	readonly kind: 'cheat';
	readonly id: number;
	readonly query: string;
	readonly cursor: number;
	readonly index: number;
};

/** One entry of the cheat sheet: a table, or a concept with what leads on from it. */
export type EntryScreen = {
	readonly kind: 'entry';
	readonly id: number;
	/** Which: `table:logs`. */
	readonly key: string;
	readonly title: string;
	/** Row under the cursor. */
	readonly index: number;
};

/** What was done from here: what runs, and how the rest ended. */
export type JobsScreen = {readonly kind: 'jobs'; readonly id: number; readonly index: number};

/** The check-up of the node: findings, each with what was seen and what to type once it is opened. */
export type ChecksScreen = {
	readonly kind: 'checks';
	readonly id: number;
	/** Line under the cursor, counted over all that are shown. */
	readonly index: number;
	/** IDs of the checks that are unfolded. */
	readonly opened: readonly string[];
};

/** The journals of the node's services, live. */
export type JournalScreen = {
	readonly kind: 'journal';
	readonly id: number;
	/** Those that were asked for; none: those that there are. */
	readonly units: readonly string[];
};

export type Screen =
	| ListScreen
	| TextScreen
	| TranslateScreen
	| CheatScreen
	| EntryScreen
	| DetailsScreen
	| JobsScreen
	| ChecksScreen
	| JournalScreen
	| MigrateScreen;

/** A translated command with its names resolved: what will be run, to the letter. */
export type PreparedCommand = {
	readonly argv: readonly [string, ...string[]];
	/** As a person reads and pastes it. */
	readonly text: string;
	readonly effect: 'read' | 'write' | 'destroy';
	/** `attach`: it wants the terminal. `follow`: it does not end by itself. `background`: only its end is said. */
	readonly manner: 'query' | 'follow' | 'attach' | 'background';
	readonly files: ReadonlyArray<{readonly path: string; readonly text: string}>;
};
