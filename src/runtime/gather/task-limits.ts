import type {Reader} from '../../host/host.ts';
import type {Setting} from '../../model/node-snapshot.ts';
import type {TaskLimit} from '../../model/node-state.ts';
import {namesIn, textIfAny} from './part.ts';

/** Of version 1, of a mixed node, and of version 2. */
const hierarchies = ['/sys/fs/cgroup/pids', '/sys/fs/cgroup'];
const groups = [
	...['kubepods', 'kubepods/burstable', 'kubepods/besteffort', 'docker'],
	...['kubepods.slice', 'kubepods.slice/kubepods-burstable.slice', 'kubepods.slice/kubepods-besteffort.slice'],
	'system.slice',
	...['kubelet', 'containerd', 'docker', 'crio', 'cri-docker'].map(name => `system.slice/${name}.service`),
];

/** Cgroups that may have so many tasks and no more, and how many they have. */
export async function gatherTaskLimits(reader: Reader): Promise<readonly TaskLimit[]> {
	const places = hierarchies.flatMap(hierarchy => groups.map(group => `${hierarchy}/${group}`));
	const found = await Promise.all(
		places.map(async (path): Promise<readonly TaskLimit[]> => {
			const most = Number(await textIfAny(reader, `${path}/pids.max`));
			if (!(most > 0)) return [];
			const now = Number(await textIfAny(reader, `${path}/pids.current`));
			return now >= 0 ? [{path, most, now}] : [];
		}),
	);
	return found.flat();
}

/** What systemd gives every unit that says nothing of its own: `DefaultTasksMax=` of system.conf. Later files win. */
export async function gatherSystemdDefaults(reader: Reader): Promise<readonly Setting[]> {
	return (await settingsOf(reader, 'system.conf')).filter(({name}) => name.startsWith('Default'));
}

/** How journald is told to keep what services say. */
export async function gatherJournalSettings(reader: Reader): Promise<readonly Setting[]> {
	return settingsOf(reader, 'journald.conf');
}

async function settingsOf(reader: Reader, file: string): Promise<readonly Setting[]> {
	const folders = ['/usr/lib', '/run', '/etc'].map(place => `${place}/systemd/${file}.d`);
	const names = await Promise.all(
		folders.map(async folder =>
			(await namesIn(reader, folder)).filter(name => name.endsWith('.conf')).map(name => `${folder}/${name}`),
		),
	);
	const paths = [`/etc/systemd/${file}`, ...names.flat()];
	const texts = await Promise.all(paths.map(async path => ({path, text: (await textIfAny(reader, path)) ?? ''})));
	return texts.flatMap(({path, text}) =>
		text.split('\n').flatMap((raw, index) => {
			const [, name, value] = /^\s*([A-Z]\w+)\s*=\s*(.*?)\s*$/.exec(raw) ?? [];
			return name === undefined || value === undefined ? [] : [{name, value, path, line: index + 1}];
		}),
	);
}
