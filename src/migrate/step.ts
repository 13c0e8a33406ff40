import type {Argv} from '../model/argv.ts';
import type {Subject} from '../model/subject.ts';
import type {Cause} from './progress.ts';

/** One thing that a step does. Data: it is shown, applied, recorded and undone from the same value. */
export type Change =
	| {
			readonly kind: 'write';
			readonly path: string;
			/** Text now; undefined where there is no file. It is not written over anything else. */
			readonly before: string | undefined;
			/** Text afterwards; undefined takes the file away. */
			readonly after: string | undefined;
			/** Of a new file; one that exists keeps its own. Default 0o644. */
			readonly mode?: number;
			/** A file of this node that has this very text: a runbook copies it, so that no key stands in a script. */
			readonly copyOf?: string;
			/** What must be told, after the write and after its undo: `systemctl daemon-reload`. */
			readonly reload?: Argv;
	  }
	| {
			readonly kind: 'run';
			readonly argv: Argv;
			/**
			 * For a runbook, which is followed later: a line of shell in place of an argv that names what is there now, and that is
			 * gone by then. The walk itself plans each step anew when it comes.
			 */
			readonly byHand?: string;
			/** A program that reads what the first one prints: `docker save` into `ctr images import -`. */
			readonly into?: Argv;
			/** About how much goes through, for the progress. */
			readonly bytes?: number;
			/** What takes it back, in this order; each may be run twice. */
			readonly undo: readonly Argv[] | {readonly irreversible: string};
			/** Default 60,000. */
			readonly timeoutMs?: number;
			/** For each command of the undo. Default 120,000. */
			readonly undoTimeoutMs?: number;
			/** A command of the undo that fails is tried again for so long: the API server may be on its way back. */
			readonly undoWithinMs?: number;
			/** A regular expression: a command of the undo that fails with this has nothing to do any more. */
			readonly undoFineSaying?: string;
			/** After the undo: what somebody elsewhere is asked for, and waited for. */
			readonly undoAwait?: Awaited;
			/** Exit codes that are as good as 0: `grep` finds nothing. */
			readonly alsoFine?: readonly number[];
			/** A regular expression: whatever the exit code, what it says is as good. */
			readonly fineSaying?: string;
			/** Made in its place where it fails so: the same in parts, so that the part at fault is named and the others are done. */
			readonly inParts?: {
				/** A regular expression. */
				readonly saying: string;
				readonly changes: readonly Change[];
			};
	  };

/** `drained`: the pods of this node were moved away. */
export type Awaited = 'drained';

export type Need = {readonly is: 'done'} | {readonly is: 'todo'} | {readonly is: 'blocked'; readonly because: string};

/**
 * One step of a procedure, over facts of type `Facts`. It describes and never acts: a dry run cannot leak. Whether it is
 * done is told by the node as it is, not by what was done before.
 */
export type Step<Facts> = {
	readonly id: string;
	readonly title: string;
	/** Why it is done, for a person who reads it at night. */
	readonly why: string;
	/** Where that is written, or what was seen on which node. */
	readonly source: string;
	/** Units whose journals tell how it goes. */
	readonly watch: readonly string[];
	/** What stops meanwhile: `pods of this node`. */
	readonly stops?: string;
	/** Seconds that it usually takes. */
	readonly seconds: number;
	/** What `check`, `plan` and `verify` read beside files; without it, everything. */
	readonly looks?: readonly Subject[];
	/** What its changes may change of that; without it, everything. */
	readonly touches?: readonly Subject[];
	/** How long to wait for `verify`. Milliseconds. */
	readonly settleMs: number;
	/** It is waited for somebody elsewhere: whatever is the matter with this node ends no such wait. */
	readonly awaitsOthers?: true;
	/** A trial: what it did is taken back as soon as it was seen to work, or failed; what a walk that died left of it, before it is tried again. */
	readonly passing?: true;
	check(facts: Facts): Need;
	plan(facts: Facts): readonly Change[];
	/** What is still not as it should be; undefined where all is well. */
	verify(facts: Facts): string | undefined;
	/** What a person should know of it all the same, once it is as it should be. */
	remark?(facts: Facts): string | undefined;
	/** For a runbook: lines of shell that wait for what the walk waits for, or show it. */
	byHand?(facts: Facts): readonly string[];
	/** Pods that it waits for, `namespace/name`: what is known of each is told where they do not come. */
	pods?(facts: Facts): readonly string[];
	/** Why waiting longer is of no use: a service that fails again and again, an image that nobody has. */
	hopeless?(facts: Facts, waitedMs: number): string | undefined;
	/** What lies behind that, where these facts tell it by themselves; a check-up is not asked then. */
	causes?(facts: Facts): readonly Cause[];
};

/** A step as it is planned for the node at hand: what is shown before anything is done. */
export type PlannedStep = {
	readonly id: string;
	readonly title: string;
	readonly why: string;
	readonly source: string;
	readonly seconds: number;
	readonly stops?: string;
	readonly state: 'done' | 'todo' | 'blocked';
	readonly because?: string;
	readonly changes: readonly Change[];
	/** What of it no undo brings back. */
	readonly irreversible: readonly string[];
	/** For a runbook, behind the changes. */
	readonly byHand: readonly string[];
};

/** What each step would do on the node as it is now. Later steps are planned on the facts of now, and again when they come. */
export function planSteps<Facts>(steps: ReadonlyArray<Step<Facts>>, facts: Facts): readonly PlannedStep[] {
	return steps.map(step => {
		const need = step.check(facts);
		const changes = need.is === 'todo' ? step.plan(facts) : [];
		const {id, title, why, source, seconds, stops} = step;
		return {
			id,
			title,
			why,
			source,
			seconds,
			...(stops === undefined ? {} : {stops}),
			state: need.is,
			...(need.is === 'blocked' ? {because: need.because} : {}),
			changes,
			irreversible: changes.flatMap(change =>
				change.kind === 'run' && 'irreversible' in change.undo ? [change.undo.irreversible] : [],
			),
			byHand: need.is === 'todo' ? (step.byHand?.(facts) ?? []) : [],
		};
	});
}
