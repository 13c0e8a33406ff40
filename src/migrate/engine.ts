import type {Subject} from '../model/subject.ts';
import type {Machine} from './machine.ts';
import type {Cause} from './progress.ts';

export type Engine<Facts> = {
	readonly machine: Machine;
	/** Facts of the node as it is now. `anew`: of what programs say, what alone is asked anew; without it, everything. */
	gather(anew?: readonly Subject[]): Promise<Facts>;
	/** When everything was gathered before, through this very `gather`; it is not asked twice within a moment. */
	readonly lookedMs?: number;
	sleep(ms: number): Promise<void>;
	nowMs(): number;
	/** A command that runs for longer is named while it does. */
	readonly slowMs?: number;
	/** Stop after this step. */
	readonly until?: string;
	/** Asked between steps: true ends the walk there, whole and resumable. */
	stopped?(): boolean;
	/** For the last line. */
	runtimeOf(facts: Facts): string | undefined;
	/** What lies behind a step that failed, or waits for longer than a node that is well. */
	why?(failed: FailedStep): Promise<readonly Cause[]>;
};

export type FailedStep = {
	readonly id: string;
	readonly because: string;
	/** Units whose journals tell of it. */
	readonly watch: readonly string[];
	readonly sinceMs: number;
	/** `namespace/name` of those that it waited for in vain. */
	readonly pods?: readonly string[];
	/** What a check-up found before the walk began, as `begin` of the ledger has it. */
	readonly stood?: readonly string[];
};
