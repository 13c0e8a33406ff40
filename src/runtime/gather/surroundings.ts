import type {Reader} from '../../host/host.ts';
import type {NodeSurroundings} from '../../model/node-surroundings.ts';
import {gatherCallers} from './callers.ts';
import {gatherClients, gatherMembers} from './docker-clients.ts';
import {runningByDocker} from './docker-units.ts';
import {gatherLogins, gatherRegistryFiles} from './logins.ts';
import {gatherPackages} from './packages.ts';
import {part} from './part.ts';
import {gatherDisks} from './system.ts';

export type SurroundingsOptions = {
	/** Absolute path of the program containerd. */
	readonly containerd?: string;
	/** Folders whose room matters; the nearest one that exists is looked at. */
	readonly folders: readonly string[];
};

/** What on this node hangs on docker besides its pods. */
export async function gatherSurroundings(
	reader: Reader,
	{containerd, folders}: SurroundingsOptions,
): Promise<NodeSurroundings> {
	const [callers, packages, logins, registryFiles, clients, members, disks] = await Promise.all([
		gatherCallers(reader),
		part(() => gatherPackages(reader, containerd)),
		gatherLogins(reader),
		gatherRegistryFiles(reader),
		part(() => gatherClients(reader)),
		gatherMembers(reader),
		part(async () => roomOf(reader, folders)),
	]);
	const running = await runningByDocker(reader, callers);
	return {...callers, running, packages, logins, registryFiles, clients, members, disks};
}

/** Of each folder, or of the nearest one above it that is there. */
async function roomOf(reader: Reader, folders: readonly string[]) {
	const there = await Promise.all(folders.map(folder => nearest(reader, folder)));
	const disks = await gatherDisks(reader, [...new Set(there)]);
	return folders.flatMap((path, index) => {
		const disk = disks.find(each => each.path === there[index]);
		return disk === undefined ? [] : [{...disk, path}];
	});
}

async function nearest(reader: Reader, folder: string): Promise<string> {
	let at = folder.replace(/\/+$/, '');
	while (at !== '' && (await reader.kindOf(at).catch(() => undefined)) !== 'directory')
		at = at.slice(0, at.lastIndexOf('/'));
	return at === '' ? '/' : at;
}
