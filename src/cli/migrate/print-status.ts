import {commandText} from '../../migrate/apply.ts';
import {toldRuntime} from '../../migrate/facts.ts';
import {type Standing, standing} from '../../migrate/ledger.ts';
import {planSteps} from '../../migrate/step.ts';
import {isGoingBack} from '../../migrate/walks.ts';
import {plainText} from '../../model/text.ts';
import {progressJson} from './print-progress.ts';
import type {Session} from './session.ts';
import {runtimeOf} from './telling-node.ts';

export type Status = {
	/** As the cluster sees it: `containerd://1.7.24`. */
	readonly runtime?: string;
	/** What the kubelet is told to use. */
	readonly told: string;
	readonly steps: ReadonlyArray<{readonly id: string; readonly title: string; readonly state: string}>;
	/** Changes that stand, the first one first. */
	readonly changes: ReadonlyArray<{
		readonly step: string;
		readonly at: string;
		readonly text: string;
		readonly whole: boolean;
	}>;
	/** How the last walk ended. */
	readonly last?: {readonly at: string; readonly ok: boolean; readonly because?: string};
	/** An undo was begun and is not at its end. */
	readonly goingBack?: true;
	/** Process that walks, or undoes, now. */
	readonly heldBy?: number;
};

export async function statusOf(session: Session): Promise<Status> {
	const [facts, entries] = await Promise.all([session.gather(), session.machine.entries()]);
	const end = entries.findLast(entry => entry.do === 'end');
	const runtime = runtimeOf(facts);
	const held = session.heldBy();
	return {
		...(runtime === undefined ? {} : {runtime}),
		told: toldRuntime(facts),
		steps: planSteps(session.way.steps, facts).map(({id, title, state}) => ({id, title, state})),
		changes: standing(entries)
			.toReversed()
			.map(entry => ({step: entry.step, at: entry.at, text: textOf(entry), whole: entry.whole})),
		...(end === undefined
			? {}
			: {last: {at: end.at, ok: end.ok, ...(end.because === undefined ? {} : {because: end.because})}}),
		...(isGoingBack(entries) ? {goingBack: true as const} : {}),
		...(held === undefined ? {} : {heldBy: held.pid}),
	};
}

export function statusText({runtime, told, steps, changes, last, goingBack, heldBy}: Status): string {
	const lines = [
		`the cluster sees ${runtime ?? 'nothing of this node'}; the kubelet is told to use ${told}`,
		...(last === undefined ? [] : [`the last walk ended ${last.at}: ${last.ok ? 'ok' : (last.because ?? 'not ok')}`]),
		...(heldBy === undefined ? [] : [`process ${heldBy} is at work on it now`]),
		...(goingBack && heldBy === undefined
			? ['an undo was begun and is not at its end: rtconsole migrate undo goes on with it']
			: []),
		'',
		...steps.map(({id, title, state}) => `  ${state.padEnd(7)} ${title} [${id}]`),
		'',
		...(changes.length === 0 ? ['nothing to take back'] : ['undo would take back, the last first:']),
		...changes.map(({step, text, whole}) => `  ${step}: ${text}${whole ? '' : ' (begun, not ended)'}`),
	];
	return lines.map(line => `${plainText(line)}\n`).join('');
}

/** What an undo is about to do. */
export function undoText(changes: readonly Standing[]): string {
	if (changes.length === 0) return `${nothing}\n`;
	return changes
		.map(backText)
		.filter(line => line !== '')
		.map(line => `${plainText(line)}\n`)
		.join('');
}

/** The same as lines of JSON, in the shape of what an undo tells; it ends unagreed where there is something to take back. */
export function undoJson(changes: readonly Standing[], nowMs: number): string {
	const at = new Date(nowMs).toISOString();
	const lines = changes.map(change => ({at, type: 'output', id: change.step, text: `${backText(change)}\n`}) as const);
	const isAgreed = changes.length === 0;
	const because = isAgreed ? nothing : 'nothing was taken back: it asks for --yes';
	return [...lines.filter(({text}) => text !== '\n'), {at, type: 'result', ok: isAgreed, because} as const]
		.map(progressJson)
		.join('');
}

const nothing = 'nothing to take back';

function backText(change: Standing): string {
	if (change.do === 'write') return `${change.path}: as it was`;
	if ('irreversible' in change.undo) return `stays: ${change.undo.irreversible}`;
	return change.undo.map(each => commandText(each)).join('; ');
}

function textOf(change: Standing): string {
	return change.do === 'write' ? change.path : commandText(change.argv, change.into);
}
