import {commandText} from '../../migrate/apply.ts';
import {isForRootAlone, shownDiff} from '../../migrate/shown-write.ts';
import type {Change, PlannedStep} from '../../migrate/step.ts';
import type {Tone} from '../tone.ts';
import {type FoldLine, folded, type Part} from './fold.ts';
import type {MigrationState} from './state.ts';

const tones: Readonly<Record<PlannedStep['state'], Tone>> = {done: 'good', todo: 'accent', blocked: 'bad'};

/** Every step in its order; under what is unfolded why, its commands and differences, and the way back. */
export function planLines({looked}: MigrationState, opened: readonly string[], columns: number): readonly FoldLine[] {
	return (looked?.plan.steps ?? []).flatMap((step, index) => {
		const {id, title, state, seconds, stops} = step;
		const more = state === 'done' ? '' : [secondsText(seconds), stops && `stops ${stops}`].filter(Boolean).join('; ');
		const text = `${String(index + 1).padStart(2)} ${title}${more === '' ? '' : ` (${more})`}`;
		return folded({id, label: state, text, tone: tones[state]}, opened.includes(id), () => partsOf(step), columns);
	});
}

export function secondsText(seconds: number): string {
	return seconds === 0 ? '' : `about ${seconds} s`;
}

function partsOf({id, why, source, because, state, stops, changes, irreversible}: PlannedStep): readonly Part[] {
	const undone = changes.flatMap(backOf);
	return [
		{label: 'step', text: id, tone: 'quiet'},
		{label: 'why', text: why, tone: 'plain'},
		{label: 'source', text: source, tone: 'quiet'},
		...(because === undefined ? [] : [{label: 'blocked', text: because, tone: 'bad' as const}]),
		...(stops === undefined ? [] : [{label: 'stops', text: stops, tone: 'warn' as const}]),
		...changes.flatMap(changeParts),
		...undone.map((text): Part => ({label: 'undo', text, tone: 'quiet'})),
		...irreversible.map((text): Part => ({label: 'no undo', text, tone: 'warn'})),
		...(state === 'todo' && changes.length === 0
			? [{label: '', text: 'changes nothing by itself: it waits until it is so', tone: 'quiet' as const}]
			: []),
	];
}

function changeParts(change: Change): readonly Part[] {
	if (change.kind === 'run') return [{label: '$', text: commandText(change.argv, change.into), tone: 'accent'}];
	const {path, before, after, reload} = change;
	const told: readonly Part[] = reload === undefined ? [] : [{label: '$', text: commandText(reload), tone: 'accent'}];
	if (isForRootAlone(change)) return [{label: 'write', text: `${path} (for root alone)`, tone: 'accent'}, ...told];
	const what = after === undefined ? 'remove' : 'write';
	const diff = shownDiff(change).trimEnd().split('\n');
	// The two lines with the names of the file say nothing that its own line does not.
	const lines = diff.filter((line, index) => index > 1 || !/^(---|\+\+\+) /.test(line));
	return [
		{label: what, text: before === undefined ? `${path} (new)` : path, tone: 'accent'},
		...lines.map((text): Part => ({label: '', text, tone: diffTone(text), whole: true})),
		...told,
	];
}

function diffTone(line: string): Tone {
	if (line.startsWith('@@')) return 'title';
	return line.startsWith('+') ? 'good' : line.startsWith('-') ? 'bad' : 'plain';
}

function backOf(change: Change): readonly string[] {
	if (change.kind === 'write')
		return [`${change.path} as it was${change.before === undefined ? ': away with it' : ''}`];
	return 'irreversible' in change.undo ? [] : change.undo.map(argv => commandText(argv));
}
