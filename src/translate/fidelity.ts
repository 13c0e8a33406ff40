import type {Fidelity, Finding} from './types.ts';

type Doing = {readonly commands: readonly unknown[]; readonly findings: ReadonlyArray<Pick<Finding, 'kind'>>};

/** How much of what was asked the answer does: told from what it is, never claimed. */
export function fidelity({commands, findings}: Doing): Fidelity {
	if (commands.length === 0) return 'none';
	let told: Fidelity = 'exact';
	for (const {kind} of findings) {
		if (kind === 'lost') return 'partial';
		if (kind === 'close') told = 'close';
	}
	return told;
}
