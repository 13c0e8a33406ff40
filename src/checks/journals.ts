import type {Explanation} from '../explain/explain.ts';
import {createExplainer} from '../explain/explain.ts';
import type {KnownError} from '../explain/known-error.ts';
import type {Matcher} from '../explain/match.ts';
import type {Explained} from '../explain/rank.ts';
import {readLogLine} from '../explain/read-line.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import type {Check, Checked, Verdict} from './check.ts';
import {lastRunsOf, unitNameOf} from './last-runs.ts';
import {isBeforeLastStart, isDown, unitOf} from './parts/before-last-start.ts';
import {givenUp} from './parts/given-up.ts';
import {refutedBy, withConsequences} from './parts/refuted.ts';
import {servedSince} from './parts/served-since.ts';
import {underOther} from './parts/under-other.ts';
import {controlPlaneLines, everyPodRuns, isOfStart, podLines, podsNamedBy, sourceOf} from './pod-lines.ts';

/** What the journals say, and when each thing was said last. */
export type Said = {
	readonly explanation: Explanation;
	readonly lastSaidMs: ReadonlyMap<string, number>;
	/** When it was written last: what is said of a pod that waits counts as said now. */
	readonly lastWrittenMs: ReadonlyMap<string, number>;
	/** What was said of a pod that still does not run. */
	readonly ofWaiting: ReadonlySet<string>;
	/** Every pod of the node runs: what only keeps pods from starting is over. */
	readonly nobodyWaits: boolean;
	readonly lines: number;
	readonly nowMs: number;
	readonly known: ReadonlyMap<string, KnownError>;
};

/** Longer ago, and nothing that is looked at bears it out: it is over. */
const recentMs = 90_000;
/** A program that ends, or wants more memory than it may have, is no fault of the node. */
const ofOneWorkload = ['crash-loop', 'oom'];

/** Explain the lines of a snapshot; those that a service wrote before it was started last are not about now, nor those of before `sinceMs`. */
export function readJournals(
	node: NodeSnapshot,
	matcher: Matcher,
	errors: readonly KnownError[],
	sinceMs = Number.NEGATIVE_INFINITY,
): Said | undefined {
	const lines = known(node.journal);
	if (lines === undefined) return undefined;
	const explainer = createExplainer(matcher);
	const lastSaidMs = new Map<string, number>();
	const lastWrittenMs = new Map<string, number>();
	const pods = podsNamedBy(node);
	const lastRuns = lastRunsOf(lines);
	const ofWaiting = new Set<string>();
	const nobodyWaits = everyPodRuns(node);
	const serves = servedSince(node);
	const untried = new Set(givenUp(node).map(({unit}) => unit));
	for (const line of [...podLines(node), ...controlPlaneLines(node)])
		for (const {id} of explainer.add(line)) lastSaidMs.set(id, node.takenAtMs);
	for (const [index, text] of lines.entries()) {
		if (isBeforeLastStart(text, node) || untried.has(unitNameOf(text) ?? '')) continue;
		const line = readLogLine(text, index + 1);
		if ((line.timeMs ?? sinceMs) < sinceMs) continue;
		const found = explainer.add(line);
		if (found.length === 0 || serves(text, line.timeMs)) continue;
		const saidMs = nobodyWaits && isOfStart(text) ? undefined : saidAtMs(text, line.timeMs, node, pods, lastRuns);
		if (saidMs !== undefined) for (const {id} of found) lastSaidMs.set(id, saidMs);
		for (const {id} of found) lastWrittenMs.set(id, line.timeMs ?? node.takenAtMs);
		if (pods(text) === 'waiting') for (const {id} of found) ofWaiting.add(id);
	}
	return {
		explanation: explainer.explain(),
		lastSaidMs,
		lastWrittenMs,
		ofWaiting,
		nobodyWaits,
		lines: explainer.lines,
		nowMs: node.takenAtMs,
		known: new Map(errors.map(error => [error.id, error])),
	};
}

/**
 * When a line counts as said. What is said of a pod that still does not run is so now, however long ago; of one that runs,
 * or is gone, it is over. The last words of a service that is down stand until it is up.
 */
function saidAtMs(
	text: string,
	timeMs: number | undefined,
	node: NodeSnapshot,
	pods: ReturnType<typeof podsNamedBy>,
	lastRuns: ReturnType<typeof lastRunsOf>,
): number | undefined {
	const of = pods(text);
	if (of === 'settled') return undefined;
	if (of === 'waiting') return node.takenAtMs;
	if (!isDown(unitOf(text, node)?.activeState)) return timeMs ?? node.takenAtMs;
	const run = lastRuns(text);
	if (run === 'older') return undefined;
	return run === 'last' ? node.takenAtMs : (timeMs ?? node.takenAtMs);
}

