import {bytesOf} from '../bytes.ts';
import {close} from '../transform.ts';
import {argOf, type BuildByCtr, flagsLost, script} from './held.ts';

/** docker's flags that runc spells as docker does, or otherwise. Source: runc 1.1.15 update --help. */
const limits: Readonly<Record<string, (value: string) => readonly string[]>> = {
	'blkio-weight': value => ['--blkio-weight', value],
	'cpu-period': value => ['--cpu-period', value],
	'cpu-quota': value => ['--cpu-quota', value],
	'cpu-rt-period': value => ['--cpu-rt-period', value],
	'cpu-rt-runtime': value => ['--cpu-rt-runtime', value],
	'cpu-shares': value => ['--cpu-share', value],
	cpus: value => ['--cpu-period', '100000', '--cpu-quota', String(Math.round(Number(value) * 100_000))],
	'cpuset-cpus': value => ['--cpuset-cpus', value],
	'cpuset-mems': value => ['--cpuset-mems', value],
	memory: value => bytes('--memory', value),
	'memory-reservation': value => bytes('--memory-reservation', value),
	'memory-swap': value => bytes('--memory-swap', value),
	'pids-limit': value => ['--pids-limit', value],
};

/** ctr changes no limits; runc, which runs the container, does. Whether it is begun again containerd reads from labels. */
export const update: BuildByCtr = (held, ask) => {
	const flags: string[] = [];
	for (const [name, toRunc] of Object.entries(limits)) {
		const value = ask.value(name);
		if (value !== undefined) flags.push(...toRunc(value));
	}
	const policy = ask.value('restart');
	const labels = policy === undefined ? [] : restartLabels(policy);
	const steps = [
		'name=$1; shift; ctr containers info "$name" >/dev/null || exit',
		...(labels.length === 0 ? [] : [`ctr containers label "$name" ${labels.join(' ')} >/dev/null || exit`]),
		...(flags.length === 0 ? [] : [`runc --root /run/containerd/runc/${held.namespace} update "$@" "$name" || exit`]),
		'echo "$name"',
	];
	return {
		commands: ask.parsed.args.map(name => script(steps.join('; '), [argOf(name, held), ...flags], held)),
		findings: [close('by-ctr.update'), ...flagsLost(ask, [...Object.keys(limits), 'restart'])],
	};
};

/** `-1` is no limit. */
function bytes(flag: string, value: string): readonly string[] {
	return [flag, bytesOf(value) ?? value];
}

/** A label without a value is none. Source: containerd runtime/restart; ctr containers label. */
function restartLabels(policy: string): readonly string[] {
	const [status, kept] = policy === 'no' || policy === '' ? ['', ''] : ['running', policy];
	const word = /^[a-z0-9:-]*$/.test(kept) ? kept : 'always';
	return [`containerd.io/restart.policy=${word}`, `containerd.io/restart.status=${status}`];
}
