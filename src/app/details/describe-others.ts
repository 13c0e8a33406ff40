import {quote} from '../../model/argv.ts';
import type {Image} from '../../model/image.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import type {Task} from '../../model/task.ts';
import {size} from '../format.ts';
import {dig, digList, digMap, digText} from './dig.ts';
import {listSection, mapSection, type Section, section} from './section.ts';

/** An image, from `crictl inspecti`, `docker image inspect` or `ctr images ls`. */
export function describeImage(row: Image, answer: unknown): readonly Section[] {
	const spec = dig(answer, 'info', 'imageSpec') ?? answer;
	const config = dig(spec, 'config') ?? dig(spec, 'Config');
	const words = (name: string) => digList(config, [name]).map(String);
	const layers = digList(spec, ['rootfs', 'diff_ids'], ['RootFS', 'Layers']).map(String);
	return [
		...section(
			'Image',
			['ID', row.id],
			['Size', `${size(row.sizeBytes)} (${row.sizeBytes} bytes)`],
			[
				'Platform',
				[digText(spec, ['os'], ['Os']), digText(spec, ['architecture'], ['Architecture'])].filter(Boolean).join('/'),
			],
			['Created', digText(spec, ['created'], ['Created'])],
			['Pinned', row.pinned ? 'yes: the kubelet does not remove it' : undefined],
			['Namespace', `${row.containerdNamespace} (containerd)`],
		),
		...listSection('Names', [...row.tags, ...row.digests]),
		...listSection('Used by', row.usedBy),
		...section(
			'Config',
			['User', digText(config, ['User']) ?? (config === undefined ? undefined : '0 (root)')],
			['Entrypoint', quote(words('Entrypoint'))],
			['Command', quote(words('Cmd'))],
			['Directory', digText(config, ['WorkingDir'])],
			[
				'Ports',
				digMap(config, ['ExposedPorts'])
					.map(([port]) => port)
					.join(' '),
			],
			[
				'Volumes',
				digMap(config, ['Volumes'])
					.map(([path]) => path)
					.join(' '),
			],
			['Stop signal', digText(config, ['StopSignal'])],
		),
		...listSection('Environment', words('Env')),
		...listSection(`Layers, ${layers.length}`, layers),
		...mapSection('Labels', digMap(config, ['Labels'])),
		...plainAnswer(answer),
	];
}

/** A task: containerd's running process. */
export function describeTask(row: Task, answer: unknown): readonly Section[] {
	return [
		...section(
			'Task',
			['ID', row.id],
			['State', row.state],
			['Container', row.container?.name],
			['Pod', row.container?.podName],
			['Namespace', `${row.containerdNamespace} (containerd)`],
		),
		...section(
			'On the node',
			['PID', row.pid],
			['Root', `/proc/${row.pid}/root`],
			['Cgroup', `/proc/${row.pid}/cgroup`],
			['Network', `/proc/${row.pid}/ns/net`],
		),
		...plainAnswer(answer, 'Processes'),
	];
}

/** A layer, as the snapshotter keeps it. */
export function describeSnapshot(row: Snapshot, answer: unknown): readonly Section[] {
	return [
		...section(
			'Snapshot',
			['Key', row.key],
			['Kind', row.kind === 'active' ? 'active: a container writes into it' : row.kind],
			['Parent', row.parent ?? 'none: the lowest layer'],
			['Size', row.sizeBytes === undefined ? undefined : size(row.sizeBytes)],
			['Snapshotter', row.snapshotter],
			['Namespace', `${row.containerdNamespace} (containerd)`],
			['Created', digText(answer, ['Created'])],
			['Updated', digText(answer, ['Updated'])],
		),
		...mapSection('Labels', digMap(answer, ['Labels'])),
	];
}

/** What a tool says in words of its own, as it stands. */
function plainAnswer(answer: unknown, title = 'As ctr says it'): readonly Section[] {
	if (typeof answer !== 'string') return [];
	return listSection(
		title,
		answer.split('\n').filter(line => line.trim() !== ''),
	);
}
