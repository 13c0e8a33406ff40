/** A mount, as this process sees it. */
export type Mount = {
	readonly mountedOn: string;
	/** Of this mount alone: `ro`, `noexec`. */
	readonly options: readonly string[];
	/** `ext4`, `tmpfs`. */
	readonly filesystem: string;
	/** Of the whole filesystem, wherever it is mounted. */
	readonly filesystemOptions: readonly string[];
};

/** `36 35 98:0 /root /mount/point rw,noatime master:1 - ext4 /dev/sda1 rw,errors=continue`. Source: man proc_pid_mountinfo. */
export function mountsIn(mountinfo: string): readonly Mount[] {
	return mountinfo.split('\n').flatMap(line => {
		const [before = '', after = ''] = line.split(' - ');
		const [, , , , mountedOn = '', options = ''] = before.split(' ');
		const [filesystem = '', , filesystemOptions = ''] = after.split(' ');
		if (mountedOn === '') return [];
		return [{mountedOn, options: options.split(','), filesystem, filesystemOptions: filesystemOptions.split(',')}];
	});
}

/** The mount that a path lies on: the innermost, and of several over one place the last. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
	const over = mounts.filter(
		({mountedOn}) => mountedOn === '/' || path === mountedOn || path.startsWith(`${mountedOn}/`),
	);
	const longest = Math.max(...over.map(({mountedOn}) => mountedOn.length));
	return over.findLast(({mountedOn}) => mountedOn.length === longest);
}
