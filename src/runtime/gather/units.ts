import type {Reader} from '../../host/host.ts';
import {distributions} from '../../model/distributions.ts';
import type {TextFile, Unit} from '../../model/node-snapshot.ts';
import {answerOf, textIfAny} from './part.ts';

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
	'AssertTimestampMonotonic ExecStartPre',
]
	.join(' ')
	.split(' ');

/** The units as systemd has them loaded. Throws where systemd does not answer. */
export async function gatherUnits(reader: Reader): Promise<Readonly<Record<string, Unit>>> {
	const text = await answerOf(reader, ['systemctl', 'show', '--no-pager', '-p', asked.join(','), ...unitNames]);
	const own = await Promise.all(parseUnits(text).map(unit => withFiles(reader, unit)));
	const [states, journal] = await Promise.all([statesOfNeeded(reader, own), journalOf(reader, own)]);
	const units = [...own, ...journal];
	return Object.fromEntries(units.map(unit => [unit.name, {...unit, ...withoutNeeded(unit, states)}]));
}

/** Without what stands there a unit is not started, or ends with it. `After=` is none of them. */
const needs = /^\s*(?:Requires|BindsTo|Requisite)\s*=\s*(.*?)\s*$/gm;

function neededBy({files}: Pick<Unit, 'files'>): readonly string[] {
	return files.flatMap(({text}) =>
		[...text.matchAll(needs)].flatMap(([, names = '']) => names.split(/\s+/).filter(Boolean)),
	);
}

/**
 * What they need, which may be any unit: of services that do not run, and of those to which somebody on this node added a
 * need, for they may not start again. A healthy node is asked nothing.
 */
async function statesOfNeeded(reader: Reader, units: readonly Unit[]): Promise<ReadonlyMap<string, string>> {
	const named = units.flatMap(unit =>
		unit.activeState === 'active'
			? neededBy({files: unit.files.filter(({path}) => /^\/(etc|run)\/.*\.d\/[^/]+$/.test(path))})
			: neededBy(unit),
	);
	const asked = [...new Set(named)].filter(name => /^[\w@:.\\-]+$/.test(name) && !name.includes('%'));
	if (asked.length === 0) return new Map();
	const text = await answerOf(reader, ['systemctl', 'show', '--no-pager', '-p', 'Id,LoadState', '--', ...asked]).catch(
		() => '',
	);
	return new Map(parseUnits(text).map(({name, loadState}) => [name, loadState]));
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

function withoutNeeded(unit: Unit, states: ReadonlyMap<string, string>): Pick<Unit, 'lacks'> {
	const lacks = neededBy(unit).filter(name => ['not-found', 'masked'].includes(states.get(name) ?? ''));
	return lacks.length === 0 ? {} : {lacks: [...new Set(lacks)]};
}

type Bare = Omit<Unit, 'files'> & {readonly paths: readonly string[]};

/** `Name=value` lines, units apart by an empty line. */
export function parseUnits(text: string): readonly Bare[] {
	return text
		.split(/\n\n+/)
		.map(block =>
			block.split('\n').reduce<Record<string, string>>((fields, line) => {
				const at = line.indexOf('=');
				const [name, value] = [line.slice(0, at), line.slice(at + 1)];
				// A property that is printed several times (ExecStartPre) is a list.
				if (at > 0) fields[name] = Object.hasOwn(fields, name) ? `${fields[name]}\n${value}` : value;
				return fields;
			}, {}),
		)
		.filter(fields => fields.Id !== undefined)
		.map(unitOf);
}

function unitOf(properties: Readonly<Record<string, string>>): Bare {
	const {Id = '', FragmentPath = '', DropInPaths = ''} = properties;
	const number = (name: string) => Number(properties[name] ?? 0) || undefined;
	return {
		name: Id,
		loadState: properties.LoadState ?? '',
		activeState: properties.ActiveState ?? '',
		subState: properties.SubState ?? '',
		fileState: properties.UnitFileState ?? '',
		restarts: number('NRestarts') ?? 0,
		result: properties.Result ?? '',
		mainPid: number('MainPID'),
		exitStatus: number('ExecMainStatus'),
		activeSinceUs: number('ExecMainStartTimestampMonotonic') ?? number('ActiveEnterTimestampMonotonic'),
		needsReload: properties.NeedDaemonReload === 'yes',
		properties,
		paths: [FragmentPath, ...DropInPaths.split(' ')].filter(Boolean),
	};
}

async function withFiles(reader: Reader, {paths, ...unit}: Bare): Promise<Unit> {
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
