import type {TextFile} from './node-snapshot.ts';

/** A unit as systemd has it loaded, and the files it comes from. */
export type Unit = {
	/** `kubelet.service`. */
	readonly name: string;
	/** `loaded`, `not-found`, `masked`, `bad-setting`, `error`. */
	readonly loadState: string;
	/** `active`, `inactive`, `failed`, `activating`, `deactivating`, `reloading`. */
	readonly activeState: string;
	readonly subState: string;
	/** `enabled`, `disabled`, `static`, `masked`, …; empty where it has no file. */
	readonly fileState: string;
	/** Absolute path of its file, where a link under /etc/systemd/system leads there: `systemctl link`. */
	readonly linkedTo?: string;
	readonly restarts: number;
	/** `success`, `exit-code`, `start-limit-hit`, `timeout`, … */
	readonly result: string;
	readonly mainPid?: number;
	readonly exitStatus?: number;
	/** Microseconds since boot at which its process was started, for what it says before it is ready is of this run too. */
	readonly activeSinceUs?: number;
	/** The files on disk are newer than what systemd has loaded. */
	readonly needsReload: boolean;
	/** Properties as `systemctl show` prints them: Delegate, KillMode, LimitNOFILE, TasksMax, Restart, … */
	readonly properties: Readonly<Record<string, string>>;
	/** The unit file, then its drop-ins. */
	readonly files: readonly TextFile[];
	/** Units that it requires, and that are not on the node or masked. */
	readonly lacks?: readonly string[];
	/** Units that it requires, and that failed. */
	readonly failedNeeds?: readonly string[];
	/** Links in UNIT.requires that lead to what is not there or failed. */
	readonly needLinks?: readonly string[];
	/** The slices that it runs in, from the outermost, where they have files of their own. */
	readonly slices?: readonly {readonly name: string; readonly files: readonly TextFile[]}[];
};
