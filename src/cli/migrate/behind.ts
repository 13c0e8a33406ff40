import type {Checked} from '../../checks/check.ts';
import {isVague} from '../../checks/parts/changes/lead.ts';
import type {FailedStep} from '../../migrate/engine.ts';
import type {Cause} from '../../migrate/progress.ts';

/**
 * What of a check-up can lie behind a step that failed, the nearest first. What the walk itself brought about (a kubelet that
 * it stopped) is no cause.
 *
 * @param isTold Its own words say why already.
 */
export function behind(failed: Pick<FailedStep, 'id' | 'because'>, checks: readonly Checked[], isTold: boolean) {
	const roots = checks
		.filter(({causedBy}) => causedBy === undefined)
		.filter(({id}) => !broughtAbout(failed.id).includes(id));
	const fatal = nearestFirst(
		roots.filter(({verdict}) => verdict === 'fatal'),
		failed,
	);
	// A pause image that is not there is no more than a warning, until a pod must start.
	const warnings = fatal.length === 0 && !isTold && !ofTheCluster.includes(failed.id);
	return warnings ? roots.filter(({verdict}) => verdict === 'warning') : fatal;
}

/** The files that were changed last are those that the walk changed. */
export function withoutChanges(checks: readonly Checked[]): readonly Checked[] {
	return checks.flatMap(one => {
		if (one.id === changes) return [];
		const {causedBy, ...root} = one;
		return [causedBy === changes ? root : one];
	});
}

const changes = 'lately-changed';

/** What the step itself says does not answer comes before whatever else is wrong with the node. */
function nearestFirst(causes: readonly Checked[], {because}: Pick<FailedStep, 'because'>): readonly Checked[] {
	const isNear = ({id}: Checked) =>
		id === 'api-server' && /API server|apiserver|connection to the server/i.test(because);
	const rank = (cause: Checked) => (isNear(cause) ? 0 : cause.id === outOfMemory ? 2 : 1);
	return causes.toSorted((a, b) => rank(a) - rank(b));
}

/** Told of by a kernel that may have other nodes beside this one (containers of a test); what can be seen of the node now comes before it. */
const outOfMemory = 'oom-node';

/** What they come to is told by the API server; a setting of the node that is merely odd is no reason for it. */
const ofTheCluster = ['bare-pods', 'cordon', 'drain', 'annotate', 'uncordon', 'restore-pods'];

/** Between these steps the walk itself keeps the kubelet down, and with it what the cluster says of the node. */
const whileStopped = ['stop-kubelet', 'kubelet-config', 'stop-docker'];
const stopped = [
	'kubelet-running',
	'node-status',
	'runtime-answers',
	'two-runtimes',
	'docker-running',
	'docker-socket',
];
/** crictl is pointed at the new runtime before the kubelet is. Seen on the way to CRI-O, where images were not carried. */
const always = [
	'two-runtimes',
	'standalone-containers',
	'docker-leftovers',
	'orphans-of-docker',
	'crictl-config',
	// The note of kubeadm follows the kubelet, there and back; nothing starts or fails by it.
	'cri-socket-annotation',
];

function broughtAbout(step: string): readonly string[] {
	return whileStopped.includes(step) ? [...always, ...stopped] : always;
}

/**
 * What the journal says too is told once, as the step's own words have it: those know every fix, the journal how often it was said.
 * Words that say no more than what is down are told where nothing says why.
 */
export function withoutTwins(found: readonly Cause[], words: readonly Cause[]): readonly Cause[] {
	const isTwin = ({because}: Cause) => words.some(each => because.startsWith(each.because));
	const saysWhy = found.some(({id}) => !isVague(id));
	return [...found.filter(cause => !isTwin(cause)), ...words.filter(({id}) => !saysWhy || !isVague(`journal-${id}`))];
}
