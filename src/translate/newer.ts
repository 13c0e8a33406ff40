import type {Found} from './transform.ts';
import type {Command} from './types.ts';
import {isNewer, newest} from './version.ts';

type Tool = keyof typeof newest;

/** A tool that is newer than all that is known here is answered for as the newest known one: said once for each. */
export function newerThanKnown(
	commands: readonly Command[],
	versions: Readonly<Partial<Record<Tool, string>>>,
): readonly Found[] {
	const found: Found[] = [];
	for (const tool of tools) {
		const version = versions[tool];
		if (version === undefined || !isNewer(tool, version) || !runs(commands, tool)) continue;
		found.push({id: 'version.newer', kind: 'note', values: {tool, version, known: newest[tool]}});
	}
	return found;
}

const tools = Object.keys(newest) as readonly Tool[];

function runs(commands: readonly Command[], wanted: Tool): boolean {
	for (const {argv} of commands) if (argv[0] === wanted) return true;
	return false;
}
