import type {NodeFacts} from '../model/facts.ts';
import type {Tables} from '../translate/tables.ts';

/** All that the translator's screen answers from: docker, lines about its daemon, and nerdctl where the node has it. */
export async function loadAllTables({tools}: NodeFacts): Promise<Tables> {
	const [{loadTables}, {withDaemon}] = await Promise.all([
		import('../translate/load.ts'),
		import('../translate/daemon/load.ts'),
	]);
	const tables = await withDaemon(await loadTables());
	if (tools.nerdctl === undefined) return tables;
	const {withNerdctl} = await import('../translate/nerdctl/load.ts');
	return withNerdctl(tables);
}
