import type {WhyFacts} from '../../model/why-facts.ts';
import type {Fix} from '../known-error.ts';
import type {Matcher} from '../match.ts';
import {causesOf} from './causes.ts';
import {sayContainer} from './container-words.ts';
import {nextStep} from './next-step.ts';
import {verdictOf} from './verdict.ts';

export type Evidence = {readonly source: string; readonly text: string};

export type WhyCause = {
	readonly id: string;
	readonly title: string;
	readonly cause: string;
	/** 0 to 1. */
	readonly confidence: number;
	readonly evidence: readonly Evidence[];
	readonly fix: readonly Fix[];
	/** What it follows from. */
	readonly causedBy?: string;
};

export type WhyContainerSaid = {
	readonly name: string;
	/** Its state in a sentence: exit code, signal and times in words. */
	readonly said: string;
	readonly good: boolean;
	/** The runtime's own words. */
	readonly message?: string;
	/** The end of what it wrote. */
	readonly log: readonly string[];
};

/** Why a pod, or a container, does not run: what it is, how sure, what comes next, what to type. */
export type Why = {
	readonly subject: string;
	/** `broken`: it should run and does not. `waits`: nothing is wrong yet. `ended`: it did what it should. */
	readonly verdict: 'runs' | 'ended' | 'waits' | 'broken';
	readonly because: string;
	readonly containers: readonly WhyContainerSaid[];
	/** The cause first, what follows from it after. Of what runs: what was the matter with it lately. */
	readonly causes: readonly WhyCause[];
	/** What the kubelet will do by itself. */
	readonly next?: string;
	/** Sources that could not be asked, and why. */
	readonly notSeen: readonly Evidence[];
};

/** An error where nothing on this node has ever heard of it, or what would have could not be asked. */
export function explainWhy(facts: WhyFacts, matcher: Matcher): Why | {readonly error: string} {
	if (isUnheardOf(facts)) return {error: unheardOf(facts)};
	const causes = causesOf(facts, matcher);
	const containers = facts.containers.map(one => sayContainer(one, facts.nowMs));
	const {verdict, because} = verdictOf(facts, causes);
	const next = nextStep(facts, verdict, causes);
	return {
		subject: subjectOf(facts),
		verdict,
		because,
		containers,
		causes,
		notSeen: notSeen(facts),
		...(next !== undefined && {next}),
	};
}

function isUnheardOf({sandboxes, containers, journal, api, owner}: WhyFacts): boolean {
	if (owner !== undefined) return false;
	const lines = 'value' in journal ? journal.value.length : 0;
	return sandboxes.length === 0 && containers.length === 0 && lines === 0 && !('value' in api);
}

function unheardOf(facts: WhyFacts): string {
	const {runtime, pod} = facts;
	const name = pod === undefined ? 'it' : `${pod.namespace}/${pod.name}`;
	if ('missing' in runtime)
		return `nothing could be learnt of ${name}: the runtime does not answer: ${runtime.missing}`;
	const missing = notSeen(facts).map(({source, text}) => `${source}: ${text}`);
	const also = missing.length === 0 ? '' : `; not seen: ${missing.join('; ')}`;
	return `nothing on this node is named ${name}${also}`;
}

function subjectOf({pod, containers, owner}: WhyFacts): string {
	const [first] = containers;
	if (owner !== undefined && pod !== undefined) return `${owner.kind} ${pod.namespace}/${pod.name}`;
	if (pod !== undefined) return `pod ${pod.namespace}/${pod.name}`;
	return `container ${first?.container.name ?? ''}`;
}

function notSeen({runtime, journal, kernel, api, containers, owner}: WhyFacts): readonly Evidence[] {
	const parts = [
		['runtime', runtime],
		['journal', journal],
		['kernel', kernel],
		...(owner === undefined ? [['API server', api] as const] : []),
		...containers.map(({container, log}) => [`log of ${container.name}`, log] as const),
	] as const;
	return parts.flatMap(([source, part]) => ('missing' in part ? [{source, text: part.missing}] : []));
}
