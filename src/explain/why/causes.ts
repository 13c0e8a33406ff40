import type {WhyFacts} from '../../model/why-facts.ts';
import {createExplainer} from '../explain.ts';
import type {Matcher} from '../match.ts';
import type {Explained} from '../rank.ts';
import {readLogLine} from '../read-line.ts';
import {fixesFor} from './fixes.ts';
import {ownCauses} from './own-causes.ts';
import type {Evidence, WhyCause} from './why.ts';

/** Lines older than this tell of another trouble, where there are newer ones. */
const recentMs = 30 * 60_000;

/** What everything that was said about it means: known errors first, then what an exit code alone tells. */
export function causesOf(facts: WhyFacts, matcher: Matcher): readonly WhyCause[] {
	const explainer = createExplainer(matcher);
	const said = everythingSaid(facts);
	for (const [index, {source, text}] of said.entries()) {
		// A client's sentence has no level of its own, and is meant as it stands.
		const line = readLogLine(text, index + 1);
		explainer.add(source === journal ? line : {...line, level: line.level ?? 'error'});
	}
	const found = explainer
		.explain()
		.findings.filter(({severity, past}) => severity !== 'info' && past === undefined)
		.map(one => causeOf(one, said, facts));
	const own = ownCauses(facts, found, matcher);
	return [...found.filter(({id}) => id !== 'crash-loop'), ...own, ...found.filter(({id}) => id === 'crash-loop')].map(
		cause => (cause.id === 'crash-loop' && own[0] !== undefined ? {...cause, causedBy: own[0].id} : cause),
	);
}

const journal = 'journal';

function everythingSaid({containers, api, kernel, journal: lines, nowMs}: WhyFacts): readonly Evidence[] {
	const known = 'value' in api ? api.value : undefined;
	// What kept it from a node is over once it has one; the event stays for an hour.
	const isPlaced = known !== undefined && !known.unmet.some(({type}) => type === 'PodScheduled');
	return [
		...containers.flatMap(({container, message, oomKilled}) => [
			...(message === undefined ? [] : [{source: `runtime, of ${container.name}`, text: message}]),
			...(oomKilled ? [{source: `runtime, of ${container.name}`, text: 'OOMKilled'}] : []),
		]),
		...(known?.containers ?? []).flatMap(({name, waiting}) =>
			waiting === undefined
				? []
				: [{source: `API server, of ${name}`, text: `${waiting.reason}: ${waiting.message ?? ''}`}],
		),
		...(known?.message === undefined
			? []
			: [{source: 'API server', text: `${known.reason ?? known.phase}: ${known.message}`}]),
		...(known?.unmet ?? []).flatMap(({type, reason, message}) =>
			message === undefined || type === 'ContainersReady' || type === 'Ready' || type === 'Initialized'
				? []
				: [{source: `API server, ${type}`, text: `${reason ?? type}: ${message}`}],
		),
		...(known?.events ?? [])
			.filter(({warning, reason}) => warning && (reason !== 'FailedScheduling' || !isPlaced))
			.map(({reason, message}) => ({source: 'event', text: `${reason}: ${message}`})),
		...('value' in kernel ? kernel.value.map(text => ({source: 'kernel', text})) : []),
		...('value' in lines ? recent(lines.value, nowMs).map(text => ({source: journal, text})) : []),
	];
}

function recent(lines: readonly string[], nowMs: number): readonly string[] {
	const fresh = lines.filter(line => {
		const micros = /"__REALTIME_TIMESTAMP" ?: ?"(\d{10,20})"/.exec(line)?.[1];
		return micros === undefined || nowMs - Number(micros) / 1000 < recentMs;
	});
	return fresh.length > 0 ? fresh : lines;
}

const shownEvidence = 3;

function causeOf(one: Explained, said: readonly Evidence[], facts: WhyFacts): WhyCause {
	const {id, title, cause, confidence, matched, fix, causedBy} = one;
	const seen = matched.map(({line, text}) => {
		const source = said[line - 1]?.source ?? journal;
		return {source, text: source === journal ? readLogLine(text, line).message : text};
	});
	const evidence = seen.filter(({text}, index) => seen.findIndex(other => other.text === text) === index);
	return {
		id,
		title,
		cause,
		confidence,
		evidence: evidence.slice(0, shownEvidence),
		fix: fixesFor(fix, facts),
		...(causedBy !== undefined && {causedBy}),
	};
}
