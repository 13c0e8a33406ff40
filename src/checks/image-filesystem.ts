import {known} from '../model/node-snapshot.ts';
import {needsContainerd} from './about.ts';
import {type Check, info, ok, skipped, warning} from './check.ts';
import {advice} from './fixes.ts';

export const imageFilesystem: Check = {
	id: 'image-filesystem',
	title: 'filesystem of images',
	look(node) {
		if (!needsContainerd(node)) return skipped('containerd makes no pods on this node');
		const disks = known(node.disks);
		const root = String(known(node.containerd.effective)?.root ?? '/var/lib/containerd');
		const disk = disks?.find(({path}) => path === root);
		if (disk === undefined) return skipped(`df does not tell about ${root}`);
		const evidence = [{source: `df ${root}`, text: `${disk.filesystem} on ${disk.mountedOn}`}];
		if (/^(nfs|cifs|fuse|9p)/.test(disk.filesystem))
			return warning(`${root} is on ${disk.filesystem}: overlayfs and boltdb do not work reliably there`, {
				evidence,
				fix: [advice(`set root in ${node.containerd.configPath} to a folder on a local disk`)],
			});
		if (disk.filesystem === 'tmpfs') return info(`${root} is in memory: every image is gone after a boot`, {evidence});
		return ok(`${root} is ${disk.filesystem} on ${disk.mountedOn}`);
	},
};
