import type {KnownError} from '../../explain/known-error.ts';
import type {Level} from '../../explain/read-line.ts';

/**
 * Journal panes: what services write, live, in as many panes beside each other as there is room for, or merged by time.
 * A value and pure functions, so that any screen can have some in any box of its own. What such a screen does:
 *
 * 1. keep a `Journal` (`createJournal(units)`), and `openFeed({units, …, tell})` (feed.ts) while it is on the screen;
 *    what the feed tells goes through `hear(journal, news)` (hear.ts) into the next value: at most ten times a second, in
 *    batches, however fast lines come. `feed.close()` ends its processes.
 * 2. draw it: `journalLines(journal, box, theme)` (src/views/journal.ts), `box.height` lines of `box.width` cells each.
 * 3. hand keys over: `act(journal, command, box)` (act.ts) gives the next value and, where there is something to do outside
 *    of it, a request, which goes to `feed.ask(request)`. `searched(journal, text)` sets the filter. Which key means which
 *    command is the screen's own business; those of the console's journal screen are in keys.ts.
 *
 * The console's own screen (update/journal.ts, effects.ts) is an example of all three.
 */
export type Journal = {
	/** In the order in which they stand. Empty until it is known which units there are. */
	readonly panes: readonly JournalPane[];
	/** All panes in one, by time; or each for itself. */
	readonly layout: 'merged' | 'side';
	/** The pane that keys are for. */
	readonly focus: number;
	/** What each pane shows, by its unit; that of all of them merged is under `merged`. */
	readonly looks: Readonly<Record<string, Look>>;
	/** Rows of the screen that an entry may take, as long as it is. */
	readonly tall: number;
	readonly filter: string;
	/** What matches is highlighted among all lines, instead of shown alone. */
	readonly highlight: boolean;
	/** What every healthy node says too is hidden, not only dimmed. */
	readonly quiet: boolean;
	/** What the entry under the cursor means is shown. */
	readonly opened: boolean;
	/** Why there is nothing to be seen at all. */
	readonly because?: string;
};

export type JournalPane = {
	readonly unit: string;
	/** The last ones, oldest first; what is said over and over again is one row. */
	readonly rows: readonly JournalRow[];
	/** Number that the next row gets. */
	readonly next: number;
	/** Entries that came, and of them those that came too fast to be shown. */
	readonly entries: number;
	readonly missed: number;
	readonly status: 'loading' | 'live' | 'ended';
	/** Not the end of the journal but what follows a moment in it: which one, in words. */
	readonly from?: string;
	/** The command behind it, for display. */
	readonly command?: string;
	readonly error?: string;
};

export type JournalRow = {
	/** Counted from the first that ever came in this pane. */
	readonly number: number;
	readonly unit: string;
	/** When it was said first, and last where it was said more than once. */
	readonly atMs?: number;
	readonly lastMs?: number;
	readonly count: number;
	readonly level: Level;
	/** What was said, without time, level and place. */
	readonly message: string;
	/** All that was written. */
	readonly text: string;
	readonly shape: string;
	readonly known?: KnownError;
	/** No entry of the journal: what happened to it in between. */
	readonly mark?: true;
};

/** A row, and where it stood for when it is gone. */
export type Position = Pick<JournalRow, 'unit' | 'number' | 'atMs'> & {
	/** Of an entry that is not there yet, and so has no number: what it says. */
	readonly shape?: string;
};

export type Look = {
	/** Stay at the end as lines come. */
	readonly follow: boolean;
	readonly cursor?: Position;
	readonly top?: Position;
};

export type Box = {readonly width: number; readonly height: number};

/** What a feed has to tell. */
export type JournalNews =
	| {readonly type: 'units'; readonly units: readonly string[]}
	/** A pane begins anew: at the end of the journal, or at a moment in it. */
	| {readonly type: 'started'; readonly unit: string; readonly command: string; readonly from?: Moment}
	| {readonly type: 'entries'; readonly unit: string; readonly rows: readonly NewRow[]; readonly missed: number}
	| {readonly type: 'ended'; readonly unit: string; readonly error?: string}
	/** There is no journal to be read here at all. */
	| {readonly type: 'nothing'; readonly because: string};

/** Where a pane was moved to: why, and the entry that the cursor goes to, by its shape, where it is one of this pane. */
export type Moment = {readonly text: string; readonly atMs: number; readonly cursor?: string};

export type NewRow = Omit<JournalRow, 'number' | 'count' | 'lastMs'>;

/** What only the feed can do. */
export type JournalRequest =
	/** The first error of one unit, or of all. */
	| {readonly ask: 'first-error'; readonly unit: string | undefined; readonly since: 'boot' | 'restart'}
	/** Back to the end. */
	| {readonly ask: 'live'}
	| {readonly ask: 'save'};

export const merged = 'merged';

/** Rows that a pane keeps, and how many characters they may have together. */
export const journalCapacity = 2000;
export const journalCharacters = 4 * 1024 * 1024;

export function createJournal(units: readonly string[] = [], layout: Journal['layout'] = 'side'): Journal {
	return {
		panes: units.map(emptyPane),
		layout,
		focus: 0,
		looks: {},
		tall: 2,
		filter: '',
		highlight: false,
		quiet: false,
		opened: false,
	};
}

export function emptyPane(unit: string): JournalPane {
	return {unit, rows: [], next: 0, entries: 0, missed: 0, status: 'loading'};
}

export function lookOf(journal: Journal, column: string): Look {
	return journal.looks[column] ?? {follow: true};
}
