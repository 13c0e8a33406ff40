import {Box, Text, useInput, usePaste} from 'ink';
import {memo, useSyncExternalStore} from 'react';
import {isTooSmall, smallest} from '../app/layout.ts';
import type {State} from '../app/state.ts';
import type {Store} from '../app/store.ts';
import {frameOf} from './frame.ts';
import {keysOf} from './keys.ts';
import {prepareTables} from './static-tables.ts';
import {themeNamed} from './theme.ts';

/** Tables are drawn when the state changes, before React asks for the frame. */
function subscribeTo(store: Store) {
	const known = subscriptions.get(store);
	if (known) return known;
	const subscribe = (changed: () => void) =>
		store.subscribe(() => {
			prepareTables(store.state());
			changed();
		});
	subscriptions.set(store, subscribe);
	return subscribe;
}

const subscriptions = new WeakMap<Store, Store['subscribe']>();

/** The console: the state drawn, line by line, and the keys handed to it. */
export function App({store}: {readonly store: Store}) {
	const state = useSyncExternalStore(subscribeTo(store), store.state);
	const theme = themeNamed(state.settings.theme);
	useInput((input, key) => {
		for (const name of keysOf(input, key)) store.dispatch({type: 'key', key: name});
	});
	usePaste(text => store.dispatch({type: 'paste', text}));
	const {size} = state;
	if (isTooSmall(state)) return <TooSmall state={state} />;
	return <Lines lines={frameOf(state, theme)} count={size.rows} />;
}

/** Rows of the terminal as one text: a node for each row would make every frame, and the first above all, take twice as long. */
const Lines = memo(function Lines({lines, count}: {readonly lines: readonly string[]; readonly count: number}) {
	return (
		<Box height={count}>
			<Text wrap="truncate">{lines.slice(0, count).join('\n')}</Text>
		</Box>
	);
});

function TooSmall({state}: {readonly state: State}) {
	const {columns, rows} = state.size;
	return (
		<Text wrap="truncate">{`rtconsole needs ${smallest.columns}x${smallest.rows}, this is ${columns}x${rows}`}</Text>
	);
}
