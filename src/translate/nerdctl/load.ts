import type {Tables} from '../tables.ts';
import type {NerdctlDifferences, NerdctlTable} from './table.ts';

/** The same tables, with nerdctl's: read only where they are wanted, for the grammar is large, and few nodes have it. */
export async function withNerdctl(tables: Tables): Promise<Tables> {
	return tables.nerdctl === undefined ? {...tables, nerdctl: await loadNerdctl()} : tables;
}

async function loadNerdctl(): Promise<NerdctlTable> {
	const [grammar, differences] = await Promise.all([
		import('../../../data/grammar/nerdctl.json'),
		import('../../../data/nerdctl.json'),
	]);
	return {
		grammar: grammar.default as NerdctlTable['grammar'],
		differences: differences.default as unknown as NerdctlDifferences,
	};
}
