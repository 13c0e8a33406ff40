import type {Checked, Fix, Verdict} from '../../check.ts';
import {graver} from '../../check.ts';

const id = 'lately-changed';
/** They see that something is down, and not why. */
const symptoms = [
	...['kubelet-running', 'containerd-running', 'docker-running', 'crio-running', 'cri-dockerd-running'],
	...['runtime-answers', 'runtime-conditions', 'cri-plugin', 'cni-refused', 'kubelet-clients'],
	...['node-status', 'pods', 'restarts', 'static-pods', 'containerd-config-loaded'],
];
/** What the journal says without saying why; of everything else that is known of its words the reason is one of them. */
const vague =
	/^journal-(general-|.+-fatal$|unit-failed$|service-crash$|dial-|docker-down$|pleg$|crictl-deadline$|containerd-hangs$|sandbox-failed$|shim-create-failed$|crash-loop$|image-pull$|volume-failed$|node-lease$|node-unregistered$|apiserver-refused$|cni-not-init$|stats-missing$)/;
const isTrouble = (verdict: Verdict) => verdict === 'fatal' || verdict === 'warning';

/**
 * What was changed before it began leads where the first finding tells no more than what is down, or what the journal
 * says of it; where that is no more than a pod that waits, only if seconds lie between them. Where a check names the cause
 * it is a note, and where all is well it is nothing.
 */
export function withLead(found: readonly Checked[]): readonly Checked[] {
	const change = found.find(one => one.id === id);
	if (change?.verdict !== 'info') return found;
	const rest = found.filter(one => one !== change);
	const [first] = rest.filter(({verdict, causedBy}) => isTrouble(verdict) && causedBy === undefined);
	if (first === undefined)
		return [...rest, {...change, verdict: 'ok', because: 'nothing went wrong after it', evidence: [], fix: []}];
	const isSymptom = isVague(first.id);
	if (!isSymptom)
		return speaksOf(first, change) ? found.map(one => (one === first ? withCommands(first, change) : one)) : found;
	if (names(first, change) || (first.verdict === 'warning' && !isSoon(change.because))) return found;
	const verdict =
		rest
			.filter(one => isTrouble(one.verdict))
			.map(one => one.verdict)
			.toSorted(graver)[0] ?? 'warning';
	const lead: Checked = {
		...change,
		verdict,
		because: `${change.because}. ${isSoon(change.because) ? 'Most likely that is' : 'That may be'} the reason: ${first.because}`,
		evidence: [...change.evidence, ...first.evidence.slice(0, 2)],
		fix: change.fix.some(({argv}) => argv !== undefined) ? change.fix : [...change.fix, ...first.fix],
	};
	return [lead, ...rest.map(one => (isUnder(one) ? {...one, causedBy: id} : one))];
}

/** Only what tells what is down, or what the journal says, follows from it. */
function isUnder({id: own, verdict, causedBy}: Checked): boolean {
	if (!isTrouble(verdict)) return false;
	const above = causedBy ?? own;
	return isVague(above);
}

/** It tells what is down, and not why. */
export function isVague(of: string): boolean {
	return symptoms.includes(of) || vague.test(of);
}

/** Seconds between them, or a mount of nothing. */
function isSoon(because: string): boolean {
	return /, \d+ s before |mounted over it/.test(because.split('; ')[0] ?? '');
}

/** Programs that change something; those that start a service again mend no file. */
const changing = /^(sed|mv|cp|ln|sh|chmod|chown|umount|mount|ip|ip6?tables\S*|nft|tc|kill|mkdir|rmdir|apt-get|dnf)$/;

const mends = (fix: readonly Fix[]) => fix.some(({argv = ['']}) => changing.test(argv[0]));

/** A check that knows the file and no command for it gets the one that takes the change back. */
function withCommands(first: Checked, change: Checked): Checked {
	if (mends(first.fix) || !mends(change.fix)) return first;
	return {...first, fix: [...change.fix, ...first.fix.filter(({argv}) => argv === undefined)]};
}

function speaksOf({because, evidence}: Checked, change: Checked): boolean {
	const path = /^(\/\S+)/.exec(change.because)?.[1] ?? '';
	return [because, ...evidence.flatMap(({source, text}) => [source, text])].some(text => text.includes(path));
}

/** It speaks of that file already, and has a better command for it: what a line of the journal has is meant for any node. */
function names(first: Checked, change: Checked): boolean {
	if (!speaksOf(first, change)) return false;
	return mends(change.fix) ? mends(first.fix) && !first.id.startsWith('journal-') : true;
}
