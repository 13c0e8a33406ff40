import {isAlarm} from '../../explain/annotate.ts';
import {plainText} from '../../model/text.ts';
import type {Tone} from '../tone.ts';
import {type Journal, lookOf} from './journal.ts';
import type {Column} from './rows.ts';

/** The line over a pane: unit, errors among what is kept, how many things are known of it, and whether it is the end that one sees. */
export function headOf(journal: Journal, {panes, id}: Column): {readonly text: string; readonly tone: Tone} {
	const rows = panes.flatMap(pane => pane.rows);
	const alarms = rows.reduce((sum, row) => (isAlarm(row) ? sum + row.count : sum), 0);
	const known = new Set(rows.flatMap(row => (row.known && !row.known.noise ? [row.known.id] : []))).size;
	const parts = [
		alarms > 0 && `${alarms} ${alarms === 1 ? 'error' : 'errors'}`,
		known > 0 && `${known} known`,
		standing(journal, panes, id),
		rows.length > 0 && panes.find(({error}) => error !== undefined)?.error,
	];
	const text = plainText(` ${nameOf(journal, panes)}  ${parts.filter(Boolean).join('  ')}`);
	return {text, tone: alarms > 0 ? 'bad' : 'title'};
}

function nameOf({panes: all}: Journal, panes: Column['panes']): string {
	const [first] = panes;
	if (first === undefined || panes.length > 1) return panes.map(({unit}) => unit).join(' + ');
	return all.length === 1 ? first.unit : `${first.unit} ${all.indexOf(first) + 1}/${all.length}`;
}

function standing(journal: Journal, panes: Column['panes'], id: string): string {
	const from = panes.find(pane => pane.from !== undefined)?.from;
	if (from !== undefined) return from;
	if (panes.every(({status}) => status === 'ended')) return 'ended';
	return lookOf(journal, id).follow ? 'follow' : 'paused';
}

/** What a pane without lines says instead. */
export function nothingIn({filter}: Journal, {panes}: Column): readonly [string, Tone] {
	const error = panes.find(pane => pane.error !== undefined)?.error;
	if (error !== undefined) return [plainText(error), 'bad'];
	if (panes.some(({rows}) => rows.length > 0)) return [plainText(`nothing matches /${filter}`), 'quiet'];
	if (panes.every(({status}) => status === 'loading')) return ['asking…', 'quiet'];
	return [panes.every(({status}) => status === 'ended') ? 'nothing' : 'nothing yet', 'quiet'];
}
