import type {Reader} from '../../host/host.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';

/**
 * Files of the node's configuration that root itself may not write: `chattr +i`, mounted read-only. None where nothing under
 * /etc may be written: somebody else than root looks then.
 */
export async function gatherLocked(reader: Reader, {kubelet, containerd, crictl, units}: NodeSnapshot) {
	if ((await reader.isWritable('/etc')) !== true) return [];
	const files = [
		...kubelet.environmentFiles,
		known(kubelet.config),
		...kubelet.configDropIns,
		known(kubelet.instanceConfig),
		known(containerd.config),
		known(crictl.config),
		...(known(units)?.['kubelet.service']?.files ?? []),
	];
	const paths = [...new Set(files.flatMap(file => (file === undefined ? [] : [file.path])))];
	const writable = await Promise.all(paths.map(path => reader.isWritable(path)));
	return paths.filter((_, index) => writable[index] === false);
}
