import {type Step, stay, withEffects} from '../action.ts';
import {createJournal} from '../journal/journal.ts';
import {lineAt, pageLines} from '../migration/page-lines.ts';
import {type MigratePage, type MigrateScreen, pages} from '../migration/screen.ts';
import {panesOf} from '../migration/walk-layout.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';

export function showPage(page: MigratePage) {
	return (state: State): Step => withJournals(stay(withMigrateScreen(state, screen => ({...screen, page}))));
}

export function nextPage(state: State): Step {
	const screen = topScreen(state);
	if (screen.kind !== 'migrate') return stay(state);
	return showPage(pages[(pages.indexOf(screen.page) + 1) % pages.length] ?? 'preflight')(state);
}

/** `p`: the next pane of the walk; from another page the walk. */
export function nextPane(state: State): Step {
	const panes = panesOf(state.migration);
	const screen = topScreen(state);
	if (screen.kind === 'migrate' && screen.page !== 'walk') return showPage('walk')(state);
	return stay(
		withMigrateScreen(state, shown => ({
			...shown,
			pane: panes[(panes.indexOf(shown.pane) + 1) % panes.length] ?? 'steps',
		})),
	);
}

/** `enter`: what stands behind the line, or away with it. */
export function toggleFinding(state: State, screen: MigrateScreen): Step {
	const {page, opened} = screen;
	const lines = pageLines(state, screen);
	const id = lines[lineAt(screen, lines.length)]?.id;
	if (id === undefined || page === 'walk') return stay(state);
	const key = `${page}:${id}`;
	const next = {...screen, opened: opened.includes(key) ? opened.filter(each => each !== key) : [...opened, key]};
	return stay(withTopScreen(state, atHead(state, next, id)));
}

/** `z`: everything, or nothing. */
export function toggleAll(state: State, screen: MigrateScreen): Step {
	const {page, opened} = screen;
	const lines = pageLines(state, screen);
	const id = lines[lineAt(screen, lines.length)]?.id ?? '';
	const others = opened.filter(each => !each.startsWith(`${page}:`));
	const heads = lines.filter(({head}) => head).map(line => `${page}:${line.id}`);
	const next = {...screen, opened: others.length < opened.length ? others : [...others, ...heads]};
	return stay(withTopScreen(state, atHead(state, next, id)));
}

/** With the cursor on the head of a finding or a step. */
export function atHead(state: State, screen: MigrateScreen, id: string): MigrateScreen {
	const index = pageLines(state, screen).findIndex(line => line.head && line.id === id);
	return {...screen, lines: {...screen.lines, [screen.page]: Math.max(0, index)}};
}

/** The journals are followed from the first time that the walk is on the screen. */
export function withJournals({state, effects}: Step): Step {
	const screen = topScreen(state);
	if (screen.kind !== 'migrate' || screen.page !== 'walk' || state.journals[screen.id]) return {state, effects};
	const {id} = screen;
	const next = {...state, journals: {...state.journals, [id]: createJournal()}};
	return withEffects(next, ...effects, {type: 'open-journal', id, units: []});
}

export function withMigrateScreen(state: State, change: (screen: MigrateScreen) => MigrateScreen): State {
	const screen = topScreen(state);
	return screen.kind === 'migrate' ? withTopScreen(state, change(screen)) : state;
}
