import {imagesLeft} from '../carry.ts';
import {suggestedRoot} from '../containerd-root.ts';
import type {MigrationFacts} from '../facts.ts';
import {isEnough, type Room, roomInContainerd, roomInDocker, usableBytes} from '../room.ts';
import {type Check, go, noGo} from './finding.ts';

export const diskRoom: Check = {
	id: 'disk-room',
	title: 'room for the images',
	look(facts) {
		const count = imagesLeft(facts).length;
		if (count === 0) return undefined;
		const images = count === 1 ? '1 image needs' : `${count} images need`;
		const inContainerd = roomInContainerd(facts);
		const inDocker = roomInDocker(facts);
		const rooms = inDocker === undefined ? [inContainerd] : [inContainerd, inDocker];
		const small = rooms.find(room => !isEnough(room));
		const evidence = rooms.flatMap(seen);
		if (small === undefined)
			return inContainerd.disk === undefined
				? undefined
				: go(`${images} about ${amount(inContainerd.needBytes)} in ${inContainerd.folder}`, evidence);
		const purpose = small === inDocker ? ', where docker save writes them first' : '';
		return noGo(`${images} about ${amount(small.needBytes)} in ${small.folder}${purpose}; ${roomLeft(small)}`, {
			evidence,
			fix: [
				...(small === inContainerd ? elsewhere(facts) : []),
				{
					text: 'remove images that nothing uses: docker image prune --all',
					argv: ['docker', 'image', 'prune', '--all'],
				},
			],
		});
	},
};

const amount = (bytes: number) =>
	bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`;

function seen({disk}: Room) {
	if (disk === undefined) return [];
	const text = `${amount(disk.availableBytes)} of ${amount(disk.sizeBytes)} free`;
	return [{source: `df ${disk.mountedOn}`, text}];
}

function roomLeft({disk}: Room): string {
	if (disk === undefined) return '';
	const {availableBytes, mountedOn} = disk;
	const usable = usableBytes(disk);
	return `${amount(availableBytes)} are free on ${mountedOn}, ${usable === 0 ? 'none' : amount(usable)} of them before the kubelet evicts pods`;
}

/** docker's own disk has room, where it has one. */
function elsewhere(facts: MigrationFacts) {
	const suggested = suggestedRoot(facts);
	if (suggested === undefined || suggested === facts.options?.containerdRoot) return [];
	return [{text: `keep them beside docker's: rtconsole migrate apply --containerd-root ${suggested}`}];
}
