import type {Cleaning} from '../../migrate/clean-up.ts';
import type {Plan} from '../../migrate/plan.ts';
import type {Progress} from '../../migrate/progress.ts';
import type {Way} from '../../migrate/ways/way.ts';

/** What the screen knows of the node before and after a walk. */
export type Looked = {
	readonly plan: Plan;
	/** Where an undo leads. */
	readonly back: Way['back'];
	/** As the cluster sees it: `docker://20.10.24`. */
	readonly runtime?: string;
	/** What the kubelet is told to use at its next start. */
	readonly told: string;
	/** Changes that stand in the ledger, the first one first. */
	readonly standing: readonly StandingChange[];
	/** When the walk began that these changes are of. */
	readonly begunAtMs?: number;
	/** How the last walk ended, forward or back. */
	readonly last?: {readonly atMs: number; readonly ok: boolean; readonly because?: string};
	/** An undo was begun and is not at its end. */
	readonly goingBack?: true;
	/** The process that walks now, where it is another one. */
	readonly heldBy?: number;
	/** What is left of docker, where the node has left it. */
	readonly cleaning?: Cleaning;
	/** Units whose journals tell how it goes, those that there are: `kubelet`, `containerd`, `docker`. */
	readonly units: readonly string[];
};

export type StandingChange = {
	readonly step: string;
	readonly atMs: number;
	/** What was done. */
	readonly text: string;
	/** What takes it back, for a person; undefined where there is nothing to take back. */
	readonly back?: string;
	/** It will stay, whatever is undone. */
	readonly stays: boolean;
	/** It is known to have come to its end. */
	readonly whole: boolean;
};

export type Verb = 'apply' | 'undo' | 'clean-up';

export type WalkOrder = {
	readonly verb: Verb;
	readonly consents: readonly string[];
	readonly until?: string;
};

/** All that the screen may do to the node. The command line makes it; tests have one of values. */
export type MigrationDoor = {
	look(): Promise<Looked>;
	/**
	 * Walk, and tell what happens. What was agreed to is looked at once more: throws a sentence where the node has come to
	 * ask for more, where somebody else walks, or where nothing may be changed.
	 */
	walk(order: WalkOrder, stopped: () => boolean): AsyncIterable<Progress>;
	/** Where the report of the last walk is. */
	reportOf(verb: Verb): string;
};
