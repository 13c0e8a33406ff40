import {plainText} from '../model/text.ts';
import {wrapWords} from './fit.ts';
import {bodyRows} from './layout.ts';
import type {Overlay} from './overlay.ts';
import type {State} from './state.ts';

type Confirm = Extract<Overlay, {kind: 'confirm'}>;

export type ConfirmLayout = {
	/** No empty rows between its parts. */
	readonly tight: boolean;
	/** The question, wrapped. */
	readonly title: readonly string[];
	/** Commands and what they touch, wrapped; the commands alone where `below` has the rest. */
	readonly lines: readonly string[];
	/** What they touch, where the commands are too long to be shown with it: these stay while the commands are scrolled. */
	readonly below: readonly string[];
	/** Rows for them: the question and its keys are always on the screen. */
	readonly height: number;
	readonly top: number;
};

/** Rows around the lines: one above the question, one below it, one above the keys, the keys; where few rows are left, the keys alone. */
const around = {roomy: 4, tight: 1};
const tightBelow = 12;

export function confirmLayout(state: State, {title, lines, touches = [], top = 0}: Confirm): ConfirmLayout {
	const width = state.size.columns - 2;
	const wrap = (texts: readonly string[]) => texts.flatMap(text => wrapWords(plainText(text), width));
	const question = wrapWords(plainText(title), width).slice(0, 2);
	const tight = bodyRows(state) < tightBelow;
	const room = Math.max(1, bodyRows(state) - around[tight ? 'tight' : 'roomy'] - question.length);
	const commands = wrap(lines);
	const touched = touches.length > 0 ? ['', ...wrap(touches)] : [];
	const isPinned = commands.length + touched.length > room && touched.length <= room / 2;
	const shown = isPinned ? commands : [...commands, ...touched];
	const height = isPinned ? room - touched.length : room;
	return {
		tight,
		title: question,
		lines: shown,
		below: isPinned ? touched : [],
		height,
		top: Math.max(0, Math.min(top, shown.length - height)),
	};
}
