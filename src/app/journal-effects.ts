import {messageOf} from '../host/errors.ts';
import type {Host} from '../host/host.ts';
import type {Effect} from './action.ts';
import type {JournalFeed} from './journal/feed.ts';
import type {Store} from './store.ts';

type Of<Type extends Effect['type']> = Extract<Effect, {type: Type}>;

type Context = {
	readonly host: Host;
	readonly saveFolder: string;
	now(): number;
	sleep(milliseconds: number): Promise<void>;
};

/** The feeds of the journal panes that are on screens, by the screen's number. What they need is loaded with the first. */
export function createJournalFeeds(context: Context) {
	const feeds = new Map<number, Promise<JournalFeed>>();

	function close(id: number): void {
		feeds.get(id)?.then(
			feed => feed.close(),
			() => {},
		);
		feeds.delete(id);
	}

	return {
		open({id, units}: Of<'open-journal'>, store: Store) {
			const feed = import('./journal/feed.ts').then(({openFeed}) =>
				openFeed({
					...context,
					units,
					tell: news => store.dispatch({type: 'journal', id, news}),
					say: (text, tone) => store.dispatch({type: 'notice', text, tone}),
				}),
			);
			feed.catch(error => store.dispatch({type: 'journal', id, news: {type: 'nothing', because: messageOf(error)}}));
			feeds.set(id, feed);
		},
		ask({id, request}: Of<'ask-journal'>) {
			feeds.get(id)?.then(
				feed => feed.ask(request),
				() => {},
			);
		},
		close,
		closeAll() {
			for (const id of [...feeds.keys()]) close(id);
		},
	};
}
