import {bodyRows} from '../layout.ts';
import type {State} from '../state.ts';
import {resultLines} from './result-lines.ts';
import type {MigratePane, MigrateScreen} from './screen.ts';
import {type MigrationState, noMigration} from './state.ts';

export type Box = {readonly width: number; readonly height: number};

/** A pane and the box that it is drawn in, its head line included. */
export type Placed = Box & {readonly pane: MigratePane};

/** Which panes are on the screen: all of them, the steps on the left; or, where there is no room, one at a time. */
export type WalkLayout =
	| {readonly kind: 'one'; readonly shown: Placed}
	| {readonly kind: 'beside'; readonly left: Placed; readonly upper: Placed; readonly lower: Placed};

/** Rows of every page above its body: the pages, and how things stand. */
export const pageHead = 2;

const besideFrom = 110;
const leftWidth = 46;

export function pageRows(state: State): number {
	return Math.max(1, bodyRows(state) - pageHead);
}

export function walkLayout(state: State, {pane}: Pick<MigrateScreen, 'pane'>): WalkLayout {
	const {columns} = state.size;
	const height = pageRows(state);
	if (columns < besideFrom) return {kind: 'one', shown: {pane, width: columns, height}};
	const width = columns - leftWidth - 1;
	const upper = upperPane(state.migration, pane);
	const wanted = upper === 'result' ? resultLines(state.migration ?? noMigration, width).length + 1 : height;
	const most = Math.floor(height * (upper === 'result' ? 0.65 : 0.4));
	const upperHeight = Math.max(3, Math.min(wanted, most));
	return {
		kind: 'beside',
		left: {pane: 'steps', width: leftWidth, height},
		upper: {pane: upper, width, height: upperHeight},
		lower: {pane: 'journal', width, height: Math.max(1, height - upperHeight)},
	};
}

/** Once there is a result it stands above the journals, unless the output was asked for. */
function upperPane(migration: MigrationState | undefined, pane: MigratePane): MigratePane {
	if (pane === 'output' || pane === 'result') return pane;
	return migration?.walk?.result === undefined ? 'output' : 'result';
}

/** The box of a pane, where it is on the screen. */
export function boxOf(state: State, screen: MigrateScreen, pane: MigratePane): Placed | undefined {
	const layout = walkLayout(state, screen);
	const all = layout.kind === 'one' ? [layout.shown] : [layout.left, layout.upper, layout.lower];
	return all.find(placed => placed.pane === pane);
}

/** Where the journals are drawn, under the head of their pane. */
export function journalBox(state: State, screen: MigrateScreen): Box | undefined {
	const box = screen.page === 'walk' ? boxOf(state, screen, 'journal') : undefined;
	return box && {width: box.width, height: Math.max(2, box.height - 1)};
}

/** The panes that there are, in the order in which a key goes through them. */
export function panesOf(migration: MigrationState | undefined): readonly MigratePane[] {
	const hasResult = migration?.walk?.result !== undefined;
	return ['steps', ...(hasResult ? (['result'] as const) : []), 'output', 'journal'];
}
