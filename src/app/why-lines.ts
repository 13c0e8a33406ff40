import type {Why, WhyCause, WhyContainerSaid} from '../explain/why/why.ts';
import {plainText} from '../model/text.ts';
import {fixText} from './checks-view.ts';
import type {PaneLine} from './state.ts';
import type {Tone} from './tone.ts';

/** The answer for a person: what it is, why, what comes next, what to type; then what was seen. */
export function whyLines(why: Why): readonly PaneLine[] {
	const {subject, verdict, because, containers, causes, next, notSeen} = why;
	const roots = causes.filter(({causedBy}) => causedBy === undefined);
	return [
		line(`${subject}: ${because}`, tones[verdict]),
		...(next === undefined ? [] : [line(`next: ${next}`, 'accent')]),
		...roots.flatMap(root => [blank, ...causeLines(root, causes, verdict === 'runs')]),
		...containers.flatMap(one => [blank, ...containerLines(one)]),
		...(notSeen.length === 0 ? [] : [blank]),
		...notSeen.map(({source, text}) => line(`not seen: ${source}: ${text}`, 'quiet')),
	];
}

const tones: Readonly<Record<Why['verdict'], Tone>> = {broken: 'bad', waits: 'warn', runs: 'good', ended: 'good'};
const blank: PaneLine = {text: '', tone: 'plain'};

function causeLines(root: WhyCause, all: readonly WhyCause[], isPast: boolean): readonly PaneLine[] {
	const {title, cause, confidence, evidence, fix, id} = root;
	const following = all.filter(({causedBy}) => causedBy === id);
	return [
		line(
			`${title} (${isPast ? 'lately, ' : ''}${Math.round(confidence * 100)} % sure, ${id})`,
			isPast ? 'plain' : 'warn',
		),
		line(`  why: ${cause}`),
		...seenOnce(evidence).map(text => line(`  seen: ${text}`, 'quiet')),
		...fix.map(one => line(`  fix: ${fixText(one)}`, 'good')),
		...following.map(one => line(`  from it follows: ${one.title}`, 'quiet')),
	];
}

/** A program that says the same each time says it once here. */
function seenOnce(evidence: WhyCause['evidence']): readonly string[] {
	const counts = new Map<string, number>();
	for (const {source, text} of evidence) {
		const said = `${source}: ${shortened(text)}`;
		counts.set(said, (counts.get(said) ?? 0) + 1);
	}
	return [...counts].map(([said, count]) => (count === 1 ? said : `${said} (${count} times)`));
}

/** Of a long line the beginning says who, and the end says why. */
function shortened(text: string): string {
	return text.length <= 420 ? text : `${text.slice(0, 120)} … ${text.slice(-300)}`;
}

function containerLines({name, said, good, message, log}: WhyContainerSaid): readonly PaneLine[] {
	return [
		line(`${name} ${said}`, good ? 'plain' : 'warn'),
		...(message === undefined ? [] : [line(`  the runtime says: ${message}`, 'plain')]),
		...(log.length === 0 ? [] : [line('  it wrote last:', 'quiet'), ...log.map(text => line(`    ${text}`))]),
	];
}

function line(text: string, tone: Tone = 'plain'): PaneLine {
	return {text: plainText(text), tone};
}
