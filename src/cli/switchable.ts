import type {NodeRuntime} from '../runtime/node-runtime.ts';

export type Switchable = {
	/** Asks whatever runtime it was switched to last. */
	readonly runtime: NodeRuntime;
	to(next: NodeRuntime): void;
};

/** The runtime of a node that may change under the console, as it does in a migration. */
export function switchable(first: NodeRuntime): Switchable {
	let current = first;
	const runtime = new Proxy(first, {
		get: (_, name) => Reflect.get(current, name),
		has: (_, name) => Reflect.has(current, name),
	});
	return {
		runtime,
		to(next) {
			current = next;
		},
	};
}
