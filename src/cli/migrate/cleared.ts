import {cleaningOf, cleanUp} from '../../migrate/clean-up.ts';
import type {Progress} from '../../migrate/progress.ts';
import {run} from '../../migrate/run.ts';
import type {Session} from './session.ts';
import {runtimeOf, sleep} from './telling-node.ts';

/** Remove what is left of docker. Without its data there is no way back: what was noted for one is closed. */
export async function* cleared(
	{machine, gatherLeftovers}: Session,
	{now, stopped}: {now(): number; stopped(): boolean},
): AsyncGenerator<Progress, void> {
	// What a removal frees is seen by looking at everything again.
	const gather = () => gatherLeftovers();
	const before = await gather();
	const left = cleaningOf(before).removals;
	const held = (facts: typeof before) => facts.leftovers.reduce((all, {sizeBytes}) => all + sizeBytes, 0);
	let ok = false;
	for await (const progress of run(cleanUp, {machine, gather, sleep, nowMs: now, stopped, runtimeOf})) {
		if (progress.type === 'result') {
			ok = progress.ok;
			const freed = held(before) - held(await gather());
			yield {at: progress.at, type: 'output', id: 'clean-up', text: `freed ${(freed / 1e6).toFixed(1)} MB\n`};
		}
		yield progress;
	}
	if (ok && left.some(({consent}) => consent))
		await machine.append({at: new Date(now()).toISOString(), do: 'closed', because: "docker's data was removed"});
}
