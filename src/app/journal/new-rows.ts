import {annotate} from '../../explain/annotate.ts';
import type {Matcher} from '../../explain/match.ts';
import type {NewRow} from './journal.ts';

/** Lines of `journalctl -o json` of one unit, understood; what is no entry is left out. */
export function newRows(unit: string, lines: readonly string[], matcher: Matcher): readonly NewRow[] {
	return lines.flatMap(line => {
		const entry = annotate(line, matcher);
		if (entry === undefined) return [];
		const {atMs, level, message, text, shape, known} = entry;
		const time = atMs === undefined ? {} : {atMs};
		return [{unit, level, message, text, shape, ...time, ...(known === undefined ? {} : {known})}];
	});
}
