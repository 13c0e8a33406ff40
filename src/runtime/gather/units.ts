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
	'snap.microk8s.daemon-kubelet.service',
	...distributions.flatMap(({units}) => units),
];

const asked = [
	'Id LoadState ActiveState SubState UnitFileState NRestarts Result ExecMainStatus MainPID FragmentPath DropInPaths',
	'ActiveEnterTimestampMonotonic NeedDaemonReload Delegate KillMode LimitNOFILE LimitNPROC TasksMax Restart',
	'OOMScoreAdjust Environment Type RequiredBy',
]
	.join(' ')
	.split(' ');

/** The units as systemd has them loaded. Throws where systemd does not answer. */
export async function gatherUnits(reader: Reader): Promise<Readonly<Record<string, Unit>>> {
	const text = await answerOf(reader, ['systemctl', 'show', '--no-pager', '-p', asked.join(','), ...unitNames]);
	const units = await Promise.all(parseUnits(text).map(unit => withFiles(reader, unit)));
	return Object.fromEntries(units.map(unit => [unit.name, unit]));
}

type Bare = Omit<Unit, 'files'> & {readonly paths: readonly string[]};

/** `Name=value` lines, units apart by an empty line. */
export function parseUnits(text: string): readonly Bare[] {
	return text
		.split(/\n\n+/)
		.map(block =>
			Object.fromEntries(
				block.split('\n').flatMap(line => {
					const at = line.indexOf('=');
					return at > 0 ? [[line.slice(0, at), line.slice(at + 1)]] : [];
				}),
			),
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
		activeSinceUs: number('ActiveEnterTimestampMonotonic'),
		needsReload: properties.NeedDaemonReload === 'yes',
		properties,
		paths: [FragmentPath, ...DropInPaths.split(' ')].filter(Boolean),
	};
}

async function withFiles(reader: Reader, {paths, ...unit}: Bare): Promise<Unit> {
	const files = await Promise.all(
		paths.map(async (path): Promise<TextFile> => ({path, text: (await textIfAny(reader, path)) ?? ''})),
	);
	return {...unit, files};
}
