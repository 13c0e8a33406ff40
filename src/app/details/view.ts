import {bodyRows} from '../layout.ts';
import type {State} from '../state.ts';
import {type DetailsText, detailsText, foundIn, type SeenLine, seenLines} from './lines.ts';
import type {Details, DetailsScreen} from './screen.ts';

export type DetailsView = {
	readonly details: Details;
	readonly text: DetailsText;
	/** Lines that are not folded away. */
	readonly seen: readonly SeenLine[];
	/** Numbers of the lines that have what is looked for. */
	readonly found: readonly number[];
	readonly cursor: number;
	readonly top: number;
	readonly height: number;
};

const nothing: Details = {};

/** What a details screen shows now. */
export function detailsView(state: State, screen: DetailsScreen): DetailsView {
	const details = state.details[screen.id] ?? nothing;
	const text = detailsText(screen, details, state.nowMs);
	const seen = seenLines(text, screen.folded);
	const height = Math.max(
		1,
		bodyRows(state) - (details.command === undefined ? 0 : 1) - (details.error === undefined ? 0 : 1),
	);
	const cursor = Math.max(0, Math.min(screen.index, seen.length - 1));
	const top = Math.max(0, Math.min(topFor(cursor, screen.top, height), Math.max(0, seen.length - height)));
	return {details, text, seen, found: foundIn(text, screen.filter), cursor, top, height};
}

function topFor(index: number, top: number, height: number): number {
	if (index < top) return index;
	return index >= top + height ? index - height + 1 : top;
}

/** The whole text as it is shown, for saving and copying: what is masked there, is masked here. */
export function textOf(state: State, screen: DetailsScreen): string {
	return `${detailsView(state, screen)
		.text.lines.map(({text}) => text)
		.join('\n')}\n`;
}
