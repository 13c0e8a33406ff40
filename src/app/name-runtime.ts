import type {NodeFacts} from '../model/facts.ts';
import {pause} from '../model/pause.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';

/**
 * Before each attempt. The second needs no rest: a list was asked for in between. Then as one waits for a runtime that has
 * just been started, on a node with other things to do.
 */
const pausesMs = [0, 0, 1000, 2000, 4000, 8000, 15_000, 30_000];

export type Naming = {
	readonly runtime: Pick<NodeRuntime, 'facts' | 'pods' | 'versions'>;
	/** Of the node as it is known after an attempt. */
	tell(facts: NodeFacts): void;
	sleep?(milliseconds: number): Promise<void>;
};

/**
 * Ask a runtime that was just found for its name and version until it tells them: one that has just been started may
 * leave the first question unanswered, and nothing else would ask again while no list is on the screen.
 */
export async function nameRuntime({runtime, tell, sleep = pause}: Naming): Promise<void> {
	for (const restMs of pausesMs) {
		if (restMs > 0) await sleep(restMs);
		const facts = await runtime.versions().catch(() => runtime.facts);
		tell(facts);
		if (facts.runtime !== undefined) return;
		// Through what the node is asked shows with its first list: where it is docker, docker tells its version then.
		await runtime.pods().catch(() => []);
	}
}
