import {checkLines} from '../app/checks-view.ts';
import {cutTo, fitTo} from '../app/fit.ts';
import {bodyRows} from '../app/layout.ts';
import type {ChecksScreen} from '../app/screen.ts';
import type {State} from '../app/state.ts';
import {plainText} from '../model/text.ts';
import type {Theme} from './theme.ts';

const labels = 9;

/** The check-up: a line for each check, graver first; under one that is opened what was seen and what to type. */
export function checksLines(state: State, screen: ChecksScreen, theme: Theme): readonly string[] {
	const {columns} = state.size;
	const head = theme.paint(toneOfHead(state), fitTo(headText(state), columns));
	const lines = checkLines(state, screen);
	const height = Math.max(1, bodyRows(state) - 1);
	const top = Math.max(0, Math.min(screen.index - Math.floor(height / 2), lines.length - height));
	const shown = lines.slice(top, top + height).map(({label, text, tone, head: isHead}, offset) => {
		const name = fitTo(isHead ? label.toUpperCase() : `  ${label}`, labels);
		if (top + offset === screen.index) return theme.mark(fitTo(name + text, columns));
		return theme.paint(tone, name) + theme.paint(isHead ? 'plain' : tone, cutTo(text, columns - labels));
	});
	return [head, ...shown];
}

function headText({checks}: State): string {
	const {checkUp, loading = true, error} = checks ?? {};
	if (error !== undefined) return cutTo(`the node could not be looked at: ${plainText(error)}`, 400);
	if (checkUp === undefined) return 'looking at the node…';
	const count = (wanted: string) => checkUp.checks.filter(({verdict}) => verdict === wanted).length;
	const counted = (wanted: string, word: string) => `${count(wanted)} ${word}${count(wanted) === 1 ? '' : 's'}`;
	const told = `${count('fatal')} fatal, ${counted('warning', 'warning')}, ${counted('info', 'note')}, ${count('ok')} ok, ${count('skipped')} not seen`;
	return `${told}${loading ? '   looking again…' : ''}`;
}

function toneOfHead({checks}: State): 'bad' | 'warn' | 'good' | 'quiet' {
	if (checks?.error !== undefined) return 'bad';
	const verdict = checks?.checkUp?.verdict;
	if (verdict === undefined) return 'quiet';
	return verdict === 'fatal' ? 'bad' : verdict === 'warning' ? 'warn' : 'good';
}
