import {messageOf} from '../../host/errors.ts';
import type {Store} from '../store.ts';
import type {MigrationDoor, WalkOrder} from './door.ts';
import type {MigrationEffect} from './news.ts';

/** Something that must come to its end before the process may go. */
export type Held = {stop(): void; readonly ended: Promise<unknown>};

export type WalkerContext = {
	/** Made when it is first wanted. */
	openMigration(): Promise<MigrationDoor>;
	/** The process does not end before this has; it is told to stop when the process is told to go. */
	hold(work: Held): void;
	/** The node runs something else than before. */
	nodeChanged(): Promise<void>;
	now(): number;
};

/** Looks at the node and walks, and tells the store. A walk goes on when its screen is closed, and ends only between changes. */
export function createWalker({openMigration, hold, nodeChanged, now}: WalkerContext) {
	let stop = () => {};

	async function look(store: Store): Promise<void> {
		try {
			const looked = await (await openMigration()).look();
			store.dispatch({type: 'migration', news: {type: 'looked', looked, atMs: now()}});
		} catch (error) {
			store.dispatch({type: 'migration', news: {type: 'not-looked', error: messageOf(error)}});
		}
	}

	async function walk(order: WalkOrder, store: Store, stopped: () => boolean): Promise<void> {
		const door = await openMigration();
		const {verb} = order;
		let error: string | undefined;
		try {
			for await (const progress of door.walk(order, stopped))
				store.dispatch({type: 'migration', news: {type: 'progress', progress}});
		} catch (thrown) {
			error = messageOf(thrown);
		}
		const report = door.reportOf(verb);
		const more = error === undefined ? {} : {error};
		store.dispatch({type: 'migration', news: {type: 'ended', verb, report, atMs: now(), ...more}});
	}

	/** Nothing of this holds the process. */
	async function afterwards(store: Store): Promise<void> {
		try {
			await nodeChanged();
		} catch (error) {
			store.dispatch({type: 'notice', text: messageOf(error), tone: 'warn'});
		}
	}

	return (effect: MigrationEffect, store: Store): void => {
		switch (effect.type) {
			case 'migrate-look':
				void look(store);
				return;
			case 'migrate-stop':
				stop();
				return;
			case 'migrate-walk': {
				let isStopped = false;
				stop = () => {
					isStopped = true;
				};
				const ended = walk(effect.order, store, () => isStopped);
				hold({stop, ended});
				void ended.then(() => afterwards(store));
			}
		}
	};
}
