import {candidatesFor, ghostOf} from '../app/completion.ts';
import {cutTo, fitTo, widthOf, wrapWords} from '../app/fit.ts';
import {type Binding, footerOf, placeOf} from '../app/keymap.ts';
import {usefulKeys} from '../app/keys.ts';
import type {Overlay} from '../app/overlay.ts';
import {errorFor} from '../app/short-error.ts';
import {type State, topScreen} from '../app/state.ts';
import {rememberLast} from '../model/remember-last.ts';
import {plainText} from '../model/text.ts';
import {cursorLine} from './input-line.ts';
import type {Theme} from './theme.ts';

/** Rows that a long sentence may cover at the bottom. */
const longest = 3;

/** The bottom of the screen: a sentence that is too long for its line takes rows of the body as long as it stands there. */
export function footerLines(state: State, theme: Theme): readonly string[] {
	const {overlay, notice, planning, size} = state;
	if (overlay || planning || !notice) return [footerLine(state, theme)];
	const text = errorFor(size.columns, plainText(notice.text));
	const all = wrapWords(text, size.columns);
	const rows =
		all.length <= longest ? all : [...all.slice(0, longest - 1), cutTo(all.slice(longest - 1).join(' '), size.columns)];
	return rows.map(row => theme.paint(notice.tone, fitTo(row, size.columns)));
}

/** The line at the bottom: what is being typed, else what there is to say, else the keys. */
function footerLine(state: State, theme: Theme): string {
	const {overlay, size} = state;
	if (overlay?.kind === 'prompt') {
		const sign = overlay.purpose === 'command' ? ':' : '/';
		const {purpose, text, cursor} = overlay;
		const ghost = cursor >= [...text].length ? plainText(ghostOf(state, purpose, text)) : '';
		const typed = cursorLine(sign, text, cursor, size.columns, theme, ghost);
		const words = candidatesFor(state, text).map(({word}) => plainText(word));
		const hint = purpose === 'command' ? words.join(' ') : 'enter keeps it, esc drops it';
		const room = size.columns - widthOf(sign + plainText(text) + ghost) - 4;
		return room < 10 ? typed : `${typed}  ${theme.paint('quiet', cutTo(hint, room))}`;
	}
	const hint = overlay && hintOf(overlay);
	if (hint !== undefined) return theme.paint('quiet', cutTo(hint, size.columns));
	if (state.planning) return theme.paint('quiet', fitTo(`${state.planning.title}: looking…`, size.columns));
	return keysFor(placeOf(topScreen(state)), usefulKeys(state), state.readOnly, size.columns, theme);
}

const keysFor = rememberLast(
	(
		place: ReturnType<typeof placeOf>,
		table: ReturnType<typeof usefulKeys>,
		readOnly: boolean,
		columns: number,
		theme: Theme,
	) =>
		keysLine(
			footerOf(place, table).filter(({changes}) => !(changes && readOnly)),
			columns,
			theme,
		),
);

/** What keys do while something covers the screen. */
function hintOf(overlay: Overlay): string | undefined {
	switch (overlay.kind) {
		case 'confirm':
			return overlay.leads?.do === 'quit' ? 'y quits' : 'nothing is run before y';
		case 'pledge':
			return 'enter after yes begins, esc leaves; nothing is changed before';
		case 'menu':
			return 'a key or enter chooses, esc leaves; changes are shown before they are made';
		case 'ask':
			return 'enter goes on, esc leaves, ctrl-u clears the line; nothing is run yet';
		default:
			return undefined;
	}
}

/** As many as there is room for; the way to all of them always has room. */
function keysLine(bindings: readonly Binding[], width: number, theme: Theme): string {
	const help = bindings.find(({does}) => does === 'help');
	// No gap stands behind the last.
	let left = width + gap.length - (help ? roomFor(help) : 0);
	const shown: Binding[] = [];
	for (const binding of bindings) {
		if (binding === help) shown.push(binding);
		else if (roomFor(binding) > left) left = 0;
		else {
			left -= roomFor(binding);
			shown.push(binding);
		}
	}
	return shown.map(({keys, short}) => `${theme.mark(keys[0] ?? '')} ${short}`).join(gap);
}

const gap = '  ';

function roomFor({keys, short}: Binding): number {
	return widthOf(keys[0] ?? '') + widthOf(short) + 1 + gap.length;
}
