import {dirname} from 'node:path';
import type {Reader} from '../../host/host.ts';
import {foldersOfNew} from '../../model/folders-of-new.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';

/**
 * Files of the node's configuration that root itself may not write, and folders that take no new ones: `chattr +i`, mounted
 * read-only. None where /run may not be written: somebody else than root looks then.
 */
export async function gatherLocked(reader: Reader, {kubelet, containerd, crictl, units}: NodeSnapshot) {
	if ((await reader.isWritable('/run')) !== true) return [];
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
	const folders = await Promise.all(foldersOfNew.map(folder => takesNone(reader, folder)));
	return [
		...paths.filter((_, index) => writable[index] === false),
		...foldersOfNew.filter((_, index) => folders[index]),
	];
}

/** A folder that is not there yet is made in the one above it. */
async function takesNone(reader: Reader, folder: string): Promise<boolean> {
	for (let each = folder; each !== ''; each = dirname(each)) {
		const is = await reader.isWritable(each);
		if (is !== undefined || each === '/') return is === false;
	}
	return false;
}

/** Where a migration makes files, and something stands that is no folder. */
export async function gatherInTheWay(reader: Reader): Promise<readonly string[]> {
	const kinds = await Promise.all(foldersOfNew.map(folder => reader.kindOf(folder).catch(() => undefined)));
	return foldersOfNew.filter((_, index) => kinds[index] !== undefined && kinds[index] !== 'directory');
}
