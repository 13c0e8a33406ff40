import {readLogLine} from '../explain/read-line.ts';
import {textAt} from '../model/containerd-config.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {hasContainerd, hasKubelet} from './about.ts';
import {type Check, type Fix, fatal, ok, skipped} from './check.ts';
import {advice, run} from './fixes.ts';
import {saidSinceStart} from './parts/recent-line.ts';

/** Words of bbolt for a file that is none of its own any more. Source: go.etcd.io/bbolt errors. */
const damaged = /invalid database|checksum error|version mismatch|file size too small|invalid freelist|unexpected EOF/;
const owner = /io\.containerd\.(?:metadata\.v1\.bolt|snapshotter\.v1\.(?<snapshotter>[\w-]{1,40}))/;

/** meta.db, and metadata.db of the snapshotter: containerd runs on without what needs them. */
export const containerdDatabase: Check = {
	id: 'containerd-database',
	title: "containerd's databases",
	follows: ['read-only', 'one-containerd', 'disk-pressure'],
	explains: ['ctd-database'],
	look(node) {
		if (!hasContainerd(node)) return skipped('there is no containerd on this node');
		const lines = words(node).filter(text => damaged.test(text));
		const named = lines.flatMap(text => {
			// A snapshotter opens its own when it is first asked, and does not say which it is.
			if (/failed to open database file/.test(text)) return [{text, snapshotter: 'overlayfs'}];
			if (!/failed to load plugin/.test(text)) return [];
			const match = owner.exec(text);
			return match === null ? [] : [{text, snapshotter: match.groups?.snapshotter}];
		});
		const crashed = crash(node);
		if (crashed !== undefined) named.push(crashed);
		const [first] = [...named.filter(({snapshotter}) => snapshotter === undefined), ...named];
		if (first === undefined) return ok('nothing is said of them');
		const root = textAt(known(node.containerd.effective), 'root') ?? '/var/lib/containerd';
		const used = first.snapshotter ?? 'overlayfs';
		const file =
			first.snapshotter === undefined
				? `${root}/io.containerd.metadata.v1.bolt/meta.db`
				: `${root}/io.containerd.snapshotter.v1.${used}/metadata.db`;
		return fatal(
			`${file} is damaged (a power loss, a full disk, a copy of it): containerd ${first.snapshotter === undefined ? 'knows no image and no container, and serves no CRI' : 'can unpack no image and start no container'}`,
			{evidence: [{source: 'journalctl -u containerd', text: first.text.slice(0, 300)}], fix: anew(root, used, node)},
		);
	},
};

/**
 * A database that is cut off is mapped all the same, and the first look behind its end is a crash. Seen on containerd
 * 1.7.24 with metadata.db cut to 8 KiB: SIGBUS in bbolt, again at each start.
 */
function crash(node: NodeSnapshot): {readonly text: string; readonly snapshotter: string | undefined} | undefined {
	if (!/^(activating|failed)$/.test(known(node.units)?.['containerd.service']?.activeState ?? '')) return undefined;
	const said = (known(node.journal) ?? [])
		.filter(line => line.includes('"_SYSTEMD_UNIT":"containerd.service"'))
		.map(line => readLogLine(line, 0).text.trim());
	const text = said.findLast(line => /^(unexpected fault address|\[signal SIGBUS)/.test(line));
	if (text === undefined || !said.some(line => /\bbbolt\.\(/.test(line))) return undefined;
	return {
		text,
		snapshotter: said.some(line => /snapshots\/storage\.\(\*MetaStore/.test(line)) ? 'overlayfs' : undefined,
	};
}

/** What it said since its process was started. */
function words(node: NodeSnapshot): readonly string[] {
	const said = (known(node.journal) ?? []).filter(saidSinceStart(node, 'containerd.service'));
	return said.map(line => readLogLine(line, 0).text.trim());
}

/** The two belong together: what one names is in the other. */
function anew(root: string, snapshotter: string, node: NodeSnapshot): readonly Fix[] {
	const folders = ['metadata.v1.bolt', `snapshotter.v1.${snapshotter}`].map(name => `${root}/io.containerd.${name}`);
	const services = ['containerd', ...(hasKubelet(node) ? ['kubelet'] : [])];
	return [
		advice(
			'this gives up every image and container of containerd on this node: each image must be pulled or imported again, pods are made anew, what containers wrote into themselves is only in the folders *.broken',
		),
		run('systemctl', 'stop', ...services.toReversed()),
		...folders.map(folder => run('mv', folder, `${folder}.broken`)),
		run('systemctl', 'start', ...services),
		advice('without a registry, the sandbox image first: ctr -n k8s.io images import FILE.tar'),
		advice('the processes of the old containers may go on until the node boots'),
	];
}
