import type {Answers, Plan} from '../acting/row-action.ts';
import {namesOf, type Target, targetsOf} from '../acting/target.ts';
import {type Action, type Step, stay, withEffects} from '../action.ts';
import {actionNamed, actionsFor, whyItem, whyNot} from '../actions/index.ts';
import {targetsOf as chosenRows, withoutMarks} from '../marks.ts';
import type {Overlay} from '../overlay.ts';
import type {State} from '../state.ts';
import {editLine, insertText, type Typed} from '../text-input.ts';
import {openText} from './navigate.ts';
import {openWhy} from './why.ts';

type Menu = Extract<Overlay, {kind: 'menu'}>;
type Asking = Extract<Overlay, {kind: 'ask'}>;

/** What can be done to the rows, to choose from. */
export function openMenu(state: State): Step {
	const refusal = refusalOf(state);
	if (refusal !== undefined) return note(state, refusal);
	const targets = targetsOf(state);
	const offered = actionsFor(targets);
	if (offered.length === 0)
		return note(state, chosenRows(state) === undefined ? 'there is no row here' : 'nothing can be done to such a row');
	const index = Math.max(
		0,
		offered.findIndex(({because}) => because === undefined),
	);
	return stay({...state, overlay: {kind: 'menu', targets, index}});
}

export function menuKey(state: State, menu: Menu, key: string): Step {
	const offered = actionsFor(menu.targets);
	const closed = {...state, overlay: undefined};
	if (key === 'esc' || key === 'q') return stay(closed);
	const step = {up: -1, down: 1}[key];
	if (step !== undefined) {
		const index = Math.max(0, Math.min(menu.index + step, offered.length - 1));
		return stay({...state, overlay: {...menu, index}});
	}
	const chosen = key === 'enter' ? offered[menu.index] : offered.find(({action}) => action.key === key);
	if (chosen === undefined) return stay(state);
	if (chosen.because !== undefined) return note(state, `${chosen.action.label}: ${chosen.because}`);
	const [target] = menu.targets;
	if (chosen.action.id === whyItem.id && target !== undefined) return openWhy(closed, target);
	return startAction(closed, chosen.action.id, menu.targets);
}

/** Ask what must be known, then plan it. Every action begins here, whatever key led to it. */
export function startAction(state: State, id: string, targets: readonly Target[]): Step {
	const refusal = refusalOf(state);
	if (refusal !== undefined) return note(state, refusal);
	const because = whyNot(actionNamed(id), targets);
	if (because !== true) return note(state, because ?? `${actionNamed(id).label}: not for such a row`);
	return askFrom(state, {action: id, targets, answers: {}, question: 0});
}

type Asked = Pick<Asking, 'action' | 'targets' | 'answers' | 'question'>;

function askFrom(state: State, asked: Asked): Step {
	const {questions = []} = actionNamed(asked.action);
	const {targets} = asked;
	const question = questions.findIndex((one, index) => index >= asked.question && !one.skip?.(targets));
	const next = questions[question];
	if (next === undefined) return planIt(state, asked);
	const text = next.initial(targets);
	return stay({...state, overlay: {kind: 'ask', ...asked, question, text, cursor: [...text].length, proposed: true}});
}

export function askKey(state: State, asking: Asking, key: string): Step {
	const question = actionNamed(asking.action).questions?.[asking.question];
	if (question === undefined) return stay({...state, overlay: undefined});
	if (key === 'esc') return note({...state, overlay: undefined}, 'nothing was run');
	if (key === 'enter') {
		const text = asking.text.trim();
		const wrong = text === '' ? 'an answer is needed; esc leaves' : question.wrong?.(text);
		if (wrong !== undefined) return stay({...state, overlay: {...asking, wrong}});
		const answers: Answers = {...asking.answers, [question.id]: text};
		return askFrom({...state, overlay: undefined}, {...asking, answers, question: asking.question + 1});
	}
	const choices = question.choices?.(asking.targets) ?? [];
	if ((key === 'up' || key === 'down') && choices.length > 0) {
		const at = choices.indexOf(asking.text);
		const text = choices[(at + (key === 'down' ? 1 : -1) + choices.length) % choices.length] ?? asking.text;
		return typed(state, asking, {text, cursor: [...text].length});
	}
	const edited = editLine([...key].length === 1 ? lineFor(asking, key) : asking, key);
	return edited ? typed(state, asking, edited) : stay(state);
}

