import type {ChangedEntry} from '../../../model/lately-changed.ts';
import {known, type NodeSnapshot} from '../../../model/node-snapshot.ts';
import {configured, flag, networkMakers} from '../../about.ts';
import {rememberedNetwork} from '../remembered-network.ts';
import {unitLines} from '../unit-lines.ts';
import {isCopyName, isOnlyInode, type Suspect, seenOf} from './suspect.ts';
import {aside, fromCopy} from './take-back.ts';

type Folder = {
	readonly path: RegExp;
	readonly units?: readonly string[];
	readonly counts: Suspect['counts'];
	readonly weight: number;
	/** The service does without it: it may be put aside, and where to. */
	readonly spare?: (entry: ChangedEntry, node: NodeSnapshot) => string | undefined;
};

const kubelet = ['kubelet.service'];
const containerd = ['containerd.service'];
const docker = ['docker.service', 'docker.socket'];

const folders: readonly Folder[] = [
	{path: /^\/etc\/containerd\/certs\.d\//, counts: 'use', weight: 2, spare: ({path}) => `${path}.aside`},
	{path: /^\/etc\/containerd\//, units: containerd, counts: 'start', weight: 3},
	{
		path: /^\/var\/lib\/kubelet\/(config\.yaml|kubeadm-flags\.env|instance-config\.yaml)$/,
		units: kubelet,
		counts: 'start',
		weight: 3,
	},
	{path: /^\/etc\/(default|sysconfig)\/kubelet$/, units: kubelet, counts: 'start', weight: 3, spare: optional},
	{
		path: /^\/var\/lib\/kubelet\/(cpu_manager|memory_manager|dra_manager)_state$/,
		units: kubelet,
		counts: 'start',
		weight: 2,
		spare: ({path}) => `${path}.aside`,
	},
	{path: /^\/var\/lib\/kubelet\/(pki|config\.d)\//, units: kubelet, counts: 'start', weight: 2.5},
	{path: /^\/etc\/kubernetes\/manifests\//, units: kubelet, counts: 'use', weight: 2},
	{path: /^\/etc\/kubernetes\//, units: kubelet, counts: 'start', weight: 2},
	{path: /^\/etc\/cni\/net\.d\//, counts: 'use', weight: 2.5, spare: network},
	{path: /^\/etc\/docker\//, units: docker, counts: 'start', weight: 3},
	{path: /^\/etc\/(default|sysconfig)\/docker$/, units: docker, counts: 'start', weight: 3, spare: optional},
	{
		path: /^\/etc\/(passwd|group|nsswitch\.conf|hosts|resolv\.conf|hostname|ld\.so\.preload|environment)$/,
		counts: 'use',
		weight: 1,
	},
	{
		path: /^\/etc\/(ld\.so\.conf\.d|sysctl\.d|modprobe\.d|modules-load\.d|security|apparmor\.d|iptables|cdi|crio|containers)\//,
		counts: 'use',
		weight: 1,
	},
	{path: /^\/etc\/(sysctl\.conf|nftables\.conf|fstab|crictl\.yaml)$/, counts: 'use', weight: 0.5},
];

/** A file of settings. */
export function ofSettings(entry: ChangedEntry, node: NodeSnapshot): Suspect | undefined {
	const folder = folders.find(({path}) => path.test(entry.path));
	if (folder === undefined || entry.kind === 'directory' || isCopyName(entry.path)) return undefined;
	const {units, counts, weight, spare} = folder;
	const to = spare?.(entry, node);
	const back =
		entry.beside !== undefined
			? fromCopy(entry)
			: to !== undefined
				? [aside(entry.path, to)]
				: [...ownPair(entry, node), ...remembered(entry, node)];
	return {
		...seenOf(entry, /^\/etc\/kubernetes\/[^/]+\.conf$|\/pki\/|^\/etc\/(passwd|group)$/.test(entry.path)),
		...(units === undefined ? {} : {units}),
		counts,
		what: isOnlyInode(entry)
			? `got another mode, owner or name (now ${entry.mode}, ${entry.owner})`
			: 'was made or changed',
		weight,
		back,
	};
}

/** A file of variables that systemd may find or not. */
function optional({path}: ChangedEntry, node: NodeSnapshot): string | undefined {
	const name = /\/docker$/.test(path) ? 'docker.service' : 'kubelet.service';
	const unit = known(node.units)?.[name];
	const named = unit === undefined ? [] : unitLines(unit).filter(({value}) => value.replace(/^-/, '') === path);
	return named.every(({value}) => value.startsWith('-')) ? `${path}.aside` : undefined;
}

/** The pair that a kubelet without another shows to those who ask it: it makes a new one where there is none. */
function ownPair({path}: ChangedEntry, node: NodeSnapshot): Suspect['back'] {
	const stem = /^(\/var\/lib\/kubelet\/pki\/kubelet)\.(crt|key)$/.exec(path)?.[1];
	const isNamed = configured(node, 'tlsCertFile') ?? flag(node, '--tls-cert-file');
	return stem === undefined || isNamed !== undefined ? [] : [aside(`${stem}.crt`), aside(`${stem}.key`)];
}

/** What the plugins themselves remember of the only network that there is. */
function remembered({path}: ChangedEntry, node: NodeSnapshot): Suspect['back'] {
	if (!/^\/etc\/cni\/net\.d\//.test(path)) return [];
	const written = rememberedNetwork(node, path);
	return written.length === 0 ? [] : [aside(path), ...written];
}

/** Only where another network is there to be used instead. */
function network({path}: ChangedEntry, {cni}: NodeSnapshot): string | undefined {
	const others = cni.files.filter(file => file.path !== path);
	return others.length > 0 ? `${path}.aside` : undefined;
}

/** Services that read this again. */
export function readersOf({path, units}: Suspect, node: NodeSnapshot): readonly string[] {
	if (units !== undefined) return units;
	return /^\/etc\/cni\//.test(path) ? networkMakers(node) : [];
}
