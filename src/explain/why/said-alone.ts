import type {WhyFacts} from '../../model/why-facts.ts';
import {readLogLine} from '../read-line.ts';
import {everythingSaid, journal} from './what-was-said.ts';
import type {WhyCause} from './why.ts';

/** The kubelet waits for something, and that is no word of what is wrong. */
const noReason = /^(?:PodInitializing|ContainerCreating|CrashLoopBackOff|ImagePullBackOff|BackOff)\b/;

/** Where no known error says what it is, the words themselves: of the runtime, the API server, an event, a journal's error. */
export function saidAlone(facts: WhyFacts): readonly WhyCause[] {
	const said = everythingSaid(facts)
		.map(one => (one.source === journal ? ofJournal(one.text) : one))
		.filter(({text}) => text !== '' && !noReason.test(text));
	const [first] = said;
	if (first === undefined) return [];
	const same = said.filter(({text}, index) => said.findIndex(other => other.text === text) === index);
	const name = facts.containers.find(({container}) => container.state !== 'running')?.container.name;
	return [
		{
			id: 'said-alone',
			title: `${name ?? 'it'} is kept from running, by what ${first.source.replace(/,.*/, '')} says`,
			cause: 'No known error is told in these words: they are all that the node has to say of it.',
			confidence: 0.4,
			evidence: same.slice(0, 3),
			fix: [],
		},
	];
}

function ofJournal(text: string): {readonly source: string; readonly text: string} {
	const line = readLogLine(text, 1);
	return {source: journal, text: line.level === 'error' || line.level === 'fatal' ? line.message : ''};
}
