import {cutTo, fitTo, longestCluster} from '../app/fit.ts';
import {patternOf, spansOf} from '../app/log-spans.ts';
import type {ShownRow} from '../app/pane-view.ts';
import type {TextScreen} from '../app/screen.ts';
import type {Theme} from './theme.ts';

/** One row of a log: the time quiet, words of alarm in their colours, what was looked for marked; the found line whole. */
export function logLine(row: ShownRow, screen: TextScreen, width: number, theme: Theme): string {
	const {line, whole, from} = row;
	const cut = cutTo(row.text, width);
	if (screen.found === line.number) return theme.mark(fitTo(cut, width));
	if (line.mark !== undefined) return theme.paint(line.tone, cut);
	const end = cut.endsWith('…') && !row.text.startsWith(cut) ? cut.length - 1 : cut.length;
	const seen = whole.slice(0, from + end + longestCluster * width);
	const spans = spansOf(seen, {
		timeLength: whole.length - line.text.length,
		tone: line.isContext ? 'quiet' : line.tone,
		pattern: patternOf(screen.filter),
	});
	let painted = '';
	let at = from;
	for (const span of spans) {
		if (span.end <= at) continue;
		const text = whole.slice(at, Math.min(span.end, from + end));
		painted += span.isMatch ? theme.mark(text) : theme.paint(span.tone, text);
		at = span.end;
		if (at >= from + end) break;
	}
	return painted + cut.slice(end);
}
