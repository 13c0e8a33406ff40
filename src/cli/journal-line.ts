import type {JournalEntry} from '../explain/annotate.ts';
import {plainText} from '../model/text.ts';

/** An entry as data/schema/journal.json says. */
export function journalJson({atMs, unit, level, text, known}: JournalEntry): object {
	return {
		...(atMs === undefined ? {} : {at: new Date(atMs).toISOString()}),
		unit,
		level,
		text,
		...(known && {
			known: {
				id: known.id,
				title: known.title,
				severity: known.noise ? 'info' : known.severity,
				cause: known.cause,
				fix: known.fix,
			},
		}),
	};
}

/** For a person: time, unit, level, what was said, and what is known of it. */
export function journalText({atMs, unit, level, text, known}: JournalEntry): string {
	const time = atMs === undefined ? '' : `${new Date(atMs).toISOString().slice(0, 19)}Z `;
	const line = plainText(`${time}${unit.padEnd(10)} ${level.padEnd(7)} ${text}`);
	return known === undefined ? line : `${line}\n${' '.repeat(time.length)}← ${plainText(known.title)}`;
}
