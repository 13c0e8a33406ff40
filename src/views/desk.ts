import type {Desk} from '../app/comfort.ts';
import {clipboardSequence, type Multiplexer} from '../app/osc52.ts';
import type {Mouse} from './mouse.ts';

type DeskStart = {
	readonly keep: Pick<Desk, 'remember' | 'save'>;
	readonly multiplexer: Multiplexer;
	readonly mouse: Mouse;
	/** Bytes for the terminal that are no part of the frame. */
	write(text: string): void;
	withTerminal(run: () => void): Promise<void>;
	/** Stop this process; returns when it goes on. */
	readonly stop: () => void;
};

/** The terminal and the folders of the person, for the effects. */
export function createDesk({keep, multiplexer, mouse, write, withTerminal, stop}: DeskStart): Desk {
	return {
		...keep,
		copy(text) {
			const made = clipboardSequence(text, multiplexer);
			if ('error' in made) return made;
			write(made.sequence);
			return {note: made.note};
		},
		mouse: on => mouse.set(on),
		suspend: () => withTerminal(stop),
	};
}
