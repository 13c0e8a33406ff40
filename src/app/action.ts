import type {CheckUp} from '../checks/run.ts';
import type {NodeEvent} from '../model/event.ts';
import type {NodeFacts} from '../model/facts.ts';
import type {UsageSample} from '../model/usage.ts';
import type {Subject} from '../runtime/node-runtime.ts';
import type {CheatSheet} from '../translate/cheat/sheet.ts';
import type {Explainer} from '../translate/explain/explainer.ts';
import type {Tables} from '../translate/load.ts';
import type {Answers, Plan} from './acting/row-action.ts';
import type {Target} from './acting/target.ts';
import type {ComfortEffect} from './comfort.ts';
import type {Details} from './details/screen.ts';
import type {FuzzySearch} from './fuzzy.ts';
import type {JobView} from './jobs/job.ts';
import type {JournalNews, JournalRequest} from './journal/journal.ts';
import type {ListName} from './lists/list.ts';
import type {MigrationEffect, MigrationNews} from './migration/news.ts';
import type {LogSource, PreparedCommand, TextSource} from './screen.ts';
import type {PaneLine, State} from './state.ts';
import type {Tone} from './tone.ts';

/** Something that happened: a key, an answer, the clock. */
export type Action =
	| {readonly type: 'key'; readonly key: string}
	/** Where the console begins, as it would be typed after `:`. */
	| {readonly type: 'go'; readonly line: string}
	| {readonly type: 'paste'; readonly text: string}
	/** The mouse, at a cell of the screen, counted from 0. */
	| {
			readonly type: 'mouse';
			readonly kind: 'press' | 'double' | 'wheel-up' | 'wheel-down';
			readonly column: number;
			readonly row: number;
	  }
	| {readonly type: 'resized'; readonly columns: number; readonly rows: number}
	| {readonly type: 'tick'; readonly nowMs: number}
	| {readonly type: 'facts'; readonly facts: NodeFacts}
	| {readonly type: 'list-loaded'; readonly list: ListName; readonly rows: readonly unknown[]; readonly atMs: number}
	| {
			readonly type: 'list-failed';
			readonly list: ListName;
			readonly error: string;
			/** When the node last answered, if it ever did: an answer that brought nothing new is told nowhere else. */
			readonly answeredAtMs?: number;
			/** What files tell of it. */
			readonly left?: readonly unknown[];
			/** It is of another runtime than this node's. */
			readonly foreign?: true;
	  }
	| {readonly type: 'row-measured'; readonly list: ListName; readonly row: unknown}
	| {readonly type: 'usage-measured'; readonly samples: ReadonlyMap<string, UsageSample>; readonly atMs: number}
	| {readonly type: 'events'; readonly events: readonly NodeEvent[]; readonly atMs: number}
	| {readonly type: 'fuzzy-loaded'; readonly fuzzy: FuzzySearch}
	| {
			readonly type: 'pane-started';
			readonly id: number;
			readonly command: string;
			readonly note?: string;
			readonly timed?: boolean;
	  }
	| {
			readonly type: 'pane-lines';
			readonly id: number;
			readonly lines: readonly PaneLine[];
			/** Lines that came before these, too many to be kept. */
			readonly before?: number;
	  }
	| {readonly type: 'pane-ended'; readonly id: number; readonly error?: string}
	| {readonly type: 'tables-loaded'; readonly tables: Tables}
	| {readonly type: 'cheat-loaded'; readonly cheat: CheatSheet; readonly tables: Tables}
	| {readonly type: 'explainer-loaded'; readonly explainer: Explainer}
	| {
			readonly type: 'prepared';
			/** The line that it was asked for. */
			readonly line: string;
			readonly prepared: readonly PreparedCommand[];
			readonly touches: readonly string[];
	  }
	| {
			readonly type: 'refused';
			readonly line: string;
			readonly error: string;
			readonly choices: readonly string[];
	  }
	| {readonly type: 'planned'; readonly id: number; readonly plan: Plan}
	| {readonly type: 'not-planned'; readonly id: number; readonly error: string}
	| {readonly type: 'job-changed'; readonly job: JobView}
	| {readonly type: 'details'; readonly id: number; readonly details: Details}
	| {readonly type: 'checked'; readonly checkUp: CheckUp; readonly atMs: number}
	| {readonly type: 'check-failed'; readonly error: string}
	| {readonly type: 'journal'; readonly id: number; readonly news: JournalNews}
	| {readonly type: 'migration'; readonly news: MigrationNews}
	/** As if it had been typed after `:`; the console was opened for it. */
	| {
			readonly type: 'open-migration';
			readonly consents: readonly string[];
			readonly until?: string;
			/** How long a drain may take. */
			readonly drainSeconds?: number;
			/** Name of the way. */
			readonly to?: string;
			readonly containerdRoot?: string;
			readonly containerdTarball?: string;
	  }
	| {readonly type: 'notice'; readonly text: string; readonly tone: Tone};

/** What the console may be opened for. */
export type Opening = Extract<Action, {type: 'go' | 'open-migration'}>;

/** Something to be done outside of the state; its results come back as actions. */
export type Effect =
	| ComfortEffect
	| MigrationEffect
	| {readonly type: 'load'; readonly list: ListName}
	| {readonly type: 'open-pane'; readonly id: number; readonly source: TextSource}
	| {readonly type: 'close-pane'; readonly id: number}
	| {readonly type: 'save-log'; readonly id: number; readonly source: LogSource}
	| {
			readonly type: 'plan';
			readonly id: number;
			readonly action: string;
			readonly targets: readonly Target[];
			readonly answers: Answers;
	  }
	| {readonly type: 'start-job'; readonly id: number; readonly plan: Plan}
	| {readonly type: 'stop-job'; readonly id: number}
	| {readonly type: 'load-details'; readonly id: number; readonly subject: Subject}
	| {readonly type: 'save-script'}
	| {readonly type: 'measure'; readonly list: ListName; readonly row: unknown}
	| {readonly type: 'load-fuzzy'}
	| {readonly type: 'check'}
	/** Journal panes on the screen of this number: their processes end when it is closed. */
	| {readonly type: 'open-journal'; readonly id: number; readonly units: readonly string[]}
	| {readonly type: 'ask-journal'; readonly id: number; readonly request: JournalRequest}
	| {readonly type: 'close-journal'; readonly id: number}
	| {readonly type: 'load-tables'}
	| {readonly type: 'load-explainer'}
	| {readonly type: 'load-cheat'}
	| {readonly type: 'prepare'; readonly line: string}
	| {readonly type: 'attach'; readonly prepared: readonly PreparedCommand[]}
	| {readonly type: 'background'; readonly name: string; readonly prepared: readonly PreparedCommand[]}
	| {readonly type: 'quit'};

export type Step = {readonly state: State; readonly effects: readonly Effect[]};

export function stay(state: State): Step {
	return {state, effects: []};
}

/** Not `then`: a module with such an export is a promise to whoever imports it dynamically. */
export function withEffects(state: State, ...effects: Effect[]): Step {
	return {state, effects};
}
