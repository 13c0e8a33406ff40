import {quote} from '../../model/argv.ts';
import type {Container} from '../../model/container.ts';
import {exitInWords} from '../../model/exit-words.ts';
import {age, isoTime} from '../format.ts';
import {dig, digList, digMap, digText} from './dig.ts';
import {limitsOf} from './limits.ts';
import {listSection, mapSection, type Section, section} from './section.ts';

/** A container, from `crictl inspect`, `docker inspect` or `ctr containers info`: they share the OCI spec, or docker's own words. */
export function describeContainer(row: Container, answer: unknown, nowMs: number): readonly Section[] {
	const spec = dig(answer, 'info', 'runtimeSpec') ?? dig(answer, 'Spec');
	const message = digText(answer, ['status', 'message'], ['State', 'Error']);
	const namespaces = digList(spec, ['linux', 'namespaces']);
	const netns = namespaces.find(one => dig(one, 'type') === 'network');
	const pid = row.pid ?? digText(answer, ['State', 'Pid']);
	return [
		...section(
			'Container',
			['Name', row.name],
			['ID', row.id],
			['Pod', row.podName === undefined ? undefined : `${row.podNamespace}/${row.podName}`],
			['Sandbox', row.podId ?? digText(answer, ['info', 'sandboxID'])],
			['Namespace', `${row.containerdNamespace} (containerd)`],
			['Runtime', digText(answer, ['info', 'runtimeType'], ['Runtime', 'Name'], ['HostConfig', 'Runtime'])],
		),
		...section(
			'State',
			['State', row.state],
			['Exit code', row.exitCode === undefined ? undefined : exitInWords(row.exitCode, row.reason)],
			['Reason', row.reason],
			['Message', message],
			['Restarts', digText(answer, ['RestartCount']) ?? row.attempt],
			['PID', pid === '0' ? undefined : pid],
			['Created', timeOf(row.createdAtMs, nowMs)],
			['Started', timeOf(row.startedAtMs, nowMs)],
			['Finished', timeOf(row.finishedAtMs, nowMs)],
			['Health', digText(answer, ['State', 'Health', 'Status'])],
		),
		...section(
			'Image',
			['Image', row.image],
			['ID', row.imageId],
			['User', userOf(spec) ?? digText(answer, ['Config', 'User'])],
		),
		...section(
			'Process',
			['Command', commandOf(answer, spec)],
			['Directory', digText(spec, ['process', 'cwd']) ?? digText(answer, ['Config', 'WorkingDir'])],
			['Terminal', digText(spec, ['process', 'terminal'])],
			['Capabilities', capabilitiesOf(spec)],
			[
				'Privileged',
				digText(answer, ['info', 'config', 'linux', 'security_context', 'privileged'], ['HostConfig', 'Privileged']),
			],
		),
		...listSection('Ports', portsOf(row, answer)),
		...listSection('Mounts', mountsOf(answer, spec)),
		...mapSection('Environment', envOf(answer, spec)),
		...section('Limits', ...limitsOf(answer, spec)),
		...section(
			'On the node',
			['Log', row.logPath ?? digText(answer, ['status', 'logPath'], ['LogPath'])],
			['Root', pid === undefined || pid === '0' ? undefined : `/proc/${pid}/root`],
			['Cgroup', digText(spec, ['linux', 'cgroupsPath']) ?? digText(answer, ['HostConfig', 'CgroupParent'])],
			['Network', digText(netns, ['path']) ?? digText(answer, ['NetworkSettings', 'SandboxKey'])],
			['Snapshot', digText(answer, ['info', 'snapshotKey'], ['SnapshotKey'])],
			['Snapshotter', digText(answer, ['info', 'snapshotter'], ['Snapshotter'], ['GraphDriver', 'Name'])],
		),
		...mapSection('Labels', digMap(answer, ['status', 'labels'], ['Labels'], ['Config', 'Labels'])),
		...mapSection('Annotations', digMap(answer, ['status', 'annotations'], ['Spec', 'annotations'])),
	];
}

export function timeOf(atMs: number | undefined, nowMs: number): string | undefined {
	return atMs === undefined ? undefined : `${isoTime(atMs)} (${age(nowMs - atMs)} ago)`;
}

