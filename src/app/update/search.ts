import {type Step, stay} from '../action.ts';
import {textRows} from '../layout.ts';
import {endTop, firstIndex, linesOf, textOf, windowOf} from '../pane-view.ts';
import {matcherOf} from '../rows.ts';
import type {TextScreen} from '../screen.ts';
import {type Pane, type State, topScreen, withTopScreen} from '../state.ts';

/** The next line that matches the filter, or the one before: from the one found last, else from what is on the screen. */
export function findMatch(direction: 'next' | 'before') {
	return (state: State): Step => {
		const screen = topScreen(state);
		if (screen.kind !== 'text') return stay(state);
		const pane = state.panes[screen.id];
		if (!pane) return stay(state);
		if (screen.filter === '') return stay(noted(state, 'nothing is looked for: / first'));
		const size = {width: state.size.columns, height: textRows(state, pane)};
		const lines = linesOf(pane, screen);
		const seen = windowOf(pane, screen, size);
		const matches = matcherOf(screen.filter);
		const step = direction === 'next' ? 1 : -1;
		const isOnScreen = seen.some(({line}) => line.number === screen.found);
		const edge = (direction === 'next' ? seen[0] : seen.at(-1))?.line.number ?? 0;
		const start = isOnScreen ? firstIndex(lines, screen.found ?? 0) + step : firstIndex(lines, edge);
		for (let index = start; index >= 0 && index < lines.length; index += step) {
			const line = lines.at(index);
			if (!line || line.mark !== undefined || line.isContext || !matches(textOf(line, screen))) continue;
			const isSeen = seen.some(row => row.line.number === line.number);
			const end = endTop(pane, screen, size);
			// Brought into view with a third of the screen above it, as pagers do.
			const above = lines.at(Math.max(0, index - Math.floor(size.height / 3)))?.number ?? line.number;
			const top = isSeen ? (seen[0]?.line.number ?? 0) : Math.min(above, Math.max(end, 0));
			const wanted = screen.wrap && !isSeen ? Math.min(line.number, Math.max(end, 0)) : top;
			return stay(withTopScreen(state, {...screen, found: line.number, follow: false, top: wanted}));
		}
		return stay(noted(state, direction === 'next' ? 'no match further down' : noneAbove(screen, pane)));
	};
}

/** What came before the ring is not on the screen, but in the file. */
function noneAbove({source}: TextScreen, {timed, lines}: Pane): string {
	const isWhole = source.of !== 'logs' || source.whole !== undefined || source.since === 'head';
	return isWhole || !timed
		? 'no match further up'
		: `no match in the ${lines.length} lines here; F looks in all of the log`;
}

function noted(state: State, text: string): State {
	return {...state, notice: {text, tone: 'warn'}};
}
