import type {BackwardTable} from './backwards/table.ts';
import {loadTables, loadTablesFor} from './data.ts';
import type {TargetTool} from './grammar.ts';
import type {Tables} from './tables.ts';

export {loadTables, loadTablesFor, type Tables};

/** What crictl or ctr is in docker's terms. */
export async function loadBackwards(tool: TargetTool) {
	const {default: table} = (await import(`../../data/backwards/${tool}.json`)) as {readonly default: BackwardTable};
	const {tools} = await loadTablesFor([]);
	return {table, grammar: tools[tool]};
}
