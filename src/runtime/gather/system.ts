import type {Reader} from '../../host/host.ts';
import type {Clock, Disk, OperatingSystem} from '../../model/node-system.ts';
import {answerOf, part, printedBy, textIfAny} from './part.ts';

export async function gatherSystem(reader: Reader): Promise<OperatingSystem> {
	const [release, kernel, process1, average, stat, machine] = await Promise.all([
		textIfAny(reader, '/etc/os-release'),
		textIfAny(reader, '/proc/sys/kernel/osrelease'),
		textIfAny(reader, '/proc/1/comm'),
		textIfAny(reader, '/proc/loadavg'),
		textIfAny(reader, '/proc/stat'),
		part(() => answerOf(reader, ['uname', '-m'])),
	]);
	const field = (name: string) => new RegExp(`^${name}=["']?(.*?)["']?$`, 'm').exec(release ?? '')?.[1];
	const processors = stat?.match(/^cpu\d+ /gm)?.length ?? 0;
	const load = processors === 0 ? Number.NaN : Number.parseFloat(average ?? '') / processors;
	const [id, like, versionId, name] = ['ID', 'ID_LIKE', 'VERSION_ID', 'PRETTY_NAME'].map(field);
	return {
		...(id === undefined ? {} : {id}),
		...(like === undefined ? {} : {like}),
		...(versionId === undefined ? {} : {versionId}),
		...(name === undefined ? {} : {name}),
		...(kernel === undefined ? {} : {kernel: kernel.trim()}),
		...('value' in machine ? {architecture: machine.value.trim()} : {}),
		...(Number.isNaN(load) ? {} : {load}),
		...(processors === 0 ? {} : {processors}),
		systemd: process1?.trim() === 'systemd',
	};
}

/** `df` of the folders that fill up. Throws where it does not answer: one of them may be a dead mount. */
export async function gatherDisks(reader: Reader, paths: readonly string[]): Promise<readonly Disk[]> {
	const there = await Promise.all(
		paths.map(async path => ((await reader.kindOf(path).catch(() => undefined)) ? path : [])),
	);
	const asked = [...new Set(there.flat())];
	const output = '--output=file,target,fstype,size,avail,itotal,iavail';
	return parseDisks(await printedBy(reader, ['df', '-B1', output, ...asked]));
}

/** A folder may have spaces in its name: the numbers are taken from the right. */
export function parseDisks(text: string): readonly Disk[] {
	return text
		.split('\n')
		.slice(1)
		.flatMap(line => {
			const found = /^(\S+)\s+(\S.*?)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)$/.exec(line.trim());
			if (!found) return [];
			const [, path = '', mountedOn = '', filesystem = '', ...numbers] = found;
			const [sizeBytes = 0, availableBytes = 0, inodes = 0, availableInodes = 0] = numbers.map(
				each => Number(each) || 0,
			);
			return [{path, mountedOn, filesystem, sizeBytes, availableBytes, inodes, availableInodes}];
		});
}

/** `timedatectl show`. Throws where it does not answer. */
export async function gatherClock(reader: Reader): Promise<Clock> {
	const text = await answerOf(reader, ['timedatectl', 'show']);
	const field = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1];
	const truth = (name: string) => (field(name) === undefined ? undefined : field(name) === 'yes');
	const [synchronized, ntp, timezone] = [truth('NTPSynchronized'), truth('NTP'), field('Timezone')];
	return {
		...(synchronized === undefined ? {} : {synchronized}),
		...(ntp === undefined ? {} : {ntp}),
		...(timezone === undefined ? {} : {timezone}),
	};
}

const left = [
	'/var/lib/docker',
	'/var/lib/dockershim',
	'/var/run/dockershim.sock',
	'/sys/class/net/docker0',
	'/etc/docker',
	'/var/lib/cri-dockerd',
	'/run/cri-dockerd.sock',
];

export async function gatherLeftovers(reader: Reader): Promise<readonly string[]> {
	const kinds = await Promise.all(left.map(path => reader.kindOf(path).catch(() => undefined)));
	return left.filter((_, index) => kinds[index] !== undefined);
}
