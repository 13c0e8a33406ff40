import {known, type NodeSnapshot, type Setting} from '../model/node-snapshot.ts';
import type {Disk} from '../model/node-system.ts';
import {configured, hasKubelet, needsDocker} from './about.ts';
import {type Check, type Fix, fatal, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {advice, at, replaceInLine, restart, run} from './fixes.ts';

/** What the kubelet evicts at where nothing is set. Source: kubelet defaults, kubernetes.io node-pressure-eviction. */
const defaults: Readonly<Record<string, string>> = {
	'nodefs.available': '10%',
	'imagefs.available': '15%',
	'nodefs.inodesFree': '5%',
	'imagefs.inodesFree': '5%',
};

export const diskPressure: Check = {
	id: 'disk-pressure',
	title: 'room and inodes on disks',
	explains: ['disk-full', 'disk-pressure', 'diskcap'],
	look(node) {
		const disks = known(node.disks);
		if (disks === undefined) return skipped('df does not answer: one of the mounts may hang');
		const nodefs = disks.find(({path}) => path === '/var/lib/kubelet');
		const imagefs = imagesOn(node, disks);
		const found = [
			...disks.filter(isFull).map(disk => full(disk, node)),
			...disks.filter(hasNoInodes).map(withoutInodes),
			...(hasKubelet(node) ? [...signals(node, 'nodefs', nodefs), ...signals(node, 'imagefs', imagefs)] : []),
		];
		const least = Math.min(
			...disks.map(({availableBytes, sizeBytes}) => Math.round((100 * availableBytes) / (sizeBytes || 1))),
		);
		return worstOf(
			unique(found),
			ok(`${new Set(disks.map(({mountedOn}) => mountedOn)).size} filesystems, the fullest has ${least} % left`),
		);
	},
};

/** The filesystem of images is where the runtime keeps them. */
function imagesOn(node: NodeSnapshot, disks: readonly Disk[]): Disk | undefined {
	const root = needsDocker(node)
		? (known(node.docker.info)?.rootDir ?? '/var/lib/docker')
		: String(known(node.containerd.effective)?.root ?? '/var/lib/containerd');
	return disks.find(({path}) => path === root) ?? disks.find(({path}) => path === '/var/lib/containerd');
}

function isFull({sizeBytes, availableBytes}: Disk): boolean {
	return sizeBytes > 0 && availableBytes / sizeBytes < 0.02;
}

function full({path, mountedOn, sizeBytes, availableBytes}: Disk, node: NodeSnapshot): Outcome {
	return fatal(
		`${path} (on ${mountedOn}) is full: ${megabytes(availableBytes)} of ${megabytes(sizeBytes)} left; pulls, logs and new containers fail`,
		{
			evidence: [{source: `df ${path}`, text: `${megabytes(availableBytes)} available of ${megabytes(sizeBytes)}`}],
			fix: cleaning(node, path),
		},
	);
}

/** So few that the next container does not find what it needs; where there is no fixed number, none is missing. */
function hasNoInodes({inodes, availableInodes}: Disk): boolean {
	return inodes > 0 && (availableInodes < 50 || availableInodes / inodes < 0.001);
}

function withoutInodes({path, mountedOn, filesystem, inodes, availableInodes}: Disk): Outcome {
	return fatal(
		`no inodes are left on ${mountedOn} (${availableInodes} of ${inodes}): no file can be made there, whatever room there is`,
		{
			evidence: [{source: `df -i ${path}`, text: `${availableInodes} of ${inodes} inodes free`}],
			fix: [
				// A tmpfs takes another number at once; what was left behind can then be looked for in peace.
				...(filesystem === 'tmpfs' ? [run('mount', '-o', `remount,nr_inodes=${inodes * 2}`, mountedOn)] : []),
				advice(`what has so many files: du -x --inodes -d2 ${mountedOn} | sort -n | tail`),
			],
		},
	);
}

function signals(node: NodeSnapshot, kind: 'nodefs' | 'imagefs', disk: Disk | undefined): readonly Outcome[] {
	if (disk === undefined) return [];
	return [
		signal(node, `${kind}.available`, disk, disk.availableBytes, disk.sizeBytes),
		signal(node, `${kind}.inodesFree`, disk, disk.availableInodes, disk.inodes),
	].flat();
}

function signal(node: NodeSnapshot, name: string, disk: Disk, free: number, whole: number): readonly Outcome[] {
	if (whole === 0) return [];
	const set = configured(node, `evictionHard.${name}`);
	const anySet = known(node.kubelet.config)?.settings.some(each => each.name.startsWith('evictionHard.'));
	const text = set?.value ?? (anySet ? undefined : defaults[name]);
	const threshold = text === undefined ? undefined : amount(text, whole);
	if (text === undefined || threshold === undefined) return [];
	const percent = ((100 * free) / whole).toFixed(1);
	const evidence = [
		{source: `df ${disk.path}`, text: `${percent} % of ${disk.mountedOn} free`},
		set ? at(set) : {source: 'kubelet', text: `evictionHard ${name}: ${text} (its default)`},
	];
	if (free < threshold) {
		return [
			fatal(
				`${percent} % of ${disk.mountedOn} is free, and the kubelet evicts below ${text} (${name}): DiskPressure, pods are evicted and images deleted`,
				{
					evidence,
					fix: remedies(node, set, name, threshold / whole, disk.path),
				},
			),
		];
	}
	if (free < threshold * 1.25)
		return [
			warning(`${percent} % of ${disk.mountedOn} is free, and the kubelet evicts below ${text} (${name})`, {
				evidence,
				fix: cleaning(node, disk.path),
			}),
		];
	return [];
}

/** A threshold that no disk of use can meet is itself the mistake. */
function remedies(
	node: NodeSnapshot,
	set: Setting | undefined,
	name: string,
	share: number,
	path: string,
): readonly Fix[] {
	if (set === undefined || share < 0.5) return cleaning(node, path);
	return [replaceInLine(set.path, set.line, set.value, defaults[name] ?? '10%'), restart('kubelet')];
}

/** Only what lies on that disk helps there. */
function cleaning(node: NodeSnapshot, path: string): readonly Fix[] {
	const disks = known(node.disks) ?? [];
	const full = disks.find(disk => disk.path === path)?.mountedOn;
	const isOn = (disk: Disk | undefined) => full === undefined || disk === undefined || disk.mountedOn === full;
	const images = needsDocker(node) ? run('docker', 'image', 'prune', '-a', '-f') : run('crictl', 'rmi', '--prune');
	return [
		...(isOn(imagesOn(node, disks)) ? [images] : []),
		...(isOn(disks.find(disk => disk.path === '/var/log')) ? [run('journalctl', '--vacuum-size=200M')] : []),
		{
			text: `what takes the room: du -xhd1 ${path} | sort -h | tail; files: du -x --inodes -d1 ${path} | sort -n | tail`,
		},
	];
}

/** `10%`, `500Mi`, `1Gi`, `12345`. */
export function amount(text: string, whole: number): number | undefined {
	const [, number, unit = ''] = /^([\d.]+)(%|[kKMGT]i?)?$/.exec(text.trim()) ?? [];
	if (number === undefined) return undefined;
	if (unit === '%') return (Number(number) / 100) * whole;
	const power = 'KMGT'.indexOf(unit.charAt(0).toUpperCase()) + 1;
	return Number(number) * (unit.endsWith('i') ? 1024 : 1000) ** (unit === '' ? 0 : power);
}

function megabytes(bytes: number): string {
	return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
}

function unique(found: readonly Outcome[]): readonly Outcome[] {
	return found.filter((one, index) => found.findIndex(({because}) => because === one.because) === index);
}
