import {bytesOf} from '../bytes.ts';
import {type Ask, close, type Emitted, type FlagTransform, lost} from '../transform.ts';
import type {Command} from '../types.ts';

/**
 * Flags of `docker run` that ctr has no word for, and that can be set from outside a moment after a detached container has started: the
 * limits of its control groups by runc, those of its process by prlimit, the rest in its namespaces. Source: runc 1.1.15 update --help,
 * prlimit(1), nsenter(1).
 */
export function setAfterwards(id: string, ask: Ask): readonly Command[] {
	if (!ask.on('detach')) return [];
	const limits = Object.entries(ofControlGroups).flatMap(([flag, {words}]) => {
		const value = ask.value(flag);
		return value === undefined || ctrHas(flag, ask) ? [] : words(value);
	});
	const ulimits = ask.values('ulimit').filter(value => !byCtr(value, ask));
	const sysctls = ask.values('sysctl').filter(value => inNamespaces(value, ask));
	const score = ask.value('oom-score-adj');
	const hostname = ask.has('ctr', 'run', '--hostname') ? undefined : ask.value('hostname');
	const steps: (readonly [program: string, words: readonly string[]])[] = [
		['runc --root /run/containerd/runc/default update "$@" "$0"', limits],
		[
			'prlimit --pid "$pid" "$@"',
			ulimits.map(value => `--${value.includes(':') ? value : value.replace(/=(.*)/, '=$1:$1')}`),
		],
		['nsenter --target "$pid" --net --ipc sysctl -qw "$@"', sysctls],
		['echo "$1" >"/proc/$pid/oom_score_adj"', score === undefined ? [] : [score]],
		['nsenter --target "$pid" --uts hostname "$1"', hostname === undefined ? [] : [hostname]],
	];
	return steps
		.filter(([, words]) => words.length > 0)
		.map(([program, words]) => ({
			argv: ['sh', '-c', `${pid}; ${program} || ${failed}`, id, ...words] as const,
			effect: 'write' as const,
			output: 'none' as const,
		}));
}

/** What has ended already needs nothing more. */
const pid =
	'pid=$(ctr -n default task ls | grep "^$0 " | tr -s " " | cut -d" " -f2); [ -n "$pid" ] && [ -d "/proc/$pid" ] || exit 0';

/** docker starts nothing where a limit cannot be set. */
const failed = '{ ctr -n default task kill --signal SIGKILL "$0"; exit 125; }';

type Limit = {
	/** What must be said where the container runs in the foreground. */
	readonly otherwise: string;
	readonly words: (value: string) => readonly string[];
};

const ofControlGroups: Readonly<Record<string, Limit>> = {
	'pids-limit': {otherwise: 'run.pids-limit', words: value => ['--pids-limit', value]},
	'cpuset-cpus': {otherwise: 'run.cpuset', words: value => ['--cpuset-cpus', value]},
	'cpuset-mems': {otherwise: 'run.cpuset', words: value => ['--cpuset-mems', value]},
	'memory-reservation': {
		otherwise: 'run.memory-other',
		words: value => ['--memory-reservation', bytesOf(value) ?? value],
	},
	'blkio-weight': {otherwise: 'run.blkio', words: value => ['--blkio-weight', value]},
};

/** What ctr has it does itself. */
export const limitFlags: Readonly<Record<string, FlagTransform>> = {
	'run-pids-limit': (values, ask) => limitFlag('pids-limit', values, ask),
	'run-cpuset-cpus': (values, ask) => limitFlag('cpuset-cpus', values, ask),
	'run-cpuset-mems': (values, ask) => limitFlag('cpuset-mems', values, ask),
	'run-memory-reservation': (values, ask) => limitFlag('memory-reservation', values, ask),
	'run-blkio-weight': (values, ask) => limitFlag('blkio-weight', values, ask),
};

function limitFlag(flag: string, values: readonly string[], ask: Ask): Emitted {
	return ctrHas(flag, ask)
		? {args: [`--${flag}`, values.at(-1) ?? '']}
		: later(ofControlGroups[flag]?.otherwise ?? 'run.afterwards', ask);
}

export const oomScore: FlagTransform = (values, ask) => {
	const value = values.at(-1) ?? '';
	if (Math.abs(Number(value)) > 1000)
		return {error: `Invalid value ${value}, range for oom score adj is [-1000, 1000].`};
	return later('run.oom', ask);
};

/** Source: docker's own list, opts ValidateSysctl; runc refuses those of a namespace that is the node's. */
export const sysctls: FlagTransform = (values, ask) => {
	const wrong = values.find(value => !/^(net\.[\w./-]+|kernel\.(msg\w+|sem|shm\w+)|fs\.mqueue\.\w+)=/.test(value));
	if (wrong !== undefined)
		return {error: `invalid argument "${wrong}" for "--sysctl" flag: sysctl '${wrong}' is not whitelisted`};
	const shared = values.find(value => !inNamespaces(value, ask));
	if (shared !== undefined)
		return {error: `sysctl "${shared.replace(/=.*/s, '')}" not allowed in host network or IPC namespace`};
	return later('run.sysctl', ask);
};

/** Source: go-units ParseUlimit. */
const limitNames = ' core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack ';

export const ulimits: FlagTransform = (values, ask) => {
	const wrong = values.find(value => !limitNames.includes(` ${value.replace(/=.*/s, '')} `));
	if (wrong !== undefined)
		return {
			error: `invalid argument "${wrong}" for "--ulimit" flag: invalid ulimit type: ${wrong.replace(/=.*/s, '')}`,
		};
	const bad = values.find(value => !/^[a-z]+=-?\d+(:-?\d+)?$/.test(value));
	if (bad !== undefined)
		return {error: `invalid argument "${bad}" for "--ulimit" flag: invalid ulimit argument: ${bad}`};
	const files = values.filter(value => byCtr(value, ask)).slice(-1);
	const others = values.filter(value => !byCtr(value, ask));
	return {
		args: files.flatMap(value => ['--rlimit-nofile', pair(value.slice('nofile='.length))]),
		findings:
			ask.on('detach') && others.length > 0
				? [close('run.afterwards')]
				: others.map(limit => lost('run.ulimit', {limit})),
	};
};

export const hostname: FlagTransform = (values, ask) =>
	ask.has('ctr', 'run', '--hostname') || !ask.on('detach')
		? {args: ['--hostname', values.at(-1) ?? '']}
		: later('run.afterwards', ask);

function later(otherwise: string, ask: Ask): Emitted {
	return {findings: [ask.on('detach') ? close('run.afterwards') : lost(otherwise)]};
}

function ctrHas(flag: string, ask: Ask): boolean {
	return ask.has('ctr', 'run', `--${flag}`);
}

function byCtr(ulimit: string, ask: Ask): boolean {
	return ulimit.startsWith('nofile=') && ask.has('ctr', 'run', '--rlimit-nofile');
}

function pair(value: string): string {
	return value.includes(':') ? value : `${value}:${value}`;
}

/** Parameters that each network, or each namespace for messages, has for itself; with the node's network they would be the node's. */
function inNamespaces(setting: string, ask: Ask): boolean {
	return setting.startsWith('net.') ? !ask.values('network').includes('host') : !ask.values('ipc').includes('host');
}
