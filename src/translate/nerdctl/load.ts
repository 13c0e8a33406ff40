import type {Tables} from '../tables.ts';
import {besideNerdctl, throughNerdctl} from './prefer.ts';
import type {NerdctlDifferences, NerdctlTable, NerdctlTranslator} from './table.ts';

/** The same tables, with nerdctl's: read only where they are wanted, for the grammar is large, and few nodes have it. */
export async function withNerdctl(tables: Tables): Promise<Tables> {
	return tables.nerdctl === undefined ? {...tables, nerdctl: translatorOf(await loadNerdctl())} : tables;
}

export function translatorOf(table: NerdctlTable): NerdctlTranslator {
	return {
		through: wish => throughNerdctl(wish, table),
		beside: (without, wish) => besideNerdctl(without, wish, table),
	};
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
