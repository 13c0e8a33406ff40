import type {Finding} from '../../migrate/preflight/index.ts';
import type {Tone} from '../tone.ts';
import {fixText} from './fix-text.ts';
import {type FoldLine, folded, type Part} from './fold.ts';
import type {MigrationState} from './state.ts';

const tones: Readonly<Record<Finding['verdict'] | 'accepted', Tone>> = {
	go: 'good',
	'no-go': 'bad',
	consent: 'warn',
	accepted: 'good',
};

const order: ReadonlyArray<Finding['verdict']> = ['no-go', 'consent', 'go'];

/** What was found, what stands in the way first; under what is unfolded its evidence and what to do. */
export function preflightLines(
	{looked, consents}: MigrationState,
	opened: readonly string[],
	columns: number,
): readonly FoldLine[] {
	const found = looked?.plan.preflight ?? [];
	const sorted = found.toSorted((left, right) => order.indexOf(left.verdict) - order.indexOf(right.verdict));
	return sorted.flatMap(finding => {
		const {id, title, verdict, because} = finding;
		const standing = verdict === 'consent' && consents.includes(id) ? 'accepted' : verdict;
		const head = {id, label: standing, text: `${title}: ${because}`, tone: tones[standing]};
		return folded(head, opened.includes(id), () => partsOf(finding, standing === 'accepted'), columns);
	});
}

function partsOf({id, because, verdict, evidence, fix}: Finding, isAccepted: boolean): readonly Part[] {
	const consent: readonly Part[] = isAccepted
		? [{label: 'c', text: `takes back that ${id} was accepted`, tone: 'quiet'}]
		: [{label: 'c', text: `accepts ${id}: what is said here is then lost`, tone: 'warn'}];
	return [
		{label: 'why', text: because, tone: 'plain'},
		...evidence.map(({source, text}): Part => ({label: 'seen', text: `${source}: ${text}`, tone: 'quiet'})),
		...fix.map(({text, argv}): Part => ({label: 'fix', text: fixText(text, argv), tone: 'good'})),
		...(verdict === 'consent' ? consent : []),
	];
}
