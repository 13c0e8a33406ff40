import {basename, dirname} from 'node:path';
import type {Reader} from '../../host/host.ts';

/** Folders where an image has its shell. Looked at by name: a link in the image leads elsewhere on the host. */
const programFolders = ['bin', 'usr/bin', 'usr/local/bin', 'busybox'] as const;

/** Whether an image has a shell, seen through a process of its container; true where it cannot be seen. */
export async function hasShell(reader: Reader, pid: number | undefined): Promise<boolean> {
	if (pid === undefined || (await reader.kindOf(`/proc/${pid}/root`)) === undefined) return true;
	for (const folder of programFolders) {
		const names = await reader.listNames(`/proc/${pid}/root/${folder}`).catch(() => ['sh']);
		if (names.includes('sh') || names.includes('bash')) return true;
	}
	return false;
}

/** A program of the node that runs inside any image, for it needs no library there. */
export type Busybox = {readonly folder: string; readonly name: string};

/** The node's own busybox, if it is linked statically. Debian's `busybox` may be either. */
export async function staticBusybox(reader: Reader): Promise<Busybox | undefined> {
	for (const name of ['busybox', 'busybox-static', 'busybox.static']) {
		const path = await reader.findProgram(name);
		const head = path === undefined ? undefined : (await reader.readText(path).catch(() => undefined))?.slice(0, 4096);
		// What is linked dynamically names its loader at its beginning.
		if (path !== undefined && head !== undefined && !/ld-(linux|musl)|\/ld\.so|\/ld64/.test(head))
			return {folder: dirname(path), name: basename(path)};
	}
	return undefined;
}

/**
 * nsenter with a program of the node: the folder is held open while the mount namespace is changed. A single file could not
 * be started this way: busybox goes by the name that it is called by. $1: PID, $2: folder, $3: program; the rest are its words.
 */
export const insideScript =
	'pid=$1 folder=$2 program=$3; shift 3; exec nsenter --target "$pid" --mount --uts --ipc --net --pid --root --wd "/proc/self/fd/9/$program" "$@" 9<"$folder"';

/** Where nothing of the node can run inside: the container's files as seen from the node, in its network. */
export const besideScript = 'cd "/proc/$1/root" && exec nsenter --target "$1" --uts --ipc --net sh';