/** What only the journals know, as findings of their own; and a line that says that they were read. */
export function fromJournals(
	found: readonly Checked[],
	checks: readonly Check[],
	said: Said | undefined,
): readonly Checked[] {
	const own = {id: 'journals', title: 'what the journals say', evidence: [], fix: []};
	if (said === undefined) return [{...own, verdict: 'skipped', because: 'the journal could not be read'}];
	const {findings} = said.explanation;
	const covered = coverage(checks);
	const down = new Set(checks.filter(({asksJournal}) => asksJournal).map(({id}) => id));
	const isDown = found.some(({id, verdict, causedBy}) => verdict === 'fatal' && causedBy === undefined && down.has(id));
	// Why it is down is known: that it ends, with whatever words, is no news then.
	const isExplained = found.some(
		({id, verdict, causedBy}) => verdict === 'fatal' && causedBy !== undefined && down.has(id),
	);
	const refuted = withConsequences(refutedBy(checks, found, said), said);
	const extra = findings
		.filter(({id}) => !refuted.has(id))
		.filter(finding => isNow(finding, said) && isNews(finding, covered.get(finding.id) ?? []))
		.map(finding => asChecked(finding, found, covered, said));
	/** A check of its own knows better, unless it finds nothing and something is down or a pod waits all the same. */
	function isNews({id, severity}: Explained, by: readonly string[]): boolean {
		if (isExplained && !isDown && said?.known.get(id)?.fallback) return false;
		if (by.length === 0) return true;
		const verdicts = found.filter(one => by.includes(one.id)).map(({verdict}) => verdict);
		if (said?.ofWaiting.has(id) && !verdicts.some(verdict => verdict === 'fatal' || verdict === 'warning')) return true;
		return isDown && severity === 'fatal' && !verdicts.includes('fatal') && !by.some(one => down.has(one));
	}
	const kinds = findings.length === 0 ? 'nothing that is known as trouble' : `${findings.length} known things`;
	return [
		...extra.map(one => underOther(one, extra, findings)),
		{...own, verdict: 'ok', because: `${said.lines} lines of the last minutes say ${kinds}`},
	];
}

function isNow({id, severity, past}: Explained, {lastSaidMs, nowMs, nobodyWaits, known: errors}: Said): boolean {
	if (nobodyWaits && errors.get(id)?.ofPods) return false;
	return severity !== 'info' && !past && nowMs - (lastSaidMs.get(id) ?? 0) < recentMs;
}

function asChecked(
	{id, title, cause, severity, matched, fix, causedBy, count}: Explained,
	found: readonly Checked[],
	covered: ReadonlyMap<string, readonly string[]>,
	said: Said,
): Checked {
	const root = rootFor(id, causedBy, found, covered, said);
	return {
		id: `journal-${id}`,
		title,
		verdict: ofOneWorkload.includes(id) ? 'info' : (severity as Verdict),
		because: `${cause} Said ${count === 1 ? 'once' : `${count} times`} in the last minutes.`,
		evidence: matched.slice(0, 2).map(({line, text}) => ({source: sourceOf(line), text})),
		fix,
		...(root === undefined ? {} : {causedBy: root}),
	};
}

/** Which checks know each error. */
function coverage(checks: readonly Check[]): ReadonlyMap<string, readonly string[]> {
	const covered = new Map<string, string[]>();
	for (const {id, explains = []} of checks)
		for (const error of explains) covered.set(error, [...(covered.get(error) ?? []), id]);
	return covered;
}

/** A finding of the checks from which it follows: by the known error that explains it, or because it follows from anything. */
function rootFor(
	id: string,
	causedBy: string | undefined,
	found: readonly Checked[],
	covered: ReadonlyMap<string, readonly string[]>,
	{known: errors}: Said,
): string | undefined {
	const fatal = found.filter(({verdict}) => verdict === 'fatal');
	const consequenceOf = errors.get(id)?.consequenceOf ?? [];
	const possible = [causedBy ?? '', ...consequenceOf].flatMap(error => covered.get(error) ?? []);
	const named = fatal.find(check => possible.includes(check.id));
	const any = named ?? (consequenceOf.includes('*') ? fatal.find(check => check.causedBy === undefined) : undefined);
	return any && (any.causedBy ?? any.id);
}
