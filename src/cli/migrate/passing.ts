import type {KnownError} from '../../explain/known-error.ts';
import type {Cause} from '../../migrate/progress.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';

/** What says that something is not there yet, and not that it will not come. */
const onItsWay = new Set([
	'api-server',
	'containerd-running',
	'cri-plugin',
	'docker-running',
	'cri-dockerd-running',
	'kubelet-running',
	'kubelet-clients',
	'load',
	'locks',
	'memory',
	'node-status',
	'oom-node',
	'pid-pressure',
	'pods',
	'restarts',
	'runtime-answers',
]);

/** Words of a start that is under way, or of a part that waits for another one, among the grave ones. */
const whileStarting = new Set([
	'apiserver-x509',
	'containerd-fatal',
	'containerd-hangs',
	'containerd-recover',
	'component-fatal',
	'control-plane-crash',
	'docker-containerd-timeout',
	'docker-fatal',
	'etcd-crash',
	'etcd-down',
	'kubelet-fatal',
	'service-crash',
	'unit-timeout',
]);

/** 0 to 100, as data/known-errors has it: what explains as much as this is a mistake somewhere, and no delay. */
const graveEnough = 80;

/** Marks what may end by itself. What is left is there until somebody does something about it. */
export function markPassing(
	causes: readonly Cause[],
	node: NodeSnapshot,
	errors: readonly KnownError[],
): readonly Cause[] {
	const weights = new Map(errors.map(({id, weight, severity}) => [id, severity === 'fatal' ? weight : 0]));
	return causes.map(cause => (cause.mayPass || mayPass(cause) ? {...cause, mayPass: true} : cause));

	function mayPass({id, because}: Cause): boolean {
		const name = id.replace(/^journal-/, '');
		if (ofTheNetwork.test(name)) return someoneComes(node);
		if (onItsWay.has(name) || whileStarting.has(name)) return true;
		// It listens as soon as it is up; a flag that it does not know is another matter.
		if (name === 'control-plane') return /does not serve on port/.test(because) && !endsBy(because);
		const weight = weights.get(name);
		// A check looks at what is there now: files, settings, places.
		return weight !== undefined && weight < graveEnough;
	}
}

/** It ends by what it says, and not for want of another part that is on its way. */
function endsBy(because: string): boolean {
	const said = /it said last: (.*)$/s.exec(because)?.[1] ?? '';
	return (
		/^(Error|error|panic|F\d{4})|"fatal"|"panic"/.test(said) &&
		!/refused|deadline|time[d -]?out|EOF|unavailable/i.test(said)
	);
}

const ofTheNetwork = /^(cni-|network-|runtime-conditions$)/;

/** An agent of the network runs on the network of its node, and writes its file, or answers, once it is there. */
function someoneComes({pods}: NodeSnapshot): boolean {
	return known(pods)?.some(({settled, onHostNetwork}) => !settled && onHostNetwork) ?? true;
}
