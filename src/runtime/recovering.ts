import type {NodeRuntime} from './node-runtime.ts';

/** Questions after whose failure the runtime is looked for again. */
const lists: ReadonlySet<PropertyKey> = new Set(['pods', 'containers', 'images']);

/**
 * A runtime that is looked for again when a list of it cannot be had: it may have been started meanwhile, or another one
 * may have taken its place. What answers is asked on; who holds this never has to know.
 *
 * @param again the runtime of the node as it is now; undefined where it is the one that was found before
 */
export function createRecoveringRuntime(
	first: NodeRuntime,
	again: () => Promise<NodeRuntime | undefined>,
): NodeRuntime {
	let current = first;
	let looking: Promise<NodeRuntime | undefined> | undefined;

	async function ask(question: 'pods' | 'containers' | 'images'): Promise<readonly unknown[]> {
		const asked = current;
		try {
			return await asked[question]();
		} catch (error) {
			looking ??= again().finally(() => {
				looking = undefined;
			});
			const found = await looking.catch(() => undefined);
			if (found && current === asked) {
				current = found;
				// Who shows its version asks nobody else; what does not answer has none.
				found.versions().catch(() => {});
			}
			if (current === asked) throw error;
			return current[question]();
		}
	}

	return new Proxy(first, {
		get: (_, name) => (lists.has(name) ? () => ask(name as 'pods') : Reflect.get(current, name)),
	});
}
