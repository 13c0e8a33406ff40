import {commandText} from '../../migrate/apply.ts';
import type {Plan} from '../../migrate/plan.ts';
import type {Finding} from '../../migrate/preflight/finding.ts';
import {isForRootAlone, shownDiff} from '../../migrate/shown-write.ts';
import type {Change, PlannedStep} from '../../migrate/step.ts';
import {plainText} from '../../model/text.ts';

const marks = {go: 'ok     ', 'no-go': 'NO-GO  ', consent: 'CONSENT'} as const;

/** The plan for a person: what was looked at, then every step with its commands and differences. */
export function planText(plan: Plan): string {
	const {from, to, preflight, steps, unverified} = plan;
	const todo = steps.filter(({state}) => state !== 'done');
	const seconds = todo.reduce((all, step) => all + step.seconds, 0);
	const lines = [
		`${from} → ${to}`,
		...unverified.map(text => `unverified: ${text}`),
		'',
		'Preflight',
		...preflight.flatMap(findingLines),
		'',
		`Steps (about ${seconds} s, and the time that images and pods take)`,
		...steps.flatMap((step, index) => stepLines(step, index + 1)),
		'',
		...verdictLines(plan),
	];
	return lines.map(line => `${plainText(line)}\n`).join('');
}

export function findingLines({id, title, verdict, because, evidence, fix}: Finding): readonly string[] {
	const found = evidence.map(({source, text}) => `            ${source}: ${text}`);
	return [
		`  ${marks[verdict]} ${title}: ${because}`,
		...found,
		...fix.map(({text}) => `            fix: ${text}`),
		...(verdict === 'consent' ? [`            accept it with --consent ${id}`] : []),
	];
}

function stepLines(step: PlannedStep, number: number): readonly string[] {
	const {id, title, why, state, because, stops, seconds, changes, irreversible} = step;
	const head = `${String(number).padStart(2)}. ${title} [${id}]`;
	if (state === 'done') return [`${head}: it is so already`];
	return [
		'',
		head,
		`    why: ${why}`,
		...(because === undefined ? [] : [`    blocked: ${because}`]),
		...(stops === undefined ? [] : [`    stops: ${stops}`]),
		...(seconds > 0 ? [`    takes: about ${seconds} s`] : []),
		...changes.flatMap(change => changeLines(change).map(line => `    ${line}`)),
		...irreversible.map(text => `    no undo: ${text}`),
	];
}

function changeLines(change: Change): readonly string[] {
	if (change.kind === 'run') return [`$ ${commandText(change.argv, change.into)}`];
	const {path, reload} = change;
	const diff = isForRootAlone(change) ? [`write ${path} (for root alone)`] : shownDiff(change).trimEnd().split('\n');
	return [...diff, ...(reload === undefined ? [] : [`$ ${commandText(reload)}`])];
}

/** Why it is not applied, in one line: the plan above it says the rest. */
export function refusalLine(plan: Plan): string {
	const stops = plan.preflight.filter(({verdict}) => verdict === 'no-go').map(({title}) => title);
	return stops.length > 0 ? `Not now: ${stops.join(', ')}` : verdictLines(plan).join(' ');
}

function verdictLines({verdict, preflight, steps}: Plan): readonly string[] {
	const left = steps.filter(({state}) => state !== 'done').length;
	if (verdict === 'no-go') {
		const stops = preflight.filter(finding => finding.verdict === 'no-go');
		return [
			'Not now:',
			...stops.flatMap(({title, because, fix}) => [
				`  ${title}: ${because}`,
				...fix.map(({text}) => `    fix: ${text}`),
			]),
		];
	}
	if (verdict === 'consent') {
		const ids = preflight.filter(finding => finding.verdict === 'consent').map(({id}) => `--consent ${id}`);
		return [`Asks for consent: rtconsole migrate apply ${ids.join(' ')}`];
	}
	return [left === 0 ? 'Nothing is left to do.' : 'Go: rtconsole migrate apply'];
}
