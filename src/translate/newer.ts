import type {Found} from './transform.ts';
import type {Command} from './types.ts';
import {isNewer, newest} from './version.ts';

type Tool = keyof typeof newest;

/** A tool that is newer than all that is known here is answered for as the newest known one: said once for each. */
export function newerThanKnown(
	commands: readonly Command[],
	versions: Readonly<Partial<Record<Tool, string>>>,
): readonly Found[] {
	const used = new Set(commands.map(({argv: [tool]}) => tool));
	return (Object.keys(newest) as Tool[]).flatMap(tool => {
		const version = versions[tool];
		if (version === undefined || !used.has(tool) || !isNewer(tool, version)) return [];
		return [{id: 'version.newer', kind: 'note', values: {tool, version, known: newest[tool]}} as const];
	});
}
