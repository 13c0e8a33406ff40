import {NodeError} from '../host/errors.ts';

/**
 * What does not answer beside the list that was asked for. It must not take that list away, and must not be silent
 * either: the sentences stand among the warnings until the same question is answered again.
 */
export type Troubles = {
	/** Wait for a secondary answer; undefined where the node did not give it. */
	watch<T>(topic: string, answer: Promise<T>): Promise<T | undefined>;
	/** The same array as long as they are the same. */
	sentences(): readonly string[];
};

export function createTroubles(): Troubles {
	const current = new Map<string, string>();
	let told: readonly string[] = [];
	return {
		async watch(topic, answer) {
			try {
				const value = await answer;
				current.delete(topic);
				return value;
			} catch (error) {
				if (!(error instanceof NodeError)) throw error;
				current.set(topic, `${topic}: ${error.message}`);
				return undefined;
			}
		},
		sentences() {
			const now = [...current.values()];
			if (now.length !== told.length || now.some((sentence, index) => sentence !== told[index])) told = now;
			return told;
		},
	};
}
