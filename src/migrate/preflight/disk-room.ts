import {known} from '../../model/node-snapshot.ts';
import {imagesLeft} from '../carry.ts';
import {containerdRoot, suggestedRoot} from '../containerd-root.ts';
import type {MigrationFacts} from '../facts.ts';
import {type Check, go, noGo} from './finding.ts';

export const diskRoom: Check = {
	id: 'disk-room',
	title: 'room for the images',
	look(facts) {
		const left = imagesLeft(facts);
		if (left.length === 0) return undefined;
		const disks = [...(known(facts.surroundings.disks) ?? []), ...(known(facts.snapshot.disks) ?? [])];
		const root = facts.options?.containerdRoot ?? containerdRoot(facts);
		const disk = [root, '/var/lib', '/var', '/']
			.map(each => disks.find(({path}) => path === each))
			.find(each => each !== undefined);
		if (disk === undefined) return undefined;
		// Unpacked as in docker, and the layers as they were imported beside that: uncompressed, as docker saves them.
		const need = 2 * left.reduce((all, {sizeBytes}) => all + sizeBytes, 0);
		const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
		const evidence = [
			{source: `df ${disk.mountedOn}`, text: `${gigabytes(disk.availableBytes)} of ${gigabytes(disk.sizeBytes)} free`},
		];
		// The kubelet evicts pods from 10 % free on.
		if (need > disk.availableBytes - disk.sizeBytes * 0.1)
			return noGo(`${left.length} images need about ${gigabytes(need)} in ${root}`, {
				evidence,
				fix: [
					...elsewhere(facts),
					{
						text: 'remove images that nothing uses: docker image prune --all',
						argv: ['docker', 'image', 'prune', '--all'],
					},
				],
			});
		return go(`${left.length} images need about ${gigabytes(need)} in ${root}`, evidence);
	},
};

/** docker's own disk has room, where it has one. */
function elsewhere(facts: MigrationFacts) {
	const suggested = suggestedRoot(facts);
	if (suggested === undefined || suggested === facts.options?.containerdRoot) return [];
	return [{text: `keep them beside docker's: rtconsole migrate apply --containerd-root ${suggested}`}];
}
