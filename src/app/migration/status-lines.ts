import {type FoldLine, folded, under} from './fold.ts';
import type {MigrationState} from './state.ts';

/** What was done and stands, the last change first: that is the order in which an undo takes it back. */
export function statusLines({looked}: MigrationState, opened: readonly string[], columns: number): readonly FoldLine[] {
	const {runtime, told = 'nothing known', last} = looked ?? {};
	const ended =
		last === undefined || last.ok
			? []
			: [{label: 'last', text: `ended: ${last.because ?? 'not ok'}`, tone: 'warn' as const}];
	const node = `the cluster sees ${runtime ?? 'nothing of this node'}, the kubelet is told to use ${told}`;
	const now = under('now', [{label: 'now', text: node, tone: 'quiet'}, ...ended], columns);
	const changes = (looked?.standing ?? []).toReversed().flatMap(({step, atMs, text, back, stays, whole}, index) => {
		const id = `${step}#${index}`;
		const time = new Date(atMs).toISOString().slice(11, 19);
		const head = {
			id,
			label: time,
			text: `${step}: ${text}${whole ? '' : ' (begun, not ended)'}`,
			tone: stays ? ('warn' as const) : ('plain' as const),
		};
		return folded(
			head,
			opened.includes(id),
			() => [
				{label: 'did', text, tone: 'accent'},
				{label: stays ? 'stays' : 'undo', text: back ?? 'nothing to take back', tone: stays ? 'warn' : 'quiet'},
			],
			columns,
		);
	});
	return [...changes, ...now];
}
