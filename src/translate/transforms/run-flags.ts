import {bytesOf} from '../bytes.ts';
import {close, type FlagTransform, type Found, lost, note} from '../transform.ts';
import {capabilities} from './capabilities.ts';
import {mounts, shmSize, tmpfs, volumes} from './mounts.ts';
import {restartPolicy} from './restart-labels.ts';
import {hostname, limitFlags, oomScore, sysctls, ulimits} from './run-afterwards.ts';
import {addHost, nameServers} from './run-names.ts';
import {namespaceOf} from './run-network.ts';

/** Flags of `docker run` and `docker create` that ctr spells, or understands, differently. */
export const runFlags: Readonly<Record<string, FlagTransform>> = {
	'run-add-host': addHost,
	'run-dns': nameServers,
	'run-hostname': hostname,
	'run-oom-score-adj': oomScore,
	'run-sysctl': sysctls,
	'run-ulimit': ulimits,
	...limitFlags,
	'run-bytes': values => {
		const bytes = bytesOf(values.at(-1) ?? '');
		return bytes === undefined
			? {error: `docker run --memory takes a size, not '${values.at(-1)}'`}
			: {args: ['--memory-limit', bytes]};
	},
	'run-cap-add': values => capabilities('--cap-add', values),
	'run-cap-drop': (values, ask) => capabilities('--cap-drop', values, ask.values('cap-add')),
	'run-cgroup-parent': (values, ask) => {
		const parent = values.at(-1) ?? '';
		const name = ask.value('name') ?? ask.unique;
		return {args: ['--cgroup', `${parent.replace(/\/$/, '')}/${name}`], findings: [close('run.cgroup-parent')]};
	},
	'run-cgroupns': values =>
		values.at(-1) === 'host' ? {args: ['--with-ns', 'cgroup:/proc/1/ns/cgroup']} : {findings: [note('run.cgroupns')]},
	'run-device': values => {
		const findings: Found[] = [];
		const args = values.flatMap(value => {
			const [path = '', inside, permissions] = value.split(':');
			const moved = inside !== undefined && inside !== path && !/^[rwm]+$/.test(inside);
			if (moved || permissions !== undefined || /^[rwm]+$/.test(inside ?? ''))
				findings.push(lost('run.device', {path}));
			return ['--device', path];
		});
		return {args, findings};
	},
	'run-env': values => ({
		args: values.filter(value => value.includes('=')).flatMap(value => ['--env', value]),
		findings: values.filter(value => !value.includes('=')).map(variable => lost('run.env-unset', {variable})),
	}),
	'run-gpus': values => {
		const value = values.at(-1) ?? '';
		const devices =
			value.match(/device=([\d,]+)/)?.[1]?.split(',') ??
			(/^\d+$/.test(value) ? [...Array(Math.min(Number(value), 64)).keys()].map(String) : []);
		return devices.length === 0
			? {findings: [lost('run.gpus')]}
			: {args: devices.flatMap(device => ['--gpus', device])};
	},
	'run-label': values => ({args: values.flatMap(value => ['--label', value.includes('=') ? value : `${value}=`])}),
	'run-log-driver': (values, ask) => {
		const driver = values.at(-1) ?? '';
		// What runs in the foreground is seen all the same: there is no log without --detach.
		if (driver === 'none') return {args: ask.on('detach') ? ['--null-io'] : []};
		return driver === 'json-file'
			? {findings: [close('run.log-file')]}
			: {findings: [lost('run.log-driver', {driver})]};
	},
	'run-memory-swap': (values, ask) =>
		values.at(-1) === ask.value('memory')
			? {findings: [note('run.swap-equal')]}
			: {findings: [lost('run.memory-other')]},
	'run-mount': mounts,
	'run-ipc': values => sharedNamespace('ipc', 'ipc', values.at(-1) ?? '', ['private', 'shareable']),
	'run-pid': values => sharedNamespace('pid', 'pid', values.at(-1) ?? '', []),
	'run-uts': values => sharedNamespace('uts', 'uts', values.at(-1) ?? '', []),
	'run-userns': values =>
		values.at(-1) === 'host' ? {findings: [note('run.userns-host')]} : {findings: [lost('run.userns')]},
	'run-restart': restartPolicy,
	'run-runtime': values => {
		const runtime = values.at(-1) ?? '';
		if (runtime === 'runc') return {args: ['--runtime', 'io.containerd.runc.v2']};
		if (/[./]/.test(runtime)) return {args: ['--runtime', runtime]};
		const known: Readonly<Record<string, readonly string[]>> = {
			nvidia: ['--runc-binary', 'nvidia-container-runtime'],
			crun: ['--runc-binary', 'crun'],
			kata: ['--runtime', 'io.containerd.kata.v2'],
			'kata-runtime': ['--runtime', 'io.containerd.kata.v2'],
			runsc: ['--runtime', 'io.containerd.runsc.v1'],
		};
		const args = Object.hasOwn(known, runtime) ? known[runtime] : undefined;
		if (args === undefined) return {findings: [lost('run.runtime', {runtime})]};
		return {args, findings: [close('run.runtime-known', {runtime, flags: args.join(' ')})]};
	},
	'run-security-opt': securityOptions,
	'run-shm-size': shmSize,
	'run-sig-proxy': values => (values.at(-1) === 'false' ? {findings: [lost('run.sig-proxy')]} : {}),
	'run-stop-signal': values => ({
		args: ['--label', `io.containerd.image.config.stop-signal=${values.at(-1) ?? ''}`],
		findings: [close('run.stop-signal')],
	}),
	'run-tmpfs': tmpfs,
	'run-volume': volumes,
};

function sharedNamespace(kind: string, file: string, value: string, own: readonly string[]) {
	if (value === '' || own.includes(value)) return {};
	if (value === 'host') return {args: ['--with-ns', `${kind}:/proc/1/ns/${file}`]};
	if (value.startsWith('container:'))
		return {args: ['--with-ns', namespaceOf(kind, file, value.slice('container:'.length))]};
	return {findings: [lost('run.shared-namespace', {kind, value})]};
}

function securityOptions(values: readonly string[]) {
	const args: string[] = [];
	const findings: Found[] = [];
	for (const value of values) {
		const [key = '', setting = ''] = value.split(/[=:](.*)/s);
		if (key === 'no-new-privileges' || (key === 'seccomp' && setting === 'unconfined')) continue;
		if (key === 'apparmor' && setting === 'unconfined') continue;
		if (key === 'seccomp') args.push('--seccomp', '--seccomp-profile', setting);
		else if (key === 'apparmor') args.push('--apparmor-profile', setting);
		else findings.push(lost('run.security-opt', {option: value}));
	}
	return {args, findings};
}
