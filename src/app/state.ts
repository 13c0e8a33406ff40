import type {CheckUp} from '../checks/run.ts';
import type {NodeFacts} from '../model/facts.ts';
import type {CheatSheet} from '../translate/cheat/sheet.ts';
import type {Explainer} from '../translate/explain/explainer.ts';
import type {Tables} from '../translate/load.ts';
import type {Details} from './details/screen.ts';
import type {FuzzySearch} from './fuzzy.ts';
import type {JobView} from './jobs/job.ts';
import type {Journal} from './journal/journal.ts';
import type {ListName} from './lists/list.ts';
import type {MigrationState} from './migration/state.ts';
import type {Overlay} from './overlay.ts';
import type {Screen} from './screen.ts';
import {defaultSettings, type Settings} from './settings.ts';
import type {Sort} from './sorting.ts';
import type {Tone} from './tone.ts';
import type {UsageBook} from './usage-book.ts';
import {noVisits, type Visits} from './visits.ts';

/** What is known of a list. Rows stay when a later load fails: they are then stale, and say so. */
export type LoadedList = {
	readonly rows: readonly unknown[];
	/** When the rows came; undefined before the first answer. */
	readonly loadedAtMs?: number;
	readonly error?: string;
	/** The rows are what files tell: the runtime has not answered since the console was opened. */
	readonly fromFiles?: true;
	/** It is of another runtime than this node's: nothing will come. */
	readonly foreign?: true;
};

/** How a person wants a list, whenever it is shown. */
export type ListLook = {
	readonly sort?: Sort;
	readonly wide?: boolean;
	/** The filter that it had when it was left. */
	readonly filter?: string;
};

export type PaneLine = {
	readonly text: string;
	readonly tone: Tone;
	/** When the runtime read it, of a log that says so. */
	readonly at?: string;
	/** Not a line of the log: a mark that was set, or what happened to the log in between. No filter hides it. */
	readonly mark?: true;
};

/** Lines of a text screen: the last ones of a ring. */
export type Pane = {
	readonly lines: readonly PaneLine[];
	/** Lines that came before the first one kept. */
	readonly dropped: number;
	readonly status: 'loading' | 'live' | 'ended';
	readonly error?: string;
	/** The command behind it, for display. */
	readonly command?: string;
	/** What more there is to say of where the lines come from. */
	readonly note?: string;
	/** Each line brings its time: it can be shown and hidden without asking again. */
	readonly timed?: boolean;
};

export type State = {
	readonly size: {readonly columns: number; readonly rows: number};
	readonly nowMs: number;
	/** Why this is a recorded node, where it is one: nothing on it can be changed. */
	readonly demo?: string;
	readonly readOnly: boolean;
	readonly facts?: NodeFacts;
	/** Only rows of this containerd namespace; all without it. */
	readonly containerdNamespace?: string;
	/** From the first to the one on the screen; never empty. */
	readonly screens: readonly [Screen, ...Screen[]];
	readonly overlay?: Overlay;
	readonly lists: Readonly<Partial<Record<ListName, LoadedList>>>;
	/** What containers used when they were last measured, by `measuredKey`. */
	readonly usage: UsageBook;
	readonly looks: Readonly<Partial<Record<ListName, ListLook>>>;
	readonly panes: Readonly<Record<number, Pane>>;
	/** The fuzzy search, once it is loaded. */
	readonly fuzzy?: FuzzySearch;
	/** Grammar and rules of the translator, once they are loaded. */
	readonly tables?: Tables;
	/** What explains words, reads lines backwards and completes them, once it is loaded. */
	readonly explainer?: Explainer;
	/** The cheat sheet, once it is loaded. */
	readonly cheat?: CheatSheet;
	/** A line typed after `:` that waits for lists; any key drops it. */
	readonly awaited?: {readonly line: string; readonly lists: readonly ListName[]};
	/** An action that is being planned: any key drops it, for what then appears must not take that key for an answer. */
	readonly planning?: {readonly id: number; readonly title: string};
	/** The check-up of the node, since it was first wanted. */
	readonly checks?: ChecksState;
	/** The migration of this node, since it was first wanted. */
	readonly migration?: MigrationState;
	/** What was done from here, oldest first. */
	readonly jobs: readonly JobView[];
	/** What the details screens show, by the number of the screen. */
	readonly details: Readonly<Record<number, Details>>;
	/** Journal panes, by the number of their screen. */
	readonly journals: Readonly<Record<number, Journal>>;
	readonly notice?: {readonly text: string; readonly tone: Tone};
	/** What the person chose, in the configuration and since. */
	readonly settings: Settings;
	/** What was typed after `:`, newest last. */
	readonly commandHistory: readonly string[];
	/** What was looked for with `/`, newest last. */
	readonly filterHistory: readonly string[];
	/** Where one has been, for `[`, `]` and `-`. */
	readonly visits: Visits;
	/** How many times in a row something was copied here. */
	readonly copied?: number;
	readonly nextId: number;
};

/** The last check-up; it stays while the next one is made. */
export type ChecksState = {
	readonly checkUp?: CheckUp;
	readonly takenAtMs?: number;
	readonly loading: boolean;
	readonly error?: string;
};

export const emptyList: LoadedList = {rows: []};

/** Lines that a pane keeps. */
export const paneCapacity = 5000;
/** Characters that they may have together: a log of long lines keeps fewer. */
export const paneCharacters = 24 * 1024 * 1024;

export function initialState(
	start: Pick<State, 'size' | 'nowMs' | 'demo' | 'readOnly' | 'containerdNamespace'> & {
		readonly settings?: Settings;
		readonly histories?: {readonly commands: readonly string[]; readonly filters: readonly string[]};
	},
): State {
	const {histories, settings = defaultSettings, ...rest} = start;
	return {
		...rest,
		settings,
		screens: [{kind: 'list', id: 0, list: 'pods', filter: '', index: 0, top: 0}],
		lists: {},
		usage: new Map(),
		looks: {},
		panes: {},
		commandHistory: histories?.commands ?? [],
		filterHistory: histories?.filters ?? [],
		jobs: [],
		details: {},
		journals: {},
		visits: noVisits,
		nextId: 1,
	};
}

export function topScreen(state: State): Screen {
	return state.screens[state.screens.length - 1] as Screen;
}

export function withTopScreen(state: State, screen: Screen): State {
	const below = state.screens.slice(0, -1);
	return {...state, screens: [...below, screen] as unknown as State['screens']};
}

/** Whether a list shows all its columns: as it was last wanted, else as the configuration says. */
export function isWide({looks, settings}: State, list: ListName): boolean {
	return looks[list]?.wide ?? settings.wide;
}
