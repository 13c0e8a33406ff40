import type {MigrationFacts} from '../facts.ts';

/** What one check of the preflight found, as it is shown and as `--json` gives it. */
export type Finding = {
	readonly id: string;
	readonly title: string;
	readonly verdict: 'go' | 'no-go' | 'consent';
	readonly because: string;
	readonly evidence: ReadonlyArray<{readonly source: string; readonly text: string}>;
	readonly fix: ReadonlyArray<{readonly text: string; readonly argv?: readonly string[]}>;
	/** What accepts it: `--consent standalone-containers`. */
	readonly consent?: string;
};

export type Check = {
	readonly id: string;
	readonly title: string;
	/** Undefined: there is nothing to say about this on this node. */
	look(facts: MigrationFacts): Verdict | undefined;
};

export type Verdict = Omit<Finding, 'id' | 'title' | 'evidence' | 'fix' | 'consent'> &
	Partial<Pick<Finding, 'evidence' | 'fix'>>;

export const go = (because: string, evidence: Finding['evidence'] = []): Verdict => ({
	verdict: 'go',
	because,
	evidence,
});
export const noGo = (because: string, more: Partial<Pick<Finding, 'evidence' | 'fix'>> = {}): Verdict => ({
	verdict: 'no-go',
	because,
	...more,
});
export const consent = (because: string, more: Partial<Pick<Finding, 'evidence' | 'fix'>> = {}): Verdict => ({
	verdict: 'consent',
	because,
	...more,
});

/** One no-go is enough; each consent that was not given asks for itself. */
export function verdictOf(findings: readonly Finding[], consented: readonly string[]): Finding['verdict'] {
	if (findings.some(({verdict}) => verdict === 'no-go')) return 'no-go';
	return findings.some(({verdict, id}) => verdict === 'consent' && !consented.includes(id)) ? 'consent' : 'go';
}
