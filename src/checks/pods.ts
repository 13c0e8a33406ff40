import {known} from '../model/node-snapshot.ts';
import type {ContainerWords, PodWords} from '../model/pod-words.ts';
import {type Check, info, ok, skipped, warning} from './check.ts';
import {advice, run} from './fixes.ts';
import {sentenceOf} from './pod-lines.ts';

/** A program that ends is no fault of the node; that it cannot even begin may be. */
const itsOwn = ['CrashLoopBackOff', 'Error'];
const shown = 4;
/** So many at once are no matter of one program. */
const severalKilled = 3;

export const pods: Check = {
	id: 'pods',
	title: 'pods of this node',
	follows: [
		'programs-damaged',
		'unit-confined',
		'kubelet-running',
		'runtime-answers',
		'runtime-conditions',
		'cni-config',
		'cni-plugins',
		'cni-refused',
		'places',
		'halted',
		'image-store',
		'sandbox-image',
		'read-only',
		'resolv-conf',
		'pid-pressure',
		'memory',
		'runtime-handlers',
		'runc',
		'snapshotter',
		'cgroup-driver',
		'disk-pressure',
		'node-status',
	],
	look(node) {
		const all = known(node.pods);
		if (all === undefined) return skipped('the API server did not tell');
		const troubled = all.filter(pod => !pod.settled && pod.words.length > 0);
		if (troubled.length === 0) return evicted(all) ?? ok(`${all.length} of this node, none says that it cannot run`);
		const cannotStart = troubled.filter(({words}) => !words.every(isItsOwn));
		const killed = troubled.filter(({words}) => words.some(isKilled));
		if (cannotStart.length === 0 && killed.length >= severalKilled) return killedTogether(killed, all);
		const told = (cannotStart.length > 0 ? cannotStart : troubled).slice(0, shown);
		const details = {
			evidence: told.flatMap(pod =>
				pod.words.slice(0, 2).map(words => ({source: 'kubectl get pods', text: sentenceOf(pod, words)})),
			),
			fix: [
				...told.slice(0, 1).map(({namespace, name}) => advice(`rtconsole why ${namespace}/${name}`)),
				run('crictl', 'ps', '--all'),
			],
		};
		const names = namesOf(told);
		return cannotStart.length > 0
			? warning(`${cannotStart.length} of ${all.length} pods cannot start or go on: ${names}`, details)
			: info(`${troubled.length} of ${all.length} pods end again and again: ${names}`, details);
	},
};

/** What the node was short of has a check of its own; those that had to go stay in the list, and are over. */
function evicted(all: readonly PodWords[]) {
	const gone = all.filter(({words}) => words.some(({reason}) => reason === 'Evicted'));
	const [first] = gone;
	if (first === undefined) return undefined;
	const bare = gone.filter(({isBare}) => isBare);
	const lost = bare.length === 0 ? 'others took their place' : `nobody makes ${namesOf(bare.slice(0, shown))} anew`;
	return info(`${gone.length} of ${all.length} pods were evicted from this node, and stay in the list; ${lost}`, {
		evidence: first.words.slice(0, 1).map(words => ({source: 'kubectl get pods', text: sentenceOf(first, words)})),
		fix: [advice('kubectl delete pods --all-namespaces --field-selector status.phase=Failed')],
	});
}

/** The kernel says `OOMKilled` of those that wanted too much memory. */
function isKilled({reason, exitCode}: ContainerWords): boolean {
	return reason === 'Error' && exitCode === 137;
}

/** One may kill itself; several at once are killed from outside. */
function killedTogether(killed: readonly PodWords[], all: readonly PodWords[]) {
	return warning(
		`${killed.length} of ${all.length} pods were ended by SIGKILL, and none for want of memory: something on this node kills what runs in them (${namesOf(killed.slice(0, shown))})`,
		{
			evidence: killed
				.slice(0, shown)
				.flatMap(pod =>
					pod.words.filter(isKilled).map(words => ({source: 'kubectl get pods', text: sentenceOf(pod, words)})),
				),
			fix: [
				run('systemctl', 'list-timers', '--all', '--no-pager'),
				advice('and jobs of cron, agents, people: who calls kill, ctr, crictl or docker'),
			],
		},
	);
}

function isItsOwn({reason, message}: ContainerWords): boolean {
	return itsOwn.includes(reason) && !/cannot|unable|failed to/.test(message ?? '');
}

function namesOf(told: readonly PodWords[]): string {
	return told.map(({namespace, name}) => `${namespace}/${name}`).join(', ');
}
