import {known} from '../../model/node-snapshot.ts';
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
				...(small === inContainerd ? elsewhere(facts, small.needBytes) : []),
				...more(small),
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

function more({needBytes, disk}: Room) {
	if (disk === undefined) return [];
	return [{text: `or give ${disk.mountedOn} ${amount((needBytes - usableBytes(disk)) / 0.9)} more`}];
}

/** docker's own disk has room, where it has one; else the one that /var/lib is on, where that is another. */
function elsewhere(facts: MigrationFacts, needBytes: number) {
	const suggested = suggestedRoot(facts) ?? besideIt(facts, needBytes);
	if (suggested === undefined || suggested === facts.options?.containerdRoot) return [];
	const where = suggestedRoot(facts) === undefined ? 'keep them on another disk' : "keep them beside docker's";
	return [{text: `${where}: rtconsole migrate apply --containerd-root ${suggested}`}];
}

function besideIt(facts: MigrationFacts, needBytes: number): string | undefined {
	const {disk} = roomInContainerd(facts);
	const disks = known(facts.snapshot.disks) ?? [];
	const other = ['/var', '/'].map(path => disks.find(each => each.path === path)).find(each => each !== undefined);
	if (other === undefined || disk === undefined || other.mountedOn === disk.mountedOn) return undefined;
	// What is there already goes along.
	const goesAlong = disk.sizeBytes - disk.availableBytes;
	return usableBytes(other) >= needBytes + goesAlong ? '/var/lib/containerd-data' : undefined;
}
