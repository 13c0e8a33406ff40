import type {Reader} from '../../host/host.ts';
import {distributions} from '../../model/distributions.ts';
import type {TextFile, Unit} from '../../model/node-snapshot.ts';
import {type BareUnit, parseUnits} from './parse-units.ts';
import {answerOf, textIfAny} from './part.ts';
import {statesOfNeeded, withNeedLinks, withNeeds} from './unit-needs.ts';
import {gatherSlices, withSlices} from './unit-slices.ts';

/** Everything of a node that makes, watches or keeps containers, and what a cluster's first node may run as units. */
export const unitNames = [
	'kubelet.service',
	'containerd.service',
	'docker.service',
	'docker.socket',
	'cri-docker.service',
	'cri-docker.socket',
	'cri-dockerd.service',
	'cri-dockerd.socket',
	'snap.docker.dockerd.service',
	'crio.service',
	'kube-apiserver.service',
	'etcd.service',
	'dbus.service',
	'dbus.socket',
	'snap.microk8s.daemon-kubelet.service',
	...distributions.flatMap(({units}) => units),
];

const asked = [
	'Id LoadState ActiveState SubState UnitFileState NRestarts Result ExecMainStatus MainPID FragmentPath DropInPaths',
	'ActiveEnterTimestampMonotonic ExecMainStartTimestampMonotonic NeedDaemonReload Delegate KillMode LimitNOFILE LimitNPROC TasksMax Restart',
	'OOMScoreAdjust Environment Type RequiredBy ConditionResult ConditionTimestampMonotonic AssertResult',
	'AssertTimestampMonotonic ExecStartPre Requires BindsTo Requisite Slice InactiveEnterTimestampMonotonic',
]
	.join(' ')
	.split(' ');

/** The units as systemd has them loaded. Throws where systemd does not answer. */
export async function gatherUnits(reader: Reader): Promise<Readonly<Record<string, Unit>>> {
	const own = await Promise.all((await loadedUnits(reader)).map(unit => withFiles(reader, unit)));
	const [states, slices, journal] = await Promise.all([
		statesOfNeeded(reader, own),
		gatherSlices(reader, own),
		journalOf(reader, own),
	]);
	const units = [...own, ...journal].map(unit => ({...unit, ...withNeeds(unit, states), ...withSlices(unit, slices)}));
	const linked = await Promise.all(units.map(unit => withNeedLinks(reader, unit)));
	return Object.fromEntries(linked.map(unit => [unit.name, unit]));
}

const momentMs = 300;

/** A service that ends at once is active for the moment of each start: where its process is gone by then, it is asked again. */
async function loadedUnits(reader: Reader): Promise<readonly BareUnit[]> {
	const argv: readonly [string, ...string[]] = ['systemctl', 'show', '--no-pager', '-p', asked.join(','), ...unitNames];
	const units = parseUnits(await answerOf(reader, argv));
	const started = units.filter(
		({activeState, restarts, mainPid}) => activeState === 'active' && restarts > 0 && mainPid,
	);
	if (started.length === 0) return units;
	await new Promise(resolve => setTimeout(resolve, momentMs));
	const kinds = await Promise.all(
		started.map(({mainPid}) => reader.kindOf(`/proc/${mainPid}`).catch(() => 'closed to this user')),
	);
	if (kinds.every(kind => kind !== undefined)) return units;
	const again = parseUnits(await answerOf(reader, argv).catch(() => ''));
	return again.length > 0 ? again : units;
}

/** Whoever writes to a journal that is gone ends by SIGPIPE, which systemd takes for a clean end. Seen on a node cri-dockerd, systemd 257. */
const sigpipe = 13;

/** The journal itself, where a service may have ended for want of it. A healthy node is asked nothing. */
async function journalOf(reader: Reader, units: readonly Unit[]): Promise<readonly Unit[]> {
	if (!units.some(({exitStatus, activeState}) => exitStatus === sigpipe && activeState !== 'active')) return [];
	const names = ['systemd-journald.service', 'systemd-journald.socket'];
	const text = await answerOf(reader, ['systemctl', 'show', '--no-pager', '-p', asked.join(','), ...names]).catch(
		() => '',
	);
	return Promise.all(parseUnits(text).map(unit => withFiles(reader, unit)));
}

async function withFiles(reader: Reader, {paths, ...unit}: BareUnit): Promise<Unit> {
	const files = await Promise.all(
		paths.map(async (path): Promise<TextFile> => ({path, text: (await textIfAny(reader, path)) ?? ''})),
	);
	const linkedTo = await linkOf(reader, unit.name, paths[0]);
	return {...unit, files, ...(linkedTo === undefined ? {} : {linkedTo})};
}

/** Where the unit of a docker that no package brought really stands: `systemctl disable` takes the link to it away too. */
async function linkOf(reader: Reader, name: string, fragment = ''): Promise<string | undefined> {
	if (!/^(cri-)?docker/.test(name) || !fragment.startsWith('/etc/systemd/system/')) return undefined;
	const said = await answerOf(reader, ['readlink', '--', fragment]).catch(() => '');
	const target = said.replace(/\n$/, '');
	return target.startsWith('/') ? target : undefined;
}
