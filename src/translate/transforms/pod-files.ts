import {bytesOf} from '../bytes.ts';
import type {Ask} from '../transform.ts';
import {isVolumeName, volumeFolder} from './run-volumes.ts';

type Json = Readonly<Record<string, unknown>>;

/** What `crictl runp` and `crictl run` read for a pod sandbox. Source: runtime.v1.PodSandboxConfig; 2 is NODE, 1 CONTAINER. */
export function podFile(name: string, ask: Ask): Json {
	const host = ask.values('network').includes('host');
	const ports = ask.values('publish').map(portMapping);
	const dns = {servers: ask.values('dns'), searches: ask.values('dns-search'), options: ask.values('dns-option')};
	const sysctls = Object.fromEntries(ask.values('sysctl').map(pair));
	return {
		metadata: {name, namespace: 'default', uid: `rtconsole-${name}`, attempt: 0},
		labels: kubernetesLabels(name),
		...(host ? {} : {hostname: ask.value('hostname') ?? name}),
		log_directory: `/var/log/pods/default_${name}_rtconsole-${name}`,
		...(Object.values(dns).some(values => values.length > 0) ? {dns_config: dns} : {}),
		...(ports.length === 0 ? {} : {port_mappings: ports}),
		linux: {
			...(Object.keys(sysctls).length === 0 ? {} : {sysctls}),
			security_context: {
				namespace_options: namespaces(ask),
				...(ask.on('privileged') ? {privileged: true} : {}),
			},
		},
	};
}

/** Source: runtime.v1.ContainerConfig: `command` is ENTRYPOINT, `args` is CMD, so both replace what docker's would. */
export function containerFile(name: string, image: string, ask: Ask): Json {
	const [, ...command] = ask.parsed.args;
	const entrypoint = ask.value('entrypoint');
	const envs = ask.values('env').map(value => ({key: pair(value)[0], value: pair(value)[1]}));
	return {
		metadata: {name, attempt: 0},
		image: {image},
		...(entrypoint === undefined || entrypoint === '' ? {} : {command: [entrypoint]}),
		...(command.length === 0 ? {} : {args: command}),
		...(ask.value('workdir') === undefined ? {} : {working_dir: ask.value('workdir')}),
		...(envs.length === 0 ? {} : {envs}),
		...listOf('mounts', ask.values('volume').flatMap(podMount)),
		...listOf('devices', ask.values('device').map(device)),
		labels: {
			...Object.fromEntries(ask.values('label').map(pair)),
			...kubernetesLabels(name),
			'io.kubernetes.container.name': name,
		},
		log_path: '0.log',
		...(ask.on('interactive') ? {stdin: true} : {}),
		...(ask.on('tty') ? {tty: true} : {}),
		linux: {resources: resources(ask), security_context: securityContext(ask)},
	};
}

/** What crictl and others show as the pod's name: the kubelet writes the same. */
function kubernetesLabels(name: string): Readonly<Record<string, string>> {
	return {
		'io.kubernetes.pod.name': name,
		'io.kubernetes.pod.namespace': 'default',
		'io.kubernetes.pod.uid': `rtconsole-${name}`,
	};
}

/** Without a PID namespace of its own, the container would see the pause process as PID 1. */
function namespaces(ask: Ask): Json {
	return {
		...(ask.values('network').includes('host') ? {network: 2} : {}),
		pid: ask.value('pid') === 'host' ? 2 : 1,
		...(ask.value('ipc') === 'host' ? {ipc: 2} : {}),
	};
}

function resources(ask: Ask): Json {
	const cpus = ask.value('cpus');
	const memory = bytesOf(ask.value('memory') ?? '');
	const numbers = {
		memory_limit_in_bytes: memory,
		cpu_period: cpus === undefined ? ask.value('cpu-period') : '100000',
		cpu_quota: cpus === undefined ? ask.value('cpu-quota') : String(Math.round(Number(cpus) * 100_000)),
		cpu_shares: ask.value('cpu-shares'),
		oom_score_adj: ask.value('oom-score-adj'),
	};
	const given = Object.entries(numbers).filter(([, value]) => value !== undefined);
	return {
		...Object.fromEntries(given.map(([key, value]) => [key, Number(value)])),
		...(ask.value('cpuset-cpus') === undefined ? {} : {cpuset_cpus: ask.value('cpuset-cpus')}),
		...(ask.value('cpuset-mems') === undefined ? {} : {cpuset_mems: ask.value('cpuset-mems')}),
	};
}

function securityContext(ask: Ask): Json {
	const [user, group] = (ask.value('user') ?? '').split(':');
	const capability = (name: string): string => name.toUpperCase().replace(/^CAP_/, '');
	const [added, dropped] = [ask.values('cap-add').map(capability), ask.values('cap-drop').map(capability)];
	const groups = ask.values('group-add').filter(isNumber).map(Number);
	return {
		namespace_options: namespaces(ask),
		...(ask.on('privileged') ? {privileged: true} : {}),
		...(ask.on('read-only') ? {readonly_rootfs: true} : {}),
		...(user === undefined || user === ''
			? {}
			: /^\d+$/.test(user)
				? {run_as_user: {value: Number(user)}}
				: {run_as_username: user}),
		...(group !== undefined && /^\d+$/.test(group) ? {run_as_group: {value: Number(group)}} : {}),
		...(groups.length === 0 ? {} : {supplemental_groups: groups}),
		...(added.length + dropped.length === 0
			? {}
			: {capabilities: {add_capabilities: added, drop_capabilities: dropped}}),
	};
}

export function isNumber(text: string): boolean {
	return /^\d+$/.test(text);
}

/** `8080:80`, `127.0.0.1:8080:80/udp`, `80` */
function portMapping(text: string): Json {
	const [ports = '', protocol] = text.split('/');
	const parts = ports.split(':');
	const inside = Number(parts.at(-1));
	return {
		container_port: inside,
		host_port: parts.length === 1 ? inside : Number(parts.at(-2)),
		...(parts.length > 2 ? {host_ip: parts.slice(0, -2).join(':')} : {}),
		...(protocol === 'udp' ? {protocol: 1} : protocol === 'sctp' ? {protocol: 2} : {}),
	};
}

/** What a pod mounts for a value of `-v`; nothing where that is neither a path nor the name of a volume. */
export function podMount(volume: string): readonly Json[] {
	const [source = '', target, mode = ''] = volume.split(':');
	const named = isVolumeName(source);
	if (!(named || source.startsWith('/')) || target === undefined) return [];
	const path = named ? volumeFolder(source) : source;
	return [{host_path: path, container_path: target, ...(mode.split(',').includes('ro') ? {readonly: true} : {})}];
}

function device(text: string): Json {
	const [path = '', inside = path, permissions = 'rwm'] = text.split(':');
	return {host_path: path, container_path: inside, permissions};
}

function listOf(key: string, values: readonly Json[]): Json {
	return values.length === 0 ? {} : {[key]: values};
}

function pair(text: string): readonly [string, string] {
	const equals = text.indexOf('=');
	return equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}
