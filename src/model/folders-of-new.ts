/** Where a migration makes files that are not there yet. */
export const foldersOfNew: readonly string[] = [
	'/etc',
	'/etc/containerd',
	'/etc/containerd/certs.d',
	'/etc/modules-load.d',
	'/etc/sysctl.d',
	'/etc/systemd/system',
	'/etc/systemd/system/containerd.service.d',
	'/var/lib/rtconsole',
];

/** The nearest of them above a path. */
export function folderOfNew(path: string): string | undefined {
	return foldersOfNew.filter(folder => path.startsWith(`${folder}/`)).toSorted((a, b) => b.length - a.length)[0];
}
