import type {Reader} from '../host/host.ts';
import type {ContainerdNamespace} from '../model/containerd-namespace.ts';
import {mapLimited} from './ask.ts';
import type {Ctr} from './ctr.ts';
import {mobyNamespace} from './docker-answers.ts';
import {criNamespace} from './home-namespace.ts';
import {snapshotsOf} from './snapshots.ts';

/** Processes of ctr at a time. */
const width = 4;

/** containerd's namespaces with what is in each. */
export async function countNamespaces(
	reader: Reader,
	ctr: Ctr,
	isWanted: (name: string) => boolean,
): Promise<readonly ContainerdNamespace[]> {
	const namespaces = (await ctr.namespaces()).filter(({name}) => isWanted(name));
	const questions = namespaces.flatMap(({name}) => [
		() => ctr.containerIds(name),
		() => ctr.tasks(name),
		() => ctr.images(name),
		() => snapshotsOf(reader, ctr, name),
	]);
	const counts = await mapLimited(questions, width, async question => (await question()).length);
	return namespaces.map(({name, labels}, index) => {
		const [containers = 0, tasks = 0, images = 0, snapshots = 0] = counts.slice(index * 4, index * 4 + 4);
		return {name, owner: ownerOf(name, labels), containers, tasks, images, snapshots};
	});
}

function ownerOf(name: string, labels: string): ContainerdNamespace['owner'] {
	if (name === criNamespace) return 'kubelet';
	if (name === mobyNamespace || name === 'plugins.moby') return 'docker';
	return labels.includes('nerdctl/') ? 'nerdctl' : undefined;
}
