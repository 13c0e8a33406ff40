import type {NodeFacts} from '../model/facts.ts';
import {crioVersion} from '../runtime/crio-version.ts';
import type {Tables} from '../translate/tables.ts';

/** All that the translator's screen answers from: docker, lines about its daemon, and CRI-O and nerdctl where the node has them. */
export async function loadAllTables(facts: NodeFacts): Promise<Tables> {
	const [{loadTables}, {withDaemon}, {tablesWith}] = await Promise.all([
		import('../translate/load.ts'),
		import('../translate/daemon/load.ts'),
		import('../translate/of-node.ts'),
	]);
	return tablesWith(await withDaemon(await loadTables()), {
		crio: crioVersion(facts) !== undefined,
		nerdctl: facts.tools.nerdctl !== undefined,
	});
}
