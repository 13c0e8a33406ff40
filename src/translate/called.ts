import {quoteWord} from '../model/argv.ts';
import {looksUp, runs} from './missing-tools.ts';
import type {Found} from './transform.ts';
import type {Command} from './types.ts';

/** How a tool is to be called on this node, as a shell takes it, where its bare name does not do: `k3s crictl`. */
export type Called = Readonly<Partial<Record<'crictl' | 'ctr', string>>>;

/** The lines of an answer name the tools alone: what makes them run as they stand is said. */
export function calledFindings(commands: readonly Command[], called: Called): readonly Found[] {
	const found: Found[] = [];
	for (const tool of ['crictl', 'ctr'] as const) {
		const how = called[tool];
		// Lines look names up through crictl, whatever runs then.
		const isNeeded = commands.some(each => runs(each, tool) || (tool === 'crictl' && looksUp(each)));
		if (how !== undefined && isNeeded)
			found.push({id: 'tool.called', kind: 'close', values: {tool, how: quoteWord(how)}});
	}
	return found;
}