function userOf(spec: unknown): string | undefined {
	const uid = digText(spec, ['process', 'user', 'uid']);
	return uid === undefined
		? undefined
		: `${uid}:${digText(spec, ['process', 'user', 'gid']) ?? '0'}${uid === '0' ? ' (root)' : ''}`;
}

function commandOf(answer: unknown, spec: unknown): string | undefined {
	const args = digList(spec, ['process', 'args']);
	const words = args.length > 0 ? args : [dig(answer, 'Path'), ...digList(answer, ['Args'])].filter(Boolean);
	return words.length === 0 ? undefined : quote(words.map(String));
}

function capabilitiesOf(spec: unknown): string | undefined {
	const names = digList(spec, ['process', 'capabilities', 'effective'], ['process', 'capabilities', 'bounding']);
	return names.length === 0 ? undefined : names.map(name => String(name).replace(/^CAP_/, '')).join(' ');
}

function envOf(answer: unknown, spec: unknown): ReadonlyArray<readonly [string, string]> {
	const lines = digList(spec, ['process', 'env']);
	const all = lines.length > 0 ? lines : digList(answer, ['Config', 'Env']);
	const named = new Map<string, string>();
	for (const line of all) {
		const text = String(line);
		const at = text.indexOf('=');
		named.set(at < 0 ? text : text.slice(0, at), at < 0 ? '' : text.slice(at + 1));
	}
	return [...named];
}

/** The kubelet writes a container's ports into an annotation; docker has its own table. */
function portsOf(row: Container, answer: unknown): readonly string[] {
	const annotation = digText(answer, ['status', 'annotations', 'io.kubernetes.container.ports']);
	const listed = annotation === undefined ? [] : portsIn(annotation);
	if (listed.length > 0) return listed;
	const table = dig(answer, 'NetworkSettings', 'Ports');
	if (typeof table !== 'object' || table === null) return [];
	return Object.entries(table).map(([port, bound]) => {
		const hosts = (Array.isArray(bound) ? bound : []).map(
			one => `${digText(one, ['HostIp'])}:${digText(one, ['HostPort'])}`,
		);
		return hosts.length === 0
			? `${port}, not published`
			: `${port} at ${hosts.join(', ')}${row.podName === undefined ? '' : ' of the node'}`;
	});
}

function portsIn(annotation: string): readonly string[] {
	try {
		const ports: unknown = JSON.parse(annotation);
		return (Array.isArray(ports) ? ports : []).map(port => {
			const host = digText(port, ['hostPort']);
			const name = digText(port, ['name']);
			const own = `${digText(port, ['containerPort'])}/${(digText(port, ['protocol']) ?? 'TCP').toLowerCase()}`;
			return [own, name && `(${name})`, host && `at port ${host} of the node`].filter(Boolean).join(' ');
		});
	} catch {
		return [];
	}
}

/** What was asked for, then what every container has. */
function mountsOf(answer: unknown, spec: unknown): readonly string[] {
	const cri = digList(answer, ['status', 'mounts']).map(mount => {
		const flags = [
			dig(mount, 'readonly') === true ? 'ro' : 'rw',
			digText(mount, ['propagation'])?.replace(/^PROPAGATION_PRIVATE$/, ''),
		];
		return `${digText(mount, ['containerPath'])} from ${digText(mount, ['hostPath'])} (${flags.filter(Boolean).join(', ')})`;
	});
	if (cri.length > 0) return cri;
	const docker = digList(answer, ['Mounts']).map(
		mount =>
			`${digText(mount, ['Destination'])} from ${digText(mount, ['Name'], ['Source'])} (${digText(mount, ['Type'])}, ${dig(mount, 'RW') === false ? 'ro' : 'rw'})`,
	);
	if (docker.length > 0) return docker;
	return digList(spec, ['mounts'])
		.filter(mount => dig(mount, 'type') === 'bind')
		.map(
			mount =>
				`${digText(mount, ['destination'])} from ${digText(mount, ['source'])} (${digList(mount, ['options']).includes('ro') ? 'ro' : 'rw'})`,
		);
}
