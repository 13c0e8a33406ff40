/** Where a migration makes files that are not there yet. */
export const foldersOfNew: readonly string[] = [
	'/etc',
	'/etc/containerd',
	'/etc/modules-load.d',
	'/etc/sysctl.d',
	'/etc/systemd/system',
	'/var/lib/rtconsole',
];

/** The nearest of them above a path. */
export function folderOfNew(path: string): string | undefined {
	return foldersOfNew.filter(folder => path.startsWith(`${folder}/`)).toSorted((a, b) => b.length - a.length)[0];
}
