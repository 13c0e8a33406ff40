import {Box, Text, useInput, usePaste} from 'ink';
import {type ComponentType, memo, useSyncExternalStore} from 'react';
import {placeOf} from '../app/keymap.ts';
import {bodyRows, isTooSmall, smallest} from '../app/layout.ts';
import {type State, topScreen} from '../app/state.ts';
import type {Store} from '../app/store.ts';
import {frameOf, headOf} from './frame.ts';
import type {HelpProps} from './help.tsx';
import {keysOf} from './keys.ts';
import {loadStaticTables, prepareTables} from './static-tables.ts';
import {themeNamed} from './theme.ts';

/** The help is drawn by ink-table, whose hashing takes 15 ms to load: not before the first frame. */
let Help: ComponentType<HelpProps> | undefined;

export async function loadHelp(): Promise<void> {
	void loadStaticTables();
	({Help} = await import('./help.tsx'));
}

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
	const {overlay, size} = state;
	if (isTooSmall(state)) return <TooSmall state={state} />;
	if (overlay?.kind !== 'help') return <Lines lines={frameOf(state, theme)} count={size.rows} />;
	const head = headOf(state, theme);
	const place = placeOf(topScreen(state));
	return (
		<Box flexDirection="column">
			<Lines lines={head} count={head.length} />
			{Help ? (
				<Help place={place} top={overlay.top} height={bodyRows(state)} width={size.columns} />
			) : (
				<Text>loading…</Text>
			)}
		</Box>
	);
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
