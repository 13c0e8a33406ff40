import {Box, Text, useInput, usePaste} from 'ink';
import {type ComponentType, memo, useSyncExternalStore} from 'react';
import {placeOf} from '../app/keymap.ts';
import {bodyRows, smallest} from '../app/layout.ts';
import {type State, topScreen} from '../app/state.ts';
import type {Store} from '../app/store.ts';
import {confirmLines} from './confirm.ts';
import {crumbsLine} from './crumbs.ts';
import {footerLine} from './footer.ts';
import {headerLines} from './header.ts';
import type {HelpProps} from './help.tsx';
import {keysOf} from './keys.ts';
import {bodyLines} from './screens.ts';
import type {Theme} from './theme.ts';

/** The help is drawn by ink-table, whose hashing takes 15 ms to load: not before the first frame. */
let Help: ComponentType<HelpProps> | undefined;

export async function loadHelp(): Promise<void> {
	({Help} = await import('./help.tsx'));
}

/** The console: the state drawn, line by line, and the keys handed to it. */
export function App({store, theme}: {readonly store: Store; readonly theme: Theme}) {
	const state = useSyncExternalStore(store.subscribe, store.state);
	useInput((input, key) => {
		for (const name of keysOf(input, key)) store.dispatch({type: 'key', key: name});
	});
	usePaste(text => store.dispatch({type: 'paste', text}));
	const {columns, rows} = state.size;
	if (columns < smallest.columns || rows < smallest.rows) return <TooSmall state={state} />;
	const screen = topScreen(state);
	const height = bodyRows(state);
	const {overlay} = state;
	const head = [...headerLines(state, theme), crumbsLine(state, theme)];
	if (overlay?.kind === 'help')
		return (
			<Box flexDirection="column">
				<Lines lines={head} count={head.length} />
				{Help ? (
					<Help place={placeOf(screen)} top={overlay.top} height={height} width={columns} />
				) : (
					<Text>loading…</Text>
				)}
			</Box>
		);
	const body = overlay?.kind === 'confirm' ? confirmLines(state, overlay, theme) : bodyLines(state, screen, theme);
	const filled = Array.from({length: height}, (_, index) => body[index] ?? '');
	return <Lines lines={[...head, ...filled, footerLine(state, theme)]} count={rows} />;
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
