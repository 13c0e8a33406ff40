import type {Fidelity, Translation} from './types.ts';

/** How much of what was asked the answer does: told from what it is, never claimed. */
export function fidelity({commands, findings}: Pick<Translation, 'commands' | 'findings'>): Fidelity {
	if (commands.length === 0) return 'none';
	if (findings.some(({kind}) => kind === 'lost')) return 'partial';
	return findings.some(({kind}) => kind === 'close') ? 'close' : 'exact';
}
