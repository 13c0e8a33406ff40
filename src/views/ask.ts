import {namesOf} from '../app/acting/target.ts';
import {actionNamed} from '../app/actions/index.ts';
import {cutTo, wrapWords} from '../app/fit.ts';
import type {Overlay} from '../app/overlay.ts';
import type {State} from '../app/state.ts';
import {plainText} from '../model/text.ts';
import {cursorLine} from './input-line.ts';
import type {Theme} from './theme.ts';

/** One question of an action: what was answered so far, the line being typed, what can be chosen. */
export function askLines(state: State, asking: Extract<Overlay, {kind: 'ask'}>, theme: Theme): readonly string[] {
	const {columns} = state.size;
	const {action, targets, answers, text, cursor, wrong} = asking;
	const {label, questions = []} = actionNamed(action);
	const question = questions[asking.question];
	const choices = question?.choices?.(targets) ?? [];
	const before = questions.flatMap(({id, label: asked}) =>
		answers[id] === undefined ? [] : [`${asked}: ${answers[id]}`],
	);
	const capital = label.charAt(0).toUpperCase() + label.slice(1);
	return [
		'',
		theme.bold(cutTo(plainText(`${capital}: ${namesOf(targets)}`), columns)),
		...before.map(line => theme.paint('quiet', cutTo(plainText(line), columns))),
		'',
		...wrapWords(question?.label ?? '', columns),
		cursorLine('> ', text, cursor, columns, theme),
		...(wrong === undefined ? [] : [theme.paint('bad', cutTo(plainText(wrong), columns))]),
		...(choices.length === 0 ? [] : ['', theme.paint('quiet', 'up and down choose:')]),
		...choices.map(choice => {
			const line = cutTo(`  ${plainText(choice)}`, columns);
			return choice === text ? theme.paint('accent', line) : theme.paint('quiet', line);
		}),
	];
}
