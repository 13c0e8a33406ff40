import type {NodeFacts} from '../model/facts.ts';
import {crioVersion} from '../runtime/crio-version.ts';
import type {Tables} from '../translate/tables.ts';

/** All that the translator's screen answers from: docker, lines about its daemon, and nerdctl where the node has it. */
export async function loadAllTables(facts: NodeFacts): Promise<Tables> {
	const [{loadTables}, {withDaemon}] = await Promise.all([
		import('../translate/load.ts'),
		import('../translate/daemon/load.ts'),
	]);
	const all = await withDaemon(await loadTables());
	const tables = crioVersion(facts) === undefined ? all : (await import('../translate/crio/load.ts')).withCrio(all);
	if (facts.tools.nerdctl === undefined) return tables;
	const {withNerdctl} = await import('../translate/nerdctl/load.ts');
	return withNerdctl(tables);
}