/** Pasted into the line of a question. */
export function askPaste(state: State, asking: Asking, text: string): Step {
	return typed(state, asking, insertText(lineFor(asking, text), text));
}

/**
 * What was proposed gives way to what is typed instead, as an address does in a browser; a folder is where a name goes on,
 * unless that begins at the root itself.
 */
function lineFor({text, cursor, proposed}: Asking, added: string): Typed {
	const goesOn = proposed !== true || (text.endsWith('/') && !added.startsWith('/'));
	return goesOn ? {text, cursor} : {text: '', cursor: 0};
}

function typed(state: State, {proposed: _proposed, ...asking}: Asking, {text, cursor}: Typed): Step {
	return stay({...state, overlay: {...asking, text, cursor, wrong: undefined}});
}

function planIt(state: State, {action, targets, answers}: Asked): Step {
	const id = state.nextId;
	const title = `${actionNamed(action).label} ${namesOf(targets)}`;
	return withEffects({...state, nextId: id + 1, planning: {id, title}}, {type: 'plan', id, action, targets, answers});
}

/** A plan that nobody waits for any more is dropped. What changes the node is shown to the letter, and asks. */
export function planned(state: State, {id, plan}: Extract<Action, {type: 'planned'}>): Step {
	if (state.planning?.id !== id || state.overlay !== undefined) return stay(dropped(state));
	const next = {...state, planning: undefined};
	const refusal = refusalOf(next);
	if (refusal !== undefined) return note(next, refusal);
	if (!plan.asks) return act(next, plan);
	const prepared = plan.groups.flat();
	const ends = prepared.some(({effect}) => effect === 'destroy') ? 'This cannot be undone. ' : '';
	return stay({
		...next,
		overlay: {
			kind: 'confirm',
			title: `${ends}${capital(plan.title)}?`,
			lines: prepared.map(({text}) => text),
			touches: [...new Set(plan.radius)],
			prepared,
			leads: {do: 'act', plan},
		},
	});
}

/** A question that never came would look as if it had been done. */
function dropped(state: State): State {
	if (state.planning !== undefined || state.overlay !== undefined || state.notice !== undefined) return state;
	return {...state, notice: {text: 'another key was pressed before the question came: nothing was run', tone: 'warn'}};
}

export function notPlanned(state: State, {id, error}: Extract<Action, {type: 'not-planned'}>): Step {
	if (state.planning?.id !== id) return stay(state);
	return note({...state, planning: undefined}, error);
}

/** Yes was said, or there is nothing to ask about. */
export function act(marked: State, plan: Plan): Step {
	const state = withoutMarks(marked);
	const commands = plan.groups.flat();
	if (commands.some(({manner}) => manner === 'attach')) return withEffects(state, {type: 'attach', prepared: commands});
	const id = state.nextId;
	const opened = openText({...state, nextId: id + 1}, plan.title, {of: 'job', job: id});
	return {...opened, effects: [{type: 'start-job', id, plan}, ...opened.effects]};
}

function refusalOf({demo, readOnly}: State): string | undefined {
	if (demo !== undefined) return 'demo: nothing is run, for there is no node behind this screen';
	return readOnly ? 'read-only mode: nothing that changes the node is run' : undefined;
}

function note(state: State, text: string): Step {
	return stay({...state, notice: {text, tone: 'warn'}});
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
