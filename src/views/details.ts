import type {SeenLine} from '../app/details/lines.ts';
import type {DetailsScreen} from '../app/details/screen.ts';
import {detailsView} from '../app/details/view.ts';
import {cutTo, fitTo} from '../app/fit.ts';
import {errorFor, errorLines} from '../app/short-error.ts';
import type {State} from '../app/state.ts';
import {plainText} from '../model/text.ts';
import type {Theme} from './theme.ts';

/** Everything that is known of one thing, under the command that says it; `▸` where lines are folded away. */
export function detailsLines(state: State, screen: DetailsScreen, theme: Theme): readonly string[] {
	const {columns} = state.size;
	const {details, seen, found, cursor, top, height} = detailsView(state, screen);
	const command =
		details.command === undefined ? [] : [theme.paint('quiet', cutTo(plainText(`$ ${details.command}`), columns))];
	const error = details.error === undefined ? undefined : plainText(details.error);
	if (seen.length === 0)
		return [
			...command,
			...(error === undefined
				? [theme.paint('quiet', 'asking…')]
				: errorLines(error, columns, height).map(line => theme.paint('bad', line))),
		];
	// The command stands above: what it said counts.
	const said = error?.replace(/^.*?: (?=exit \d+: )/s, '');
	const failure = said === undefined ? [] : [theme.paint('bad', cutTo(errorFor(columns, said), columns))];
	const marked = new Set(found);
	const lines = seen.slice(top, top + height).map((line, offset) => {
		const text = shown(line).slice(screen.left);
		if (top + offset === cursor) return theme.mark(fitTo(text, columns));
		if (marked.has(line.number)) return theme.paint('warn', cutTo(text, columns));
		const cut = cutTo(text, columns);
		const head = Math.max(0, Math.min(line.head - screen.left, cut.length));
		return theme.paint('accent', cut.slice(0, head)) + theme.paint(line.folded ? 'quiet' : 'plain', cut.slice(head));
	});
	return [...command, ...lines, ...failure];
}

function shown({text, folded, end, number}: SeenLine): string {
	return folded ? `${text} ▸ ${end - number} ${end - number === 1 ? 'line' : 'lines'}` : text;
}
