import {durationMs} from '../../model/duration.ts';
import type {Setting} from '../../model/node-snapshot.ts';
import {type Fix, fatal, type Outcome, warning} from '../check.ts';
import {at, replaceInLine, restart, run} from '../fixes.ts';

type Unworkable = {
	readonly isMeant: (value: string) => boolean;
	readonly fallback: string;
	readonly why: string;
	/** It works for a while, or with few pods. */
	readonly isMild?: true;
	/** What was made with the old value keeps it. */
	readonly left?: (value: string, fallback: string) => Fix;
};

const below = (least: number) => (value: string) => /^\d+$/.test(value) && Number(value) > 0 && Number(value) < least;
const shorter = (leastMs: number) => (value: string) => {
	const ms = durationMs(value);
	return ms !== undefined && ms > 0 && ms < leastMs;
};

/** Values of the right kind that the kubelet takes, and nothing works with. The fallbacks are its defaults (kubelet 1.30). */
const nowhere: Readonly<Record<string, Unworkable>> = {
	// Below this not even runc and the first program of a container can start.
	podPidsLimit: {
		isMeant: below(16),
		fallback: '4096',
		why: 'is fewer processes than the start of a pod needs',
		left: raisedInPods,
	},
	// Measured: 50 are enough for five pods (kubelet 1.30.4).
	maxOpenFiles: {
		isMeant: below(1024),
		fallback: '1000000',
		why: 'is used up with some tens of pods: the kubelet then opens no more files and connections',
		isMild: true,
	},
	runtimeRequestTimeout: {
		isMeant: shorter(10_000),
		fallback: '2m0s',
		why: 'ends calls to the runtime that need longer',
	},
	// Seen on kubelet 1.30.4: nothing listens on 10250, and no line of the journal says so.
	enableServer: {
		isMeant: value => /^false$/i.test(value),
		fallback: 'true',
		why: 'has the kubelet listen nowhere: kubectl logs, exec and port-forward, and metrics, are refused',
		isMild: true,
	},
	imageGCHighThresholdPercent: {
		isMeant: below(20),
		fallback: '85',
		why: 'has images deleted as soon as nobody runs them, on a disk that is nearly empty',
		isMild: true,
	},
};

export function unworkable(settings: readonly Setting[]): readonly Outcome[] {
	const values = settings.flatMap(setting => {
		const found = Object.hasOwn(nowhere, setting.name) ? nowhere[setting.name] : undefined;
		return found?.isMeant(setting.value) ? [outcome(setting, found)] : [];
	});
	return [...values, ...tooSeldom(settings)];
}

/** The kubelet writes the limit when it makes the cgroup of a pod, and never again. Seen on kubelet 1.30.4. */
function raisedInPods(value: string, fallback: string): Fix {
	const script = `for f; do [ "$(cat "$f")" != ${value} ] || echo ${fallback} > "$f"; done`;
	return run(
		'find',
		'/sys/fs/cgroup',
		'-path',
		'*kubepods*pod*',
		'-name',
		'pids.max',
		'-exec',
		'sh',
		'-c',
		script,
		'sh',
		'{}',
		'+',
	);
}

function outcome(setting: Setting, {why, fallback, isMild, left}: Omit<Unworkable, 'isMeant'>): Outcome {
	const {name, value, path, line} = setting;
	return (isMild ? warning : fatal)(`${name} in ${path} (${value}) ${why}`, {
		evidence: [at(setting)],
		fix: [
			replaceInLine(path, line, value, fallback),
			restart('kubelet'),
			...(left === undefined ? [] : [left(value, fallback)]),
		],
	});
}

/** The control plane takes a node for dead after this. Source: kube-controller-manager --node-monitor-grace-period. */
const graceMs = 40_000;

/** A lease is renewed after a quarter of its time; status that does not change is told more seldom than its frequency says. */
function tooSeldom(settings: readonly Setting[]): readonly Outcome[] {
	const set = (name: string) => settings.findLast(setting => setting.name === name);
	const lease = set('nodeLeaseDurationSeconds');
	const status = set('nodeStatusUpdateFrequency');
	const report = set('nodeStatusReportFrequency') ?? status;
	const isSeldom = (setting: Setting | undefined) => {
		const ms = durationMs(setting?.value ?? '');
		return setting === undefined || (ms !== undefined && ms > graceMs);
	};
	if (lease === undefined || Number(lease.value) * 250 <= graceMs || !isSeldom(report)) return [];
	return [
		outcome(lease, {
			why: `has the lease renewed every ${Math.round(Number(lease.value) / 4)} s, and the control plane takes a node for dead after ${graceMs / 1000} s: it is NotReady again and again`,
			fallback: '40',
		}),
	];
}
