/** A file of configuration, a unit or a program whose inode changed within the last day. */
export type ChangedEntry = {
	readonly path: string;
	readonly kind: 'file' | 'directory' | 'link' | 'other';
	/** `644`. */
	readonly mode: string;
	/** `0:0`. */
	readonly owner: string;
	readonly sizeBytes: number;
	/** Of what stands in it. */
	readonly modifiedMs: number;
	/** Of the inode: contents, mode, owner, name. Nobody can set it back. */
	readonly changedMs: number;
	/** A copy beside it that says that it is one: `config.toml.bak`. */
	readonly beside?: string;
	/** What counts once it is gone: the unit file of the package, the program further on in PATH. */
	readonly hides?: string;
	/** It had this name before, and nothing has it now. */
	readonly lost?: string;
	/** Of a small file. */
	readonly text?: string;
};

/** A mount that lies over a file or folder of configuration, or over a cgroup controller. */
export type OddMount = {readonly path: string; readonly filesystem: string};

export type LatelyChanged = {
	/** When the kernel was started. */
	readonly bootedAtMs: number;
	/** The newest last; without what came in one burst: an installation, a restored backup. */
	readonly entries: readonly ChangedEntry[];
	readonly mounts: readonly OddMount[];
	/** Files of packages that are not there, only looked for where a folder of programs lost or gained a name. */
	readonly gone: readonly string[];
};
