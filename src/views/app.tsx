import {Box, Text, useInput, usePaste} from 'ink';
import {useSyncExternalStore} from 'react';
import type {Store} from '../app/store.ts';
import type {Shown} from './drawn.ts';
import {keysOf} from './keys.ts';
import {createShown, type ShownSource} from './shown.ts';

function sourceOf(store: Store, standing: Shown | undefined): ShownSource {
	const known = sources.get(store);
	if (known) return known;
	const source = createShown(store, standing);
	sources.set(store, source);
	return source;
}

const sources = new WeakMap<Store, ShownSource>();

type AppProps = {
	readonly store: Store;
	/** The frame that stands on the terminal already. */
	readonly standing?: Shown;
};

/** The console: the state drawn, line by line, and the keys handed to it. */
export function App({store, standing}: AppProps) {
	const {subscribe, shown} = sourceOf(store, standing);
	const {lines, rows} = useSyncExternalStore(subscribe, shown);
	useInput((input, key) => {
		for (const name of keysOf(input, key)) store.dispatch({type: 'key', key: name});
	});
	usePaste(text => store.dispatch({type: 'paste', text}));
	// One text for all rows: a node for each would make every frame, and the first above all, take twice as long.
	return (
		<Box height={rows}>
			<Text wrap="truncate">{lines.join('\n')}</Text>
		</Box>
	);
}
