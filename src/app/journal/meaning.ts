import {plainText} from '../../model/text.ts';
import {fixText} from '../checks-view.ts';
import {type PaintedLine, wrapped} from '../painted.ts';
import {type Journal, type JournalRow, lookOf, merged} from './journal.ts';
import {placeOf, rowsOf} from './rows.ts';

/** What the entry under the cursor means, in lines of this width; none while that is not asked for. */
export function meaningLines(journal: Journal, width: number): readonly PaintedLine[] {
	const row = journal.opened ? rowUnderCursor(journal) : undefined;
	return row === undefined ? [] : meaningOf(row, width);
}

/** The row that keys are about: under the cursor, or the newest. */
export function rowUnderCursor(journal: Journal): JournalRow | undefined {
	const pane = journal.panes[journal.focus];
	if (pane === undefined) return undefined;
	const isMerged = journal.layout === 'merged';
	const rows = rowsOf(journal, {panes: isMerged ? journal.panes : [pane]});
	const {follow, cursor} = lookOf(journal, isMerged ? merged : pane.unit);
	return follow || cursor === undefined ? rows.at(-1) : rows[placeOf(rows, cursor)];
}

export function meaningOf(row: JournalRow, width: number): readonly PaintedLine[] {
	const {known, count, unit, text} = row;
	const often = count === 1 ? '' : `, ${count} times until ${timeOf(row.lastMs)}`;
	const said = [
		...wrapped(`${unit} at ${timeOf(row.atMs)}${often}:`, 'quiet', width),
		...wrapped(text, 'plain', width),
	];
	if (row.mark) return said;
	if (known === undefined) return [...wrapped('nothing is known here of this line', 'quiet', width), ...said];
	const {title, noise, severity, cause, fix, source, versions} = known;
	const tone = noise ? 'quiet' : severity === 'fatal' ? 'bad' : severity === 'warning' ? 'warn' : 'plain';
	return [
		...wrapped(noise ? `${title} (a healthy node says this too)` : title, tone, width),
		...wrapped(`why: ${cause}`, 'plain', width),
		...fix.flatMap(one => wrapped(`fix: ${fixText(one)}`, 'good', width)),
		...(versions === undefined ? [] : wrapped(`in: ${versions}`, 'quiet', width)),
		...said,
		...source.flatMap(one => wrapped(`source: ${one}`, 'quiet', width)),
	];
}

/** Everything that is worth taking along, the fix first. */
export function copyablesOf(journal: Journal): ReadonlyArray<{readonly what: string; readonly text: string}> {
	const row = rowUnderCursor(journal);
	if (row === undefined) return [];
	const commands = row.known?.fix.flatMap(one => (one.argv === undefined ? [] : [fixText({...one, text: ''})])) ?? [];
	return [
		{what: 'the line', text: row.text},
		...(commands.length === 0
			? []
			: [{what: 'the commands of the fix', text: commands.join('\n').replaceAll(/^: /gm, '')}]),
		...(row.known === undefined ? [] : [{what: 'what it means', text: meaningOf(row, 10_000).map(toText).join('\n')}]),
	];
}

const toText = (line: PaintedLine) => plainText(line.map(({text}) => text).join(''));

/** `10:25:44`, in UTC as everywhere here. */
export function timeOf(atMs: number | undefined): string {
	return atMs === undefined ? '--:--:--' : new Date(atMs).toISOString().slice(11, 19);
}
