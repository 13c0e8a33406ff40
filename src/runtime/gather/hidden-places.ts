import type {Reader} from '../../host/host.ts';
import type {HiddenPlace} from '../../model/node-state.ts';
import {mountsIn} from './mounts.ts';
import {textIfAny} from './part.ts';

const configured = [
	'/etc/kubernetes',
	'/etc/kubernetes/manifests',
	'/etc/kubernetes/pki',
	'/etc/containerd',
	'/etc/docker',
];

/** Folders over which something empty is mounted: what lies in them is there, and nobody sees it. */
export async function gatherHiddenPlaces(reader: Reader, more: readonly string[]): Promise<readonly HiddenPlace[]> {
	const mounts = mountsIn((await textIfAny(reader, '/proc/self/mountinfo')) ?? '');
	const places = [...new Set([...more, ...configured, '/usr/lib/cni', '/opt/cni/bin', '/opt/cni'])];
	const found = await Promise.all(
		places.map(async (path): Promise<readonly HiddenPlace[]> => {
			const filesystem = mounts.findLast(({mountedOn}) => mountedOn === path)?.filesystem;
			if (filesystem === undefined) return [];
			const names = await reader.listNames(path).catch(() => undefined);
			// Of a filesystem of its own this is all that an empty disk has.
			const isEmpty = names?.every(name => name === 'lost+found') === true;
			return isEmpty ? [{path, filesystem}] : [];
		}),
	);
	return found.flat();
}
