import {cutTo, fitTo, widthOf, wrapWords} from '../fit.ts';
import type {PaintedLine} from '../painted.ts';
import type {Tone} from '../tone.ts';
import {clock} from './clock.ts';
import type {Walk, WalkStep} from './state.ts';

const marks: Readonly<Record<WalkStep['state'], readonly [mark: string, tone: Tone]>> = {
	before: ['✓', 'quiet'],
	waiting: ['·', 'quiet'],
	running: ['▸', 'accent'],
	done: ['✓', 'good'],
	skipped: ['✓', 'quiet'],
	failed: ['✗', 'bad'],
	stuck: ['✗', 'bad'],
};

/** The steps of a walk, a line each: how it stands and how long it took; what is under way is in sight. */
export function stepsLines(
	{steps}: Walk,
	nowMs: number,
	{width, height}: {readonly width: number; readonly height: number},
): readonly PaintedLine[] {
	const lines = steps.flatMap(step => [headOf(step, nowMs, width), ...detailOf(step, width)]);
	const place = lines.findIndex(({isNow}) => isNow);
	const top = Math.max(0, Math.min(place - Math.floor(height / 2), lines.length - height));
	return lines.slice(top, top + height).map(({line}) => line);
}

type StepLine = {readonly line: PaintedLine; readonly isNow: boolean};

function headOf(step: WalkStep, nowMs: number, width: number): StepLine {
	const {title, state, startedAtMs, endedAtMs} = step;
	const [mark, tone] = marks[state];
	const isNow = state === 'running' || state === 'failed' || state === 'stuck';
	const time =
		startedAtMs === undefined
			? state === 'before' || state === 'skipped'
				? 'is so'
				: ''
			: clock((endedAtMs ?? Math.max(nowMs, startedAtMs)) - startedAtMs);
	const room = Math.max(4, width - 3 - widthOf(time));
	return {
		line: [
			{text: `${mark} `, tone},
			{text: fitTo(title, room), tone: isNow ? tone : state === 'done' ? 'plain' : 'quiet'},
			{text: ` ${time}`, tone: 'quiet'},
		],
		isNow,
	};
}

const most = 4;

/** Under what is under way what was said last; under what failed why. */
function detailOf({state, detail}: WalkStep, width: number): readonly StepLine[] {
	const isShown = state === 'running' || state === 'failed' || state === 'stuck';
	if (!isShown || detail === undefined) return [];
	const tone = state === 'running' ? 'quiet' : 'bad';
	const room = Math.max(1, width - 2);
	// What is waited for may be a command to type elsewhere: its end counts.
	const lines = wrapWords(detail, room);
	const shown =
		lines.length <= most ? lines : [...lines.slice(0, most - 1), cutTo(lines.slice(most - 1).join(' '), room)];
	return shown.map(text => ({line: [{text: `  ${text}`, tone}], isNow: false}));
}
