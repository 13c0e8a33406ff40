/** What the engine tells as it goes; the screen, `--json` and the ledger read the same stream. */
export type Progress =
	| {
			readonly at: string;
			readonly type: 'step';
			readonly id: string;
			readonly state: 'started' | 'changed' | 'verified' | 'skipped' | 'failed' | 'stuck';
			readonly detail?: string;
	  }
	| {readonly at: string; readonly type: 'output'; readonly id: string; readonly text: string}
	| {
			readonly at: string;
			readonly type: 'result';
			readonly ok: boolean;
			readonly runtime?: string;
			readonly failedStep?: string;
			readonly because?: string;
	  };
