import {pause} from '../model/pause.ts';
import type {NodeRuntime} from './node-runtime.ts';

/** Questions after whose failure the runtime is looked for again. */
const lists: ReadonlySet<PropertyKey> = new Set(['pods', 'containers', 'images']);

/** Between two looks for the tool that is missing. Looking is files alone. */
const betweenLooksMs = 5000;

/** A runtime that came back lists at once: longer nobody waits for its version. */
const versionsMs = 1000;

/**
 * A runtime that is looked for again when a list of it cannot be had: it may have been started meanwhile, or another one
 * may have taken its place. Where it is asked through another tool than crictl, crictl may have been installed since.
 * What answers is asked on; who holds this never has to know.
 *
 * @param again the runtime of the node as it is now; undefined where it is the one that was found before
 */
export function createRecoveringRuntime(
	first: NodeRuntime,
	again: () => Promise<NodeRuntime | undefined>,
	now: () => number,
): NodeRuntime {
	let current = first;
	let lookedAtMs = now();
	let looking: Promise<NodeRuntime | undefined> | undefined;

	async function look(asked: NodeRuntime): Promise<void> {
		lookedAtMs = now();
		looking ??= again().finally(() => {
			looking = undefined;
		});
		const found = await looking.catch(() => undefined);
		if (!found || current !== asked) return;
		current = found;
		// Who shows its version asks nobody else, and is told of it with the list; what does not answer soon has none.
		await Promise.race([found.versions().catch(() => {}), pause(versionsMs)]);
	}

	async function ask(question: 'pods' | 'containers' | 'images'): Promise<readonly unknown[]> {
		if (isSecondBest(current) && now() - lookedAtMs >= betweenLooksMs) await look(current);
		const asked = current;
		try {
			return await asked[question]();
		} catch (error) {
			await look(asked);
			if (current === asked) throw error;
			return current[question]();
		}
	}

	return new Proxy(first, {
		get: (_, name) => (lists.has(name) ? () => ask(name as 'pods') : Reflect.get(current, name)),
	});
}

function isSecondBest({facts}: NodeRuntime): boolean {
	return facts.tools.crictl === undefined;
}
