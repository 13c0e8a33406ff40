import {plainText} from '../model/text.ts';
import {printCommand} from '../translate/print.ts';
import {rowsOf as entryRows} from './cheat-view.ts';
import {checkLines} from './checks-view.ts';
import type {DetailsScreen} from './details/screen.ts';
import {textOf as detailsText, detailsView} from './details/view.ts';
import type {Journal} from './journal/journal.ts';
import {copyablesOf as journalCopyables} from './journal/meaning.ts';
import {placeOf} from './keymap.ts';
import {textRows} from './layout.ts';
import {listNamed} from './lists/index.ts';
import {everyLine, linesOf, windowOf} from './pane-view.ts';
import {bareId} from './row-shape.ts';
import {selectedRow} from './rows.ts';
import type {ChecksScreen, ListScreen, TextScreen} from './screen.ts';
import {type State, topScreen} from './state.ts';
import {toolOf, translationOf} from './translation.ts';

/** A text that can be copied, and what it is. All of it is harmless. */
export type Copyable = {readonly what: string; readonly text: string};

/** What `c` copies here: the first time the first of these, pressed again the next. */
export function copyablesOf(state: State): readonly Copyable[] {
	const screen = topScreen(state);
	const found = (() => {
		switch (screen.kind) {
			case 'list':
				return ofRow(state, screen);
			case 'text':
				return ofText(state, screen);
			case 'translate':
				return ofAnswer(state, screen.line);
			case 'entry': {
				const row = entryRows(state, screen)[screen.index];
				return row ? [{what: 'the row', text: row.cells.join('  ')}] : [];
			}
			case 'migrate':
				return placeOf(screen) === 'migrate-journal' ? ofJournal(state.journals[screen.id]) : [];
			case 'journal':
				return ofJournal(state.journals[screen.id]);
			case 'details':
				return ofDetails(state, screen);
			case 'checks':
				return ofCheck(state, screen);
			default:
				return [];
		}
	})();
	const harmless = found.map(({what, text}) => ({what, text: text.split('\n').map(plainText).join('\n')}));
	return harmless.filter(({text}, index) => text !== '' && harmless.findIndex(other => other.text === text) === index);
}

function ofJournal(journal: Journal | undefined): readonly Copyable[] {
	return journal ? journalCopyables(journal) : [];
}

function ofRow(state: State, screen: ListScreen): readonly Copyable[] {
	const row = selectedRow(state, screen);
	if (row === undefined) return [];
	const list = listNamed(screen.list);
	const cells = list.columns.map(column => plainText(column.text(row, state.nowMs)));
	return [
		{what: `the ID ${bareId(list, row)}`, text: bareId(list, row)},
		{what: `the name ${list.label(row)}`, text: list.label(row)},
		{what: 'the row', text: cells.join('  ')},
		{what: 'the row as JSON', text: JSON.stringify(list.json(row), null, 2)},
	];
}

function ofText(state: State, screen: TextScreen): readonly Copyable[] {
	const pane = state.panes[screen.id];
	if (!pane) return [];
	const size = {width: state.size.columns, height: textRows(state, pane)};
	const all = everyLine(linesOf(pane, screen));
	const shown = windowOf(pane, screen, size);
	const numbers = new Set(shown.map(({line}) => line.number));
	const visible = all.filter(({number}) => numbers.has(number));
	const texts = (lines: ReadonlyArray<{readonly text: string}>) => lines.map(({text}) => text).join('\n');
	return [
		{
			what: visible.length === 1 ? 'the line on the screen' : `the ${visible.length} lines on the screen`,
			text: texts(visible),
		},
		{what: `all ${all.length} lines`, text: texts(all)},
		...(pane.command === undefined ? [] : [{what: 'the command', text: pane.command}]),
	];
}

/** The command of a fix, or the sentence; of a folded finding all commands of its fix. */
function ofCheck(state: State, screen: ChecksScreen): readonly Copyable[] {
	const line = checkLines(state, screen)[screen.index];
	if (line?.copies === undefined) return [];
	const what = line.label === 'fix' || line.head ? `what to type: ${line.copies.split('\n')[0]}` : 'the line';
	return [
		{what, text: line.copies},
		{what: 'the line on the screen', text: `${line.label} ${line.text}`.trim()},
	];
}

/** What is masked on the screen is masked in what is copied. */
function ofDetails(state: State, screen: DetailsScreen): readonly Copyable[] {
	const {seen, cursor, details} = detailsView(state, screen);
	return [
		{what: 'the line', text: seen[cursor]?.text.trim() ?? ''},
		{what: `all as ${screen.format === 'describe' ? 'text' : screen.format}`, text: detailsText(state, screen)},
		...(details.command === undefined ? [] : [{what: 'the command', text: details.command}]),
	];
}

/** The commands of the answer, ready to be pasted; then the docker line. */
function ofAnswer(state: State, line: string): readonly Copyable[] {
	const typed = {what: 'the line', text: line};
	if (!state.tables || toolOf(line) !== undefined) return [typed];
	const answer = translationOf(state.tables, line, state.facts);
	if ('error' in answer || answer.commands.length === 0) return [typed];
	const commands = answer.commands.map(printCommand).join('\n');
	return [{what: answer.commands.length === 1 ? 'the command' : 'the commands', text: commands}, typed];
}
