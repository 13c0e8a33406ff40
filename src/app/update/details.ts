import type {Subject} from '../../runtime/node-runtime.ts';
import {type Action, type Step, stay, withEffects} from '../action.ts';
import type {DetailsFormat, DetailsScreen} from '../details/screen.ts';
import {detailsView, textOf} from '../details/view.ts';
import {type State, topScreen, withTopScreen} from '../state.ts';
import type {Motion} from './move.ts';
import {push} from './navigate.ts';

export type Opening = {
	readonly title: string;
	readonly subject: Subject;
	readonly row: unknown;
	readonly format: DetailsFormat;
};

export function openDetails(state: State, {title, subject, row, format}: Opening): Step {
	const next = push(state, {
		kind: 'details',
		title,
		subject,
		row,
		format,
		index: 0,
		top: 0,
		folded: [],
		filter: '',
		unmasked: !state.settings.maskSecrets,
		left: 0,
	});
	const id = topScreen(next).id;
	return withEffects({...next, details: {...next.details, [id]: {}}}, {type: 'load-details', id, subject});
}

export function detailsLoaded(state: State, {id, details}: Extract<Action, {type: 'details'}>): State {
	return state.details[id] === undefined ? state : {...state, details: {...state.details, [id]: details}};
}

/** The same thing in another form. `y` goes back and forth between YAML and JSON. */
export function showAs(state: State, format: DetailsFormat): Step {
	return onDetails(state, screen => {
		const wanted = format === 'yaml' && screen.format === 'yaml' ? 'json' : format;
		if (wanted === screen.format) return screen;
		return {...screen, format: wanted, index: 0, top: 0, left: 0, folded: []};
	});
}

/** Fold away what stands under the line under the cursor, or unfold it; on a line with nothing under it, what it stands in. */
export function toggleFold(state: State): Step {
	return onDetails(state, screen => {
		const {seen, cursor, text} = detailsView(state, screen);
		const line = seen[cursor];
		if (line === undefined) return screen;
		if (line.folded) return {...screen, index: cursor, folded: screen.folded.filter(number => number !== line.number)};
		const owner =
			line.end > line.number
				? line.number
				: text.lines.findLastIndex(({end}, number) => number < line.number && end >= line.number);
		if (owner < 0) return screen;
		return {...screen, index: seen.findIndex(({number}) => number === owner), folded: [...screen.folded, owner]};
	});
}

/** Everything under the outermost names folded away, or nothing. */
export function foldAll(state: State): Step {
	return onDetails(state, screen => {
		if (screen.folded.length > 0) return {...screen, folded: [], index: 0, top: 0};
		const {lines} = detailsView(state, screen).text;
		const depth = screen.format === 'json' ? 2 : 0;
		const folded = lines.flatMap((line, number) => (line.depth === depth && line.end > number ? [number] : []));
		return {...screen, folded, index: 0, top: 0};
	});
}

export function toggleMask(state: State): Step {
	return onDetails(state, screen => ({...screen, unmasked: !screen.unmasked}));
}

/** The next line that has what is looked for, unfolded where it is folded away; from the end to the beginning. */
export function nextFound(state: State, step: 1 | -1): Step {
	const screen = topScreen(state);
	if (screen.kind !== 'details') return stay(state);
	const {seen, cursor, found} = detailsView(state, screen);
	const here = seen[cursor]?.number ?? 0;
	const after = step === 1 ? found.find(number => number > here) : found.findLast(number => number < here);
	const target = after ?? (step === 1 ? found[0] : found.at(-1));
	if (target === undefined) {
		const text = screen.filter === '' ? '/ searches' : `nothing matches /${screen.filter}`;
		return stay({...state, notice: {text, tone: 'warn'}});
	}
	return stay(withTopScreen(state, goTo(state, screen, target)));
}

function goTo(state: State, screen: DetailsScreen, number: number): DetailsScreen {
	const {lines} = detailsView(state, screen).text;
	const folded = screen.folded.filter(shut => !(shut < number && (lines[shut]?.end ?? 0) >= number));
	const opened = {...screen, folded};
	const index = detailsView(state, opened).seen.findIndex(line => line.number === number);
	return {...opened, index: Math.max(0, index)};
}

/** While it is typed, the cursor goes to the first line that has it. */
export function searchedFor(state: State, screen: DetailsScreen, filter: string): State {
	const next = {...screen, filter};
	const {found, seen, cursor} = detailsView(state, screen);
	const here = seen[cursor]?.number ?? 0;
	const all = filter === '' ? [] : detailsView(state, next).found;
	const target = all.find(number => number >= here) ?? all[0];
	void found;
	return withTopScreen(state, target === undefined ? next : goTo(state, next, target));
}

export function saveDetails(state: State): Step {
	const screen = topScreen(state);
	if (screen.kind !== 'details') return stay(state);
	const ending = screen.format === 'describe' ? 'txt' : screen.format;
	return withEffects(state, {type: 'save', name: `${screen.title}.${ending}`, text: textOf(state, screen)});
}

export function moveInDetails(state: State, screen: DetailsScreen, motion: Motion): DetailsScreen {
	const {seen, cursor, height, top} = detailsView(state, screen);
	if (motion === 'left') return {...screen, left: Math.max(0, screen.left - 8)};
	if (motion === 'right') return {...screen, left: screen.left + 8};
	const steps: Partial<Record<Motion, number>> = {
		down: 1,
		up: -1,
		'page-down': height,
		'page-up': -height,
		first: -seen.length,
		last: seen.length,
	};
	const index = Math.max(0, Math.min(cursor + (steps[motion] ?? 0), seen.length - 1));
	return {...screen, index, top};
}

function onDetails(state: State, change: (screen: DetailsScreen) => DetailsScreen): Step {
	const screen = topScreen(state);
	return stay(screen.kind === 'details' ? withTopScreen(state, change(screen)) : state);
}
