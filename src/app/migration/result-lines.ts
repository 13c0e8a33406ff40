import type {Cause} from '../../migrate/progress.ts';
import {stoppedEarly} from '../../migrate/settle.ts';
import {masked} from '../../model/mask.ts';
import {clock} from './clock.ts';
import {fixText} from './fix-text.ts';
import {type FoldLine, type Part, under} from './fold.ts';
import type {MigrationState, Walk, WalkResult, WalkStep} from './state.ts';

/** How the walk ended, what may be the cause, and what can be done now. */
export function resultLines({walk}: MigrationState, columns: number): readonly FoldLine[] {
	if (walk?.result === undefined) return [];
	const {result} = walk;
	const parts = result.ok
		? doneParts(walk, result)
		: isStopped(result)
			? stoppedParts(walk)
			: failedParts(walk, result);
	const report: readonly Part[] =
		result.report === undefined ? [] : [{label: 'report', text: result.report, tone: 'plain'}];
	return under('result', [...parts, ...report], columns);
}

export function isStopped({because}: WalkResult): boolean {
	return because === stoppedEarly;
}

function doneParts({verb, startedAtMs, steps}: Walk, {endedAtMs, runtime, because}: WalkResult): readonly Part[] {
	const what = {apply: 'done', undo: 'all is back', 'clean-up': 'removed'}[verb];
	const node = runtime === undefined ? '' : `: the node runs ${runtime}`;
	return [
		{label: 'DONE', text: `${what} in ${clock(endedAtMs - startedAtMs)}${node}`, tone: 'good'},
		...(because === undefined ? [] : [{label: 'note', text: because, tone: 'plain' as const}]),
		...steps.flatMap(({title, remark}) =>
			remark === undefined ? [] : [{label: 'note', text: `${title}: ${remark}`, tone: 'warn' as const}],
		),
		{label: 'took', text: longest(steps), tone: 'quiet'},
		...(verb === 'apply' ? [{label: 'u', text: 'takes everything back', tone: 'plain' as const}] : []),
		...(verb === 'apply' && steps.some(({id}) => id === 'stop-docker')
			? [{label: 'C', text: 'removes what is left of docker, and the way back with it', tone: 'plain' as const}]
			: []),
	];
}

/** What took longest, for the next node. */
function longest(steps: readonly WalkStep[]): string {
	const timed = steps.flatMap(({id, startedAtMs, endedAtMs}) =>
		startedAtMs === undefined || endedAtMs === undefined ? [] : [{id, ms: endedAtMs - startedAtMs}],
	);
	const sorted = timed.toSorted((left, right) => right.ms - left.ms).slice(0, 6);
	return sorted.map(({id, ms}) => `${id} ${(ms / 1000).toFixed(1)} s`).join(', ') || 'no time: nothing was left to do';
}

function stoppedParts({verb, steps}: Walk): readonly Part[] {
	const next = steps.find(({state}) => state === 'waiting')?.title;
	return [
		{
			label: 'STOPPED',
			text: `as asked, between two changes${next === undefined ? '' : `; next is: ${next}`}`,
			tone: 'warn',
		},
		...ways(verb),
	];
}

function ways(verb: Walk['verb']): readonly Part[] {
	if (verb === 'clean-up') return [{label: 'C', text: 'goes on with the clean-up', tone: 'plain'}];
	const apply: Part = {
		label: 'a',
		text: verb === 'apply' ? 'goes on: what is done is skipped' : 'goes to containerd again',
		tone: 'plain',
	};
	const undo: Part = {
		label: 'u',
		text: verb === 'undo' ? 'goes on with the undo' : 'takes everything back',
		tone: 'plain',
	};
	return [
		...(verb === 'apply' ? [apply, undo] : [undo, apply]),
		{label: 'q', text: 'leaves; rtconsole migrate comes back here', tone: 'plain'},
	];
}

function failedParts(walk: Walk, {failedStep, because, causes}: WalkResult): readonly Part[] {
	const {verb, steps} = walk;
	const place = steps.findIndex(({id}) => id === failedStep);
	const step = steps[place];
	const where = step === undefined ? '' : `${step.title} [${step.id}], step ${place + 1} of ${steps.length}`;
	const stuck = step?.state === 'stuck';
	return [
		{label: stuck ? 'STUCK' : 'FAILED', text: where || 'the walk could not go on', tone: 'bad'},
		...(because === undefined ? [] : [{label: 'because', text: because, tone: 'bad' as const}]),
		...(stuck
			? []
			: causes.length === 0
				? [
						{
							label: 'cause',
							text: 'nothing that is known here; p shows what was said and the journals',
							tone: 'quiet' as const,
						},
					]
				: causes.flatMap(causeParts)),
		...(stuck
			? [
					{
						label: 'fix',
						text: 'put the file right by hand, then a or u again; what stood there before is in before.tar.gz in /var/lib/rtconsole/migrate, and one that is not in it is taken away',
						tone: 'good' as const,
					},
				]
			: []),
		...ways(verb),
	];
}

function causeParts({because, evidence, fix}: Cause): readonly Part[] {
	return [
		{label: 'cause', text: masked(because), tone: 'warn'},
		...evidence
			.slice(0, 2)
			.map(({source, text}): Part => ({label: 'seen', text: masked(`${source}: ${text}`), tone: 'quiet'})),
		...fix.map(({text, argv}): Part => ({label: 'fix', text: fixText(text, argv), tone: 'good'})),
	];
}
