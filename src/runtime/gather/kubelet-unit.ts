import type {Reader} from '../../host/host.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import type {OtherKubeletUnit} from '../../model/node-surroundings.ts';
import {textIfAny} from './part.ts';

/** Asked where a kubelet runs and kubelet.service does not: whose it is stands in its cgroup. */
export async function gatherKubeletUnit(
	reader: Reader,
	{units, processes}: Pick<NodeSnapshot, 'units' | 'processes'>,
): Promise<OtherKubeletUnit | undefined> {
	const usual = known(units)?.['kubelet.service'];
	const pid = processes.find(({name}) => name === 'kubelet')?.pid;
	const isElsewhere = usual === undefined || usual.loadState === 'not-found' || usual.activeState === 'inactive';
	if (pid === undefined || 'missing' in units || !isElsewhere) return undefined;
	const groups = await textIfAny(reader, `/proc/${pid}/cgroup`);
	if (groups === undefined) return undefined;
	const name = /\/([\w@:.\\-]+\.service)$/m.exec(groups)?.[1];
	if (name === undefined || name === 'kubelet.service') return name === undefined ? {} : undefined;
	const argv = ['systemctl', 'show', '--no-pager', '-p', 'FragmentPath,DropInPaths', '--', name] as const;
	const said = await reader.query(argv).catch(() => undefined);
	const value = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(said?.stdout ?? '')?.[1] ?? '';
	const path = value('FragmentPath');
	const dropIns = value('DropInPaths').split(' ').filter(Boolean);
	const folders = [...new Set(dropIns.map(file => file.slice(0, file.lastIndexOf('/'))))];
	return {name, ...(path === '' ? {} : {path}), ...(folders.length === 0 ? {} : {dropIns: folders})};
}
