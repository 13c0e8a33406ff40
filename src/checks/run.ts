import type {Explanation} from '../explain/explain.ts';
import {masked} from '../model/mask.ts';
import type {NodeSnapshot} from '../model/node-snapshot.ts';
import {type Check, type Checked, graver, type Outcome, type Verdict} from './check.ts';
import {checks as all} from './index.ts';
import {fromJournals, type Said} from './journals.ts';
import {withLastWords} from './last-words.ts';
import {withBarePod} from './parts/bare-pod.ts';
import {withLead} from './parts/changes/lead.ts';

export type CheckUp = {
	readonly verdict: 'ok' | 'warning' | 'fatal';
	/** Causes first, graver first; right after each what follows from it. What is well stands last. */
	readonly checks: readonly Checked[];
};

/** Look at everything. `said` is what the journals say, explained: it backs the findings, and adds what only it knows. */
export function runChecks(node: NodeSnapshot, said: Said | undefined, checks: readonly Check[] = all): CheckUp {
	const looked = checks.map(check => ({check, outcome: withLastWords(check, look(check, node), node)}));
	const causes = causesAmong(looked);
	const found = looked.map(({check, outcome}): Checked => {
		const causedBy = causes.get(check.id);
		const {id, title} = check;
		const {byItself: _, ...seen} = outcome;
		return {id, title, ...withWords(check, seen, said?.explanation), ...(causedBy === undefined ? {} : {causedBy})};
	});
	const journals = underRefused(fromJournals(found, checks, said), found).map(one => withBarePod(one, node));
	const ordered = withLead(
		inOrder([
			...journals.filter(isRoot),
			...underReasons(underJournals(found, journals, checks), journals),
			...journals.filter(one => !isRoot(one)),
		]),
	);
	return {verdict: verdictOf(ordered), checks: ordered.map(withoutSecrets)};
}

/** Lines of files are shown as they are, and a drop-in may have the password of a proxy in it. */
function withoutSecrets(one: Checked): Checked {
	return {...one, evidence: one.evidence.map(({source, text}) => ({source, text: masked(text)}))};
}

/** A reason that only the journal gives stands before what merely is down. */
function isRoot({verdict, causedBy}: Checked): boolean {
	return verdict === 'fatal' && causedBy === undefined;
}

function underJournals(
	found: readonly Checked[],
	journals: readonly Checked[],
	checks: readonly Check[],
): readonly Checked[] {
	const reason = journals.find(isRoot);
	if (reason === undefined) return found;
	const down = new Set(checks.filter(({asksJournal}) => asksJournal).map(({id}) => id));
	const moved = new Set(found.filter(one => isRoot(one) && down.has(one.id)).map(({id}) => id));
	return found.map(one => (moved.has(one.id) || moved.has(one.causedBy ?? '') ? {...one, causedBy: reason.id} : one));
}

/** Who names the setting in the words with which a service or a static pod ended. */
const namers = ['settings-refused', 'control-plane'];

/** Of one and the same line a check that knows the setting and its place says more than what such lines mean in general. */
function underRefused(journals: readonly Checked[], found: readonly Checked[]): readonly Checked[] {
	const refused = found.find(
		({id, verdict, causedBy, fix}) =>
			namers.includes(id) && verdict === 'fatal' && !causedBy && fix.some(({argv}) => argv?.[0] === 'sed'),
	);
	if (refused === undefined) return journals;
	const words = refused.evidence.flatMap(({source, text}) =>
		/^(journalctl|log of) /.test(source) ? [text.slice(0, 200)] : [],
	);
	const isSame = ({evidence}: Checked) => evidence.some(({text}) => words.some(word => text.startsWith(word)));
	return journals.map(one => (isRoot(one) && isSame(one) ? {...one, causedBy: refused.id} : one));
}

/** What pods say of themselves, where it is known what it means: the meaning comes first. */
function underReasons(found: readonly Checked[], journals: readonly Checked[]): readonly Checked[] {
	const reason = journals.find(
		({verdict, evidence}) => isTrouble(verdict) && evidence.some(({source}) => source === 'kubectl get pods'),
	);
	if (reason === undefined) return found;
	return found.map(one =>
		one.id === 'pods' && isTrouble(one.verdict) && one.causedBy === undefined
			? {...one, causedBy: reason.causedBy ?? reason.id}
			: one,
	);
}

/** One check that throws must not hide the others. */
function look(check: Check, node: NodeSnapshot): Outcome {
	try {
		return check.look(node);
	} catch (error) {
		return {verdict: 'skipped', because: `this check itself failed: ${String(error)}`, evidence: [], fix: []};
	}
}

type Looked = {readonly check: Check; readonly outcome: Outcome};

/** The root to which each finding leads back. */
function causesAmong(looked: readonly Looked[]): ReadonlyMap<string, string> {
	const byId = new Map(looked.map(each => [each.check.id, each]));
	const nearest = new Map<string, string>();
	for (const {check, outcome} of looked) {
		if (!isTrouble(outcome.verdict) || outcome.byItself) continue;
		const cause = check.follows?.find(id => explains(byId.get(id)?.outcome.verdict, outcome.verdict));
		if (cause !== undefined) nearest.set(check.id, cause);
	}
	return new Map([...nearest.keys()].map(id => [id, rootOf(id, nearest)]));
}

function isTrouble(verdict: Verdict): boolean {
	return verdict === 'fatal' || verdict === 'warning';
}

/** A cause is at least as grave as what follows from it. */
function explains(cause: Verdict | undefined, consequence: Verdict): boolean {
	return cause !== undefined && isTrouble(cause) && graver(cause, consequence) <= 0;
}

/** Up the chain, which no mistake in the lists may make endless. */
function rootOf(id: string, nearest: ReadonlyMap<string, string>): string {
	const seen = new Set([id]);
	let at = nearest.get(id) ?? id;
	for (;;) {
		const above = nearest.get(at);
		if (above === undefined || seen.has(above)) return at;
		seen.add(at);
		at = above;
	}
}

/** Lines of the journals that say the same. */
function withWords({explains: ids = []}: Check, outcome: Outcome, explanation: Explanation | undefined): Outcome {
	if (!isTrouble(outcome.verdict) || explanation === undefined) return outcome;
	const words = explanation.findings.find(finding => ids.includes(finding.id) && !finding.past);
	const line = words?.matched[0]?.text;
	return line === undefined ? outcome : {...outcome, evidence: [...outcome.evidence, {source: 'journal', text: line}]};
}

function inOrder(found: readonly Checked[]): readonly Checked[] {
	const roots = found.filter(({causedBy}) => causedBy === undefined);
	return roots
		.map((root, index) => ({root, index}))
		.toSorted((left, right) => graver(left.root.verdict, right.root.verdict) || left.index - right.index)
		.flatMap(({root}) => [
			root,
			...found
				.filter(({causedBy}) => causedBy === root.id)
				.toSorted((left, right) => graver(left.verdict, right.verdict)),
		]);
}

function verdictOf(found: readonly Checked[]): CheckUp['verdict'] {
	if (found.some(({verdict}) => verdict === 'fatal')) return 'fatal';
	return found.some(({verdict}) => verdict === 'warning') ? 'warning' : 'ok';
}
