import {cutTo, fitTo} from '../app/fit.ts';
import {outputRows, outputStart} from '../app/migration/output-lines.ts';
import {lineAt, pageLines} from '../app/migration/page-lines.ts';
import type {MigratePane, MigrateScreen} from '../app/migration/screen.ts';
import type {Walk} from '../app/migration/state.ts';
import {stepsLines} from '../app/migration/steps-lines.ts';
import {type Placed, panesOf, walkLayout} from '../app/migration/walk-layout.ts';
import type {State} from '../app/state.ts';
import {journalLines} from './journal.ts';
import {foldRows} from './migrate.ts';
import {paintLine} from './paint.ts';
import type {Theme} from './theme.ts';

/** The steps on the left, what they say and the journals on the right; or one of them where there is no room. */
export function walkBody(state: State, screen: MigrateScreen, theme: Theme): readonly string[] {
	const layout = walkLayout(state, screen);
	const draw = (placed: Placed) => paneLines(state, screen, placed, theme);
	if (layout.kind === 'one') return draw(layout.shown);
	const left = draw(layout.left);
	const right = [...draw(layout.upper), ...draw(layout.lower)];
	const bar = theme.paint('quiet', '│');
	const empty = ' '.repeat(layout.left.width);
	return right.map((line, row) => `${left[row] ?? empty}${bar}${line}`);
}

/** A pane with its head, exactly as high and as wide as its box. */
function paneLines(
	state: State,
	screen: MigrateScreen,
	{pane, width, height}: Placed,
	theme: Theme,
): readonly string[] {
	const isAlone = walkLayout(state, screen).kind === 'one';
	const isChosen = screen.pane === pane;
	const head = isAlone ? paneNames(state, pane) : titleOf(state, screen, pane);
	const fitting = fitTo(head, width);
	const body = bodyOf(state, screen, {pane, width, height: height - 1}, theme);
	const filled = Array.from({length: Math.max(0, height - 1)}, (_, row) => body[row] ?? ' '.repeat(width));
	return [isChosen && !isAlone ? theme.mark(fitting) : theme.paint('title', fitting), ...filled];
}

/** Where one pane at a time is shown: which it is, and which others there are. */
function paneNames({migration}: State, shown: MigratePane): string {
	const names = panesOf(migration).map(pane => (pane === shown ? `[${pane}]` : ` ${pane} `));
	return `${names.join(' ')}   p: the next`;
}

function titleOf(state: State, {outputTop}: MigrateScreen, pane: MigratePane): string {
	if (pane === 'steps') return ' steps';
	if (pane === 'result') return ' result';
	if (pane === 'journal') return ' journals';
	return ` output  ${state.migration?.walk === undefined ? '' : outputTop === undefined ? 'follow' : 'paused'}`;
}

function bodyOf(state: State, screen: MigrateScreen, {pane, width, height}: Placed, theme: Theme): readonly string[] {
	const walk = state.migration?.walk;
	const say = (text: string) => [theme.paint('quiet', fitTo(` ${text}`, width))];
	if (pane === 'journal') {
		const journal = state.journals[screen.id];
		return journal ? journalLines(journal, {width, height}, theme) : say('no journals are open');
	}
	if (walk === undefined) return say('nothing is walked yet: a begins, after a question');
	switch (pane) {
		case 'steps':
			return stepsLines(walk, state.nowMs, {width, height}).map(line => paintLine(line, width, theme));
		case 'output':
			return outputLines(walk, screen, {width, height}, theme);
		case 'result':
			return resultRows(state, screen, {pane, width, height}, theme);
	}
}

function outputLines(
	walk: Walk,
	{outputTop}: MigrateScreen,
	{width, height}: Omit<Placed, 'pane'>,
	theme: Theme,
): readonly string[] {
	const rows = outputRows(walk, width);
	const start = outputStart(rows, outputTop, height);
	return rows.slice(start, start + height).map(({text, tone}) => theme.paint(tone, fitTo(cutTo(text, width), width)));
}

function resultRows(state: State, screen: MigrateScreen, {width, height}: Placed, theme: Theme): readonly string[] {
	const lines = pageLines(state, screen, 'walk');
	const top = Math.max(0, Math.min(lineAt({...screen, page: 'walk'}, lines.length), lines.length - height));
	return foldRows(lines.slice(top), undefined, height, width, theme).map(line => line);
}
