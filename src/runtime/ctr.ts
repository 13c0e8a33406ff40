import {CommandFailed} from '../host/errors.ts';
import type {Reader} from '../host/host.ts';
import type {Argv} from '../model/argv.ts';
import type {Content} from '../model/content.ts';
import type {Image} from '../model/image.ts';
import type {Lease} from '../model/lease.ts';
import type {Snapshot} from '../model/snapshot.ts';
import type {Task} from '../model/task.ts';
import {ask} from './ask.ts';
import {canonical, defaultContainerdAddress} from './cri-sockets.ts';
import {type ContainerInfo, parseContainerInfo} from './ctr-info.ts';
import {joinImages, parseContent, parseLeases, parseTargets, parseUsage} from './ctr-store.ts';
import {parseCtrImages, parseNames, parseNamespaces, parseSnapshots, parseTasks} from './ctr-tables.ts';

export type Ctr = {
	namespaces(): Promise<ReadonlyArray<{readonly name: string; readonly labels: string}>>;
	containerIds(containerdNamespace: string, filter?: string): Promise<readonly string[]>;
	/** Undefined for a container that is gone. */
	containerInfo(containerdNamespace: string, id: string): Promise<ContainerInfo | undefined>;
	tasks(containerdNamespace: string): Promise<readonly Task[]>;
	images(containerdNamespace: string): Promise<readonly Image[]>;
	snapshots(containerdNamespace: string, snapshotter: string): Promise<readonly Snapshot[]>;
	/** Blobs, and which images need them. */
	content(containerdNamespace: string): Promise<readonly Content[]>;
	leases(containerdNamespace: string): Promise<readonly Lease[]>;
	/** Bytes of a snapshot; containerd walks the disk for it. */
	snapshotBytes(snapshot: Snapshot): Promise<number | undefined>;
	/** A ctr command line in a containerd namespace: always named, for ctr's own default is `default`. */
	command(containerdNamespace: string, ...args: readonly string[]): Argv;
	/** A ctr command line for what stands above the namespaces. */
	globalCommand(...args: readonly string[]): Argv;
};

export type CtrOptions = {
	readonly command: Argv;
	/** containerd's socket, as a path. Undefined: ctr's own default. */
	readonly address?: string;
};

export function createCtr(reader: Reader, {command, address}: CtrOptions): Ctr {
	const [tool, ...first] = command;
	const isDefault = address === undefined || canonical(address) === defaultContainerdAddress;
	const globalCommand = (...args: readonly string[]): Argv => [
		tool,
		...first,
		...(isDefault ? [] : ['--address', address]),
		...args,
	];
	const inNamespace = (name: string, ...args: readonly string[]) => globalCommand('--namespace', name, ...args);
	const list = <T>(name: string, parse: (text: string) => T, ...args: string[]) =>
		ask(reader, inNamespace(name, ...args), parse);

	return {
		namespaces: () => ask(reader, globalCommand('namespaces', 'ls'), parseNamespaces),
		containerIds: (name, filter) =>
			list(name, parseNames, 'containers', 'ls', '--quiet', ...(filter === undefined ? [] : [filter])),
		async containerInfo(name, id) {
			try {
				return await list(name, text => parseContainerInfo(text, name), 'containers', 'info', id);
			} catch (error) {
				if (error instanceof CommandFailed && error.finished.stderr.includes('not found')) return undefined;
				throw error;
			}
		},
		tasks: name => list(name, text => parseTasks(text, name), 'tasks', 'ls'),
		images: name => list(name, text => parseCtrImages(text, name), 'images', 'ls'),
		snapshots: (name, snapshotter) =>
			list(name, text => parseSnapshots(text, snapshotter, name), 'snapshots', '--snapshotter', snapshotter, 'ls'),
		async content(name) {
			const [content, targets] = await Promise.all([
				list(name, text => parseContent(text, name), 'content', 'ls'),
				list(name, parseTargets, 'images', 'ls'),
			]);
			return joinImages(content, targets);
		},
		leases: name => list(name, text => parseLeases(text, name), 'leases', 'ls'),
		snapshotBytes: ({containerdNamespace, snapshotter, key}) =>
			list(containerdNamespace, parseUsage, 'snapshots', '--snapshotter', snapshotter, 'usage', key),
		command: inNamespace,
		globalCommand,
	};
}
