import {type Step, stay, withEffects} from '../action.ts';
import {isoTime} from '../format.ts';
import type {Since} from '../log-since.ts';
import type {LogSource, TextScreen} from '../screen.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';
import {paneLines, withPane} from './panes.ts';

type LogScreen = TextScreen & {readonly source: LogSource};

/** With or without the time of each line: at once where the lines bring it, else by asking again. */
export function toggleTimestamps(state: State): Step {
	return onLog(state, screen => {
		const source = {...screen.source, timestamps: !screen.source.timestamps};
		return state.panes[screen.id]?.timed
			? stay(withTopScreen(state, {...screen, source}))
			: reopened(state, screen, source);
	});
}

/** The log of the attempt before, or of this one again. */
export function togglePrevious(state: State): Step {
	return onLog(state, screen => {
		const {container, previous} = screen.source;
		if (!previous && container.attempt === 0)
			return stay({...state, notice: {text: 'this is the first attempt: there is none before it', tone: 'warn'}});
		return reopened(state, screen, {...screen.source, previous: !previous});
	});
}

/** The end, the beginning, or the last minutes. */
export function showSince(since: Since) {
	return (state: State): Step => onLog(state, screen => reopened(state, screen, {...lastOf(screen.source), since}));
}

/** What matches in all of the log, or the end of it again. */
export function toggleWhole(state: State): Step {
	return onLog(state, screen => {
		const {filter, context, source} = screen;
		if (source.whole) return reopened(state, screen, lastOf(source));
		if (filter === '')
			return stay({...state, notice: {text: '/ says what to look for; F then looks in all of the log', tone: 'warn'}});
		return reopened(state, screen, {...lastOf(source), whole: {filter, context}});
	});
}

/** Where all of the log was looked through for something else, it is looked through again. */
export function lookedForAgain(state: State): Step {
	return onLog(state, screen => {
		const {filter, context, source} = screen;
		if (!source.whole || (source.whole.filter === filter && source.whole.context === context)) return stay(state);
		return reopened(state, screen, filter === '' ? lastOf(source) : {...source, whole: {filter, context}});
	});
}

/** The end of the log, whatever was looked for in it. */
function lastOf({whole: _whole, ...source}: LogSource): LogSource {
	return {...source, since: 'tail'};
}

/** A line across, to tell what came before it from what comes after. */
export function markLine(state: State): Step {
	return onLog(state, ({id}) => {
		const rule = '─'.repeat(12);
		// The clock of the screen may be a second late: what stands above the line came before it.
		const last = Date.parse(state.panes[id]?.lines.findLast(({at}) => at !== undefined)?.at ?? '');
		const atMs = Math.max(state.nowMs, Number.isNaN(last) ? 0 : last);
		const text = `${rule} ${isoTime(atMs).slice(0, 19)}Z ${rule}`;
		return stay(paneLines(state, {type: 'pane-lines', id, lines: [{text, tone: 'accent', mark: true}]}));
	});
}

export function saveLog(state: State): Step {
	return onLog(state, ({id, source}) => {
		if (state.demo !== undefined)
			return stay({...state, notice: {text: 'demo: there is no log behind this screen', tone: 'warn'}});
		return withEffects({...state, notice: {text: 'saving the log…', tone: 'quiet'}}, {type: 'save-log', id, source});
	});
}

export function toggleHighlight(state: State): Step {
	return onLog(state, screen => stay(withTopScreen(state, {...screen, highlight: !screen.highlight})));
}

const mostContext = 50;

export function changeContext(by: 1 | -1) {
	return (state: State): Step =>
		onLog(state, screen => {
			const context = Math.max(0, Math.min(screen.context + by, mostContext));
			const text =
				screen.filter === '' ? 'context lines: / filters first' : `${context} before and after each line that matches`;
			return lookedForAgain({...withTopScreen(state, {...screen, context}), notice: {text, tone: 'quiet'}});
		});
}

function onLog(state: State, act: (screen: LogScreen) => Step): Step {
	const screen = topScreen(state);
	return screen.kind === 'text' && screen.source.of === 'logs' ? act({...screen, source: screen.source}) : stay(state);
}

/** The same screen with other lines: from their end, or from their beginning. */
function reopened(state: State, screen: LogScreen, source: LogSource): Step {
	const emptied = withPane(state, screen.id, () => ({lines: [], dropped: 0, status: 'loading'}));
	const next = withTopScreen(emptied, {...screen, source, top: 0, follow: source.since !== 'head', found: undefined});
	return withEffects(next, {type: 'close-pane', id: screen.id}, {type: 'open-pane', id: screen.id, source});
}
