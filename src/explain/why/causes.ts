import type {WhyFacts} from '../../model/why-facts.ts';
import {createExplainer} from '../explain.ts';
import type {Matcher} from '../match.ts';
import type {Explained} from '../rank.ts';
import {readLogLine} from '../read-line.ts';
import {finalizerCauses} from './ending.ts';
import {fixesFor} from './fixes.ts';
import {heldCauses} from './held.ts';
import {isBeside, ownCauses} from './own-causes.ts';
import {saidAlone} from './said-alone.ts';
import {everythingSaid, journal} from './what-was-said.ts';
import type {Evidence, WhyCause} from './why.ts';

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
	const held = [...finalizerCauses(facts, 'value' in facts.api ? facts.api.value : undefined), ...heldCauses(facts)];
	const own = held.length > 0 ? [] : ownCauses(facts, found, matcher);
	if (found.length === 0 && held.length === 0 && own.length === 0) return isStuck(facts) ? saidAlone(facts) : [];
	const isLoop = ({id}: WhyCause) => id === 'crash-loop';
	const beside = own.length === 0 ? [] : found.filter(one => !isLoop(one) && isBeside(one));
	const before = found.filter(one => !isLoop(one) && !beside.includes(one));
	return [...held, ...before, ...own, ...beside, ...found.filter(isLoop)].map(cause =>
		isLoop(cause) && own[0] !== undefined ? {...cause, causedBy: own[0].id} : cause,
	);
}

/** Something of it should run, or be ready, and is not. */
function isStuck({containers, api}: WhyFacts): boolean {
	const known = 'value' in api ? api.value : undefined;
	if (known?.phase === 'Succeeded' || known?.goneAtMs !== undefined) return false;
	if (containers.length > 0 && containers.every(({container}) => container.state === 'running'))
		return known?.containers.some(({ready, init}) => !ready && !init) === true;
	return !(
		containers.length > 0 && containers.every(({container}) => container.state === 'exited' && container.exitCode === 0)
	);
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
