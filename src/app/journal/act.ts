import {isAlarm} from '../../explain/annotate.ts';
import {
	type Box,
	type Journal,
	type JournalRequest,
	type JournalRow,
	type Look,
	lookOf,
	type Position,
} from './journal.ts';
import {cursorPlace, entryRows, topPlace, windowOf} from './layout.ts';
import {rowUnderCursor} from './meaning.ts';
import {type Column, focusedColumn, rowMatcher, rowsOf} from './rows.ts';

export type JournalMotion = 'down' | 'up' | 'page-down' | 'page-up' | 'first' | 'last';

/** What a person can do with the panes. */
export type JournalCommand =
	| JournalMotion
	| 'next-unit'
	| 'unit-before'
	| 'merge'
	| 'follow'
	| 'meaning'
	| 'next-match'
	| 'match-before'
	| 'highlight'
	| 'next-error'
	| 'error-before'
	| 'since-boot'
	| 'since-restart'
	| 'taller'
	| 'quiet'
	| 'save';

export type Acted = {
	readonly journal: Journal;
	readonly request?: JournalRequest;
	/** Why nothing happened, or what was turned on. */
	readonly say?: string;
};

export function act(journal: Journal, command: JournalCommand, box: Box): Acted {
	const column = focusedColumn(journal, box);
	if (column === undefined) return {journal};
	switch (command) {
		case 'next-unit':
			return focused(journal, 1);
		case 'unit-before':
			return focused(journal, -1);
		case 'merge':
			return {journal: {...journal, layout: journal.layout === 'merged' ? 'side' : 'merged'}};
		case 'follow':
			return lookOf(journal, column.id).follow ? {journal: held(journal, column, box)} : toEnd(journal, column);
		case 'meaning':
			return {journal: journal.opened ? {...journal, opened: false} : {...held(journal, column, box), opened: true}};
		case 'next-match':
		case 'match-before':
			if (journal.filter === '') return {journal, say: 'nothing is looked for: / first'};
			return found(journal, column, box, command === 'next-match' ? 1 : -1, rowMatcher(journal.filter), 'match');
		case 'next-error':
		case 'error-before':
			return found(journal, column, box, command === 'next-error' ? 1 : -1, isAlarm, 'error');
		case 'since-boot':
		case 'since-restart':
			return sinceFirst(journal, command === 'since-boot' ? 'boot' : 'restart');
		case 'taller':
			return {journal: {...journal, tall: {1: 2, 2: 100}[journal.tall] ?? 1}};
		case 'highlight':
			return {journal: {...journal, highlight: !journal.highlight}};
		case 'quiet':
			return {
				journal: {...journal, quiet: !journal.quiet},
				say: journal.quiet ? 'known noise is dimmed' : 'known noise is hidden',
			};
		case 'save':
			return {journal, request: {ask: 'save'}, say: 'saving the journals…'};
		default:
			return moved(journal, column, box, command);
	}
}

/** Another filter; the cursor stays where it was, or goes to what is next to it. */
export function searched(journal: Journal, filter: string): Journal {
	return {...journal, filter};
}

function focused(journal: Journal, by: 1 | -1): Acted {
	const count = journal.panes.length;
	if (journal.layout === 'merged') return {journal, say: 'merged: m puts the units beside each other'};
	return {journal: {...journal, focus: (journal.focus + by + count) % count}};
}

/** The end stays where it is, with the cursor on it. */
function held(journal: Journal, column: Column, box: Box): Journal {
	const look = lookOf(journal, column.id);
	if (!look.follow && look.cursor !== undefined) return journal;
	const rows = rowsOf(journal, column);
	const last = rows.at(-1);
	if (last === undefined) return journal;
	const top = windowOf(journal, column, entryRows(journal, box))[0]?.row;
	return withLook(journal, column.id, {follow: false, cursor: positionOf(last), ...(top && {top: positionOf(top)})});
}

/** A pane that was moved to a moment has no end to go to: the journal itself is asked for again. */
function toEnd(journal: Journal, column: Column): Acted {
	const next = {...withLook(journal, column.id, {follow: true}), opened: false};
	const isElsewhere = journal.panes.some(({from}) => from !== undefined);
	return isElsewhere ? {journal: next, request: {ask: 'live'}} : {journal: next};
}

function moved(journal: Journal, column: Column, box: Box, motion: JournalMotion): Acted {
	if (motion === 'last') return toEnd(journal, column);
	const height = entryRows(journal, box);
	const rows = rowsOf(journal, column);
	if (rows.length === 0) return {journal};
	const wasFollowing = lookOf(journal, column.id).follow;
	const start = held(journal, column, box);
	const here = cursorPlace(start, column) ?? rows.length - 1;
	const page = Math.max(1, windowOf(start, column, height).length - 1);
	const steps = {down: 1, up: -1, 'page-down': page, 'page-up': -page, first: -rows.length};
	const wanted = here + steps[motion];
	if (wasFollowing && wanted >= rows.length) return {journal};
	return {journal: withCursor(start, column, box, Math.max(0, Math.min(wanted, rows.length - 1)))};
}

function withCursor(journal: Journal, column: Column, box: Box, place: number): Journal {
	const rows = rowsOf(journal, column);
	const row = rows[place];
	if (row === undefined) return journal;
	const look = lookOf(journal, column.id);
	const next = withLook(journal, column.id, {...look, follow: false, cursor: positionOf(row)});
	const top = rows[topPlace(next, column, entryRows(next, box))];
	return withLook(next, column.id, {...lookOf(next, column.id), ...(top && {top: positionOf(top)})});
}

function found(
	journal: Journal,
	column: Column,
	box: Box,
	step: 1 | -1,
	wanted: (row: JournalRow) => boolean,
	what: string,
): Acted {
	const rows = rowsOf(journal, column);
	// From the end, the one before is the last there is.
	const from = cursorPlace(journal, column) ?? (step === 1 ? rows.length - 1 : rows.length);
	for (let place = from + step; place >= 0 && place < rows.length; place += step) {
		const row = rows[place] as JournalRow;
		if (row.mark === undefined && wanted(row)) {
			const start = held(journal, column, box);
			return {journal: withCursor(start, column, box, place)};
		}
	}
	return {journal, say: `no ${what} further ${step === 1 ? 'down' : 'up'}`};
}

function sinceFirst(journal: Journal, since: 'boot' | 'restart'): Acted {
	const isMerged = journal.layout === 'merged';
	const unit = rowUnderCursor(journal)?.unit ?? journal.panes[journal.focus]?.unit;
	const said = isMerged && since === 'boot' ? undefined : unit;
	const where = since === 'boot' ? 'since boot' : `since ${unit} was started last`;
	return {
		journal,
		request: {ask: 'first-error', unit: said, since},
		say: `looking for the first error ${where}${said === undefined || since === 'restart' ? '' : ` of ${said}`}…`,
	};
}

function withLook(journal: Journal, column: string, look: Look): Journal {
	return {...journal, looks: {...journal.looks, [column]: look}};
}

function positionOf({unit, number, atMs}: JournalRow): Position {
	return {unit, number, ...(atMs !== undefined && {atMs})};
}
