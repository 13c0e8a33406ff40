import {known} from '../../model/node-snapshot.ts';
import {imagesLeft} from '../carry.ts';
import {type Check, go, noGo} from './finding.ts';

export const diskRoom: Check = {
	id: 'disk-room',
	title: 'room for the images',
	look(facts) {
		const left = imagesLeft(facts);
		if (left.length === 0) return undefined;
		const disks = known(facts.snapshot.disks) ?? [];
		const disk = disks.find(({path}) => path === '/var/lib/containerd') ?? disks.find(({path}) => path === '/');
		if (disk === undefined) return undefined;
		// Unpacked as in docker, and the layers as they were imported beside that: uncompressed, as docker saves them.
		const need = 2 * left.reduce((all, {sizeBytes}) => all + sizeBytes, 0);
		const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
		const evidence = [
			{source: `df ${disk.mountedOn}`, text: `${gigabytes(disk.availableBytes)} of ${gigabytes(disk.sizeBytes)} free`},
		];
		// The kubelet evicts pods from 10 % free on.
		if (need > disk.availableBytes - disk.sizeBytes * 0.1)
			return noGo(`${left.length} images need about ${gigabytes(need)} in ${disk.path}`, {
				evidence,
				fix: [
					{
						text: 'remove images that nothing uses: docker image prune --all',
						argv: ['docker', 'image', 'prune', '--all'],
					},
				],
			});
		return go(`${left.length} images need about ${gigabytes(need)} in ${disk.path}`, evidence);
	},
};
