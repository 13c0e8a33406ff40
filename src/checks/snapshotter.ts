import {snapshotterOf} from '../model/containerd-config.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {needsDocker} from './about.ts';
import {type Check, type Fix, fatal, info, ok, skipped} from './check.ts';
import {advice, replaceInLine, restart, run} from './fixes.ts';
import {containerdSettings} from './parts/containerd-settings.ts';

export const snapshotter: Check = {
	id: 'snapshotter',
	title: 'snapshotter and its filesystem',
	follows: ['containerd-config-syntax', 'containerd-config-version', 'containerd-running', 'kernel-modules'],
	explains: ['overlay-missing', 'ctd-snapshotter'],
	look(node) {
		const plugins = known(node.containerd.plugins);
		const config = known(node.containerd.effective) ?? known(node.containerd.config)?.data;
		const name = snapshotterOf(config);
		const disk = known(node.disks)?.find(({path}) => path === '/var/lib/containerd');
		if (name === 'overlayfs' && disk?.ftype === false) {
			return fatal(
				`${disk.mountedOn} is xfs made with ftype=0: overlayfs cannot work on it, so no container can start`,
				{
					evidence: [{source: `xfs_info ${disk.mountedOn}`, text: 'ftype=0'}],
					fix: [advice(`move containerd's root to a filesystem made with mkfs.xfs -n ftype=1, or ext4`)],
				},
			);
		}
		if (plugins === undefined) return skipped('containerd does not tell about its plugins');
		const found = plugins.find(({type, id}) => type.startsWith('io.containerd.snapshotter') && id === name);
		if (found?.status === 'ok') return ok(`${name}${disk ? ` on ${disk.filesystem}` : ''}`);
		const evidence = [
			{source: 'ctr plugins ls', text: found ? `${name}: ${found.status}` : `${name}: not in the list`},
		];
		if (needsDocker(node)) return info(`the snapshotter ${name} does not work; docker has its own`, {evidence});
		return fatal(
			`the snapshotter ${name} ${found ? 'could not be loaded' : 'is not known to this containerd'}: images cannot be unpacked, so no container can start`,
			{
				evidence,
				fix:
					name === 'overlayfs'
						? [run('modprobe', 'overlay'), restart('containerd')]
						: [overlayInstead(node, name), restart('containerd')],
			},
		);
	},
};

/** What every kernel has, in place of one that needs a service or a filesystem of its own. */
function overlayInstead({containerd}: NodeSnapshot, name: string): Fix {
	const set = containerdSettings({containerd}).findLast(
		setting => setting.name.endsWith('.snapshotter') && setting.value === name,
	);
	return set === undefined
		? advice(`set snapshotter = "overlayfs" in ${containerd.configPath}`)
		: replaceInLine(set.path, set.line, name, 'overlayfs');
}
