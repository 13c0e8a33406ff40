import type {MigrationFacts, MigrationOptions} from '../facts.ts';
import type {Check} from '../preflight/finding.ts';
import type {Step} from '../step.ts';

/** From one state of the node to another: what is looked at, and the steps in their order. One engine walks them all. */
export type Way = {
	/** `--to`. */
	readonly name: string;
	readonly title: string;
	/** As the ledger has it. */
	readonly procedure: string;
	readonly target: NonNullable<MigrationOptions['target']>;
	readonly checks: readonly Check[];
	readonly steps: ReadonlyArray<Step<MigrationFacts>>;
	/** What of it was never run on a real node: said in the plan, and asked about before it is applied. */
	readonly unverified: readonly string[];
	/** After an undo the kubelet is on docker again, or it never left its runtime. */
	readonly back: 'docker' | 'same-runtime';
};
