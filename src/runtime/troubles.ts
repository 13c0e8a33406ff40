import {NodeError, silentSocketOf} from '../host/errors.ts';

/**
 * What does not answer beside the list that was asked for. It must not take that list away, and must not be silent
 * either: the sentences stand among the warnings until the same question is answered again.
 */
export type Troubles = {
	/** Wait for a secondary answer; undefined where the node did not give it. */
	watch<T>(topic: string, answer: Promise<T>): Promise<T | undefined>;
	/**
	 * To be called before a question, and what it returns once that was answered behind this socket: what had said by then
	 * that nobody is there is over, whether its own question is asked again or not.
	 */
	asking(): (socket: string) => void;
	/** The same array as long as they are the same. */
	sentences(): readonly string[];
};

export function createTroubles(): Troubles {
	const current = new Map<string, NodeError>();
	let told: readonly string[] = [];
	return {
		async watch(topic, answer) {
			try {
				const value = await answer;
				current.delete(topic);
				return value;
			} catch (error) {
				if (!(error instanceof NodeError)) throw error;
				current.set(topic, error);
				return undefined;
			}
		},
		asking() {
			const before = [...current];
			return socket => {
				for (const [topic, error] of before)
					if (current.get(topic) === error && silentSocketOf(error) === socket) current.delete(topic);
			};
		},
		sentences() {
			const now = [...current].map(([topic, {message}]) => `${topic}: ${message}`);
			if (now.length !== told.length || now.some((sentence, index) => sentence !== told[index])) told = now;
			return told;
		},
	};
}
