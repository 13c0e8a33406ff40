import {latestAttempts, restartsOf} from '../../model/latest-attempts.ts';
import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import {timeOf} from './describe-container.ts';
import {dig, digList, digMap, digText} from './dig.ts';
import {listSection, mapSection, type Section, section} from './section.ts';

/** A pod as this node has it: its sandbox, without the API server. */
export function describePod(row: PodWithContainers, answer: unknown, nowMs: number): readonly Section[] {
	const spec = dig(answer, 'info', 'runtimeSpec');
	const netns = digList(spec, ['linux', 'namespaces']).find(one => dig(one, 'type') === 'network');
	const pid = digText(answer, ['info', 'pid'], ['State', 'Pid']);
	const alive = pid !== undefined && pid !== '0';
	const now = latestAttempts(row);
	const running = now.filter(({state}) => state === 'running').length;
	const restarts = restartsOf(row);
	const ips = [row.ip ?? digText(answer, ['status', 'network', 'ip'], ['NetworkSettings', 'IPAddress'])];
	for (const more of digList(answer, ['status', 'network', 'additionalIps'])) ips.push(digText(more, ['ip']));
	const hostNetwork = row.hostNetwork ?? dig(answer, 'status', 'linux', 'namespaces', 'options', 'network') === 'NODE';
	return [
		...section(
			'Pod',
			['Name', row.name],
			['Namespace', `${row.namespace} (Kubernetes)`],
			['UID', row.uid],
			['Sandbox', row.id],
			['Runtime', row.runtimeHandler ?? digText(answer, ['info', 'runtimeType'])],
		),
		...section(
			'Conditions',
			['Sandbox ready', row.state === 'ready' ? 'yes' : 'no: it has ended, or its network is gone'],
			['Containers', `${running} of ${now.length} running`],
			['Restarts', restarts === undefined ? undefined : String(restarts)],
			['Attempt', attemptOf(row.attempt)],
			['Created', timeOf(row.createdAtMs, nowMs)],
		),
		...listSection(
			'Containers',
			row.containers.map(one => containerLine(one, now.includes(one))),
		),
		...section(
			'Network',
			['Address', hostNetwork ? "the node's own" : ips.filter(Boolean).join(', ')],
			['Host name', digText(answer, ['info', 'config', 'hostname'], ['Config', 'Hostname'])],
			['DNS', digList(answer, ['info', 'config', 'dns_config', 'servers']).map(String).join(', ')],
		),
		...listSection('Ports', portsOf(answer)),
		...section(
			'On the node',
			['PID', alive ? pid : undefined],
			['Logs', digText(answer, ['info', 'config', 'log_directory'])],
			[
				'Cgroup',
				digText(answer, ['info', 'config', 'linux', 'cgroup_parent']) ?? digText(spec, ['linux', 'cgroupsPath']),
			],
			['Network', digText(netns, ['path']) ?? (alive ? `/proc/${pid}/ns/net` : undefined)],
			['Pause image', digText(answer, ['info', 'image'], ['Config', 'Image'])],
			['Snapshot', digText(answer, ['info', 'snapshotKey'])],
		),
		...mapSection('Labels', digMap(answer, ['status', 'labels'], ['Config', 'Labels'])),
		...mapSection('Annotations', digMap(answer, ['status', 'annotations'])),
	];
}

function attemptOf(attempt: number): string {
	if (attempt === 0) return '0';
	return `${attempt}: the sandbox was made anew ${attempt === 1 ? 'once' : `${attempt} times`}`;
}

function containerLine({name, state, id, attempt}: PodWithContainers['containers'][number], isLatest: boolean): string {
	const which = attempt === undefined || attempt === 0 ? '' : `  attempt ${attempt}`;
	return `${name}  ${state}  ${id.slice(0, 13)}${which}${isLatest ? '' : '  kept for its log'}`;
}

function portsOf(answer: unknown): readonly string[] {
	return digList(answer, ['info', 'config', 'port_mappings']).map(port => {
		const host = digText(port, ['host_port']);
		const own = digText(port, ['container_port']);
		return `${own ?? host}${host === undefined || host === '0' ? '' : ` at port ${host} of the node`}`;
	});
}
