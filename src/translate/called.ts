import {quoteWord} from '../model/argv.ts';
import {looksUp, runs} from './missing-tools.ts';
import type {Found} from './transform.ts';
import type {Command} from './types.ts';

/** How a tool is to be called on this node, as a shell takes it, where its bare name does not do: `k3s crictl`. `docker`: whose the containers are, and what says so. */
export type Called = Readonly<Partial<Record<'crictl' | 'ctr' | 'docker', string>>>;

/** The lines of an answer name the tools alone: what makes them run as they stand is said. */
export function calledFindings(commands: readonly Command[], called: Called): readonly Found[] {
	const found: Found[] = [];
	if (called.docker !== undefined && commands.length > 0)
		found.push({id: 'tool.docker-here', kind: 'close', values: {because: called.docker}});
	for (const tool of ['crictl', 'ctr'] as const) {
		const how = called[tool];
		// Lines look names up through crictl, whatever runs then.
		const isNeeded = commands.some(each => runs(each, tool) || (tool === 'crictl' && looksUp(each)));
		if (how !== undefined && isNeeded)
			found.push({id: 'tool.called', kind: 'close', values: {tool, how: quoteWord(how)}});
	}
	return found;
}
