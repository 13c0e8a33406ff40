import {messageOf} from '../host/errors.ts';
import type {Store} from './store.ts';

export type HistoryKind = 'command' | 'filter';

/** What is done for the person at the terminal, and not to the node. */
export type ComfortEffect =
	| {readonly type: 'remember'; readonly kind: HistoryKind; readonly text: string}
	| {readonly type: 'copy'; readonly what: string; readonly text: string; readonly more?: string}
	| {readonly type: 'save'; readonly name: string; readonly text: string}
	| {readonly type: 'mouse'; readonly on: boolean}
	| {readonly type: 'suspend'};

/** The person's terminal and folders, as the command line knows them. */
export type Desk = {
	/** Keep a line for the next session. */
	remember(kind: HistoryKind, text: string): void;
	/** Write a text to a new file; resolves to its path. */
	save(name: string, text: string): Promise<string>;
	/** Put a text on the clipboard of the person's terminal; what there is to say about it, or why it did not go. */
	copy(text: string): {readonly note?: string} | {readonly error: string};
	mouse(on: boolean): void;
	/** Stop, as ctrl-z does everywhere else, until the shell says to go on. */
	suspend(): Promise<void>;
};

const comfortEffects: readonly string[] = ['remember', 'copy', 'save', 'mouse', 'suspend'] satisfies ReadonlyArray<
	ComfortEffect['type']
>;

export function isComfort(effect: {readonly type: string}): effect is ComfortEffect {
	return comfortEffects.includes(effect.type);
}

export function comfort(effect: ComfortEffect, desk: Desk, store: Store): void {
	const report = (error: unknown) => store.dispatch({type: 'notice', text: messageOf(error), tone: 'bad'});
	switch (effect.type) {
		case 'remember':
			desk.remember(effect.kind, effect.text);
			return;
		case 'copy': {
			const done = desk.copy(effect.text);
			if ('error' in done) {
				store.dispatch({type: 'notice', text: `${effect.what} was not copied: ${done.error}`, tone: 'warn'});
				return;
			}
			const said = [`copied ${effect.what}`, effect.more, done.note].filter(part => part !== undefined).join('; ');
			store.dispatch({type: 'notice', text: said, tone: 'good'});
			return;
		}
		case 'save':
			desk
				.save(effect.name, effect.text)
				.then(path => store.dispatch({type: 'notice', text: `saved as ${path}`, tone: 'good'}))
				.catch(report);
			return;
		case 'mouse':
			desk.mouse(effect.on);
			return;
		case 'suspend':
			desk.suspend().catch(report);
	}
}
