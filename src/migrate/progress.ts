/** What the engine tells as it goes; the screen, `--json` and the ledger read the same stream. */
export type Progress =
	| {
			readonly at: string;
			readonly type: 'step';
			readonly id: string;
			readonly state: 'started' | 'changed' | 'verified' | 'skipped' | 'failed' | 'stuck';
			readonly detail?: string;
			/** Of a change that wrote a file: what became of it, secrets masked. */
			readonly diff?: string;
			/**
			 * Of a change: how long its command took. Where the step ended: how long it took, and how much of that was waiting
			 * for the node.
			 */
			readonly durationMs?: number;
			readonly waitedMs?: number;
			/** Where it failed: what is known to lie behind it, the likeliest first. */
			readonly causes?: readonly Cause[];
	  }
	| {readonly at: string; readonly type: 'output'; readonly id: string; readonly text: string}
	| {
			readonly at: string;
			readonly type: 'result';
			readonly ok: boolean;
			readonly runtime?: string;
			readonly failedStep?: string;
			readonly because?: string;
			readonly causes?: readonly Cause[];
			readonly durationMs?: number;
	  };

/** What lies behind a failure, and what to type. In the shape of a finding of `check` and `explain`. */
export type Cause = {
	readonly id: string;
	readonly because: string;
	readonly evidence: ReadonlyArray<{readonly source: string; readonly text: string}>;
	readonly fix: ReadonlyArray<{readonly text: string; readonly argv?: readonly string[]}>;
	/** Something may be on its way that ends it: nobody has to do anything yet. */
	readonly mayPass?: true;
};
