import type {Part, Setting, TextFile} from './node-snapshot.ts';

export type OperatingSystem = {
	/** `debian`; absent where /etc/os-release is not there. */
	readonly id?: string;
	/** `rhel centos fedora`: what it descends from. */
	readonly like?: string;
	readonly versionId?: string;
	/** `Debian GNU/Linux 12 (bookworm)`. */
	readonly name?: string;
	/** `6.1.0-18-amd64`. */
	readonly kernel?: string;
	/** `x86_64`. */
	readonly architecture?: string;
	/** Processes that want to run, for each processor, in the last minute. */
	readonly load?: number;
	readonly processors?: number;
	/** systemd is process 1. */
	readonly systemd: boolean;
};

export type Kernel = {
	/** Filesystems that it knows now: overlay, xfs, … */
	readonly filesystems: readonly string[];
	/** Modules that are loaded or built in, of those that matter here. */
	readonly modules: readonly string[];
	/** Values under /proc/sys: `net.ipv4.ip_forward` → `1`. Absent: there is no such file. */
	readonly sysctls: Readonly<Record<string, string>>;
	/** What is set again at the next boot: lines of /etc/sysctl.d, sysctl.conf, … */
	readonly persistedSysctls: readonly Setting[];
	/** Lines of modules-load.d. */
	readonly persistedModules: readonly Setting[];
	/** Devices and files that are swapped to, with KiB. */
	readonly swaps: ReadonlyArray<{readonly device: string; readonly sizeKib: number}>;
	/** `hybrid`: version 1 with a version 2 beside it, which counts as 1. */
	readonly cgroups: Part<'1' | '2' | 'hybrid'>;
	readonly totalMemoryKib?: number;
	readonly availableMemoryKib?: number;
	readonly fstab?: TextFile;
};

export type Disk = {
	/** What was asked about: `/var/lib/containerd`. */
	readonly path: string;
	readonly mountedOn: string;
	/** `ext4`, `xfs`, `overlay`, `tmpfs`. */
	readonly filesystem: string;
	readonly sizeBytes: number;
	readonly availableBytes: number;
	/** 0 where the filesystem has no fixed number. */
	readonly inodes: number;
	readonly availableInodes: number;
	/** Only where it is asked: xfs without it cannot carry overlayfs. */
	readonly ftype?: boolean;
};

export type ListeningSocket = {
	readonly kind: 'unix' | 'tcp';
	/** `/run/containerd/containerd.sock`; `127.0.0.1:10248`. */
	readonly address: string;
	/** Who holds it; empty where this user may not see it. */
	readonly holders: ReadonlyArray<{
		readonly name: string;
		readonly pid: number;
		/** Its service, where one of the kubelet's or the control plane's own ports is held. */
		readonly unit?: string;
	}>;
};

export type Certificate = {
	/** The file it is in; for a kubeconfig with the certificate in it, that. */
	readonly path: string;
	/** `CN=system:node:node1`. */
	readonly subject: string;
	readonly fromMs: number;
	readonly untilMs: number;
	/**
	 * It is signed by another authority than the one beside it, or belongs to another key; `no-key`, `no-certificate`: that file
	 * holds none that anybody could read.
	 */
	readonly unfit?: {
		readonly for: 'authority' | 'key' | 'no-key' | 'no-certificate';
		readonly path: string;
		/** The certificatesDir of kubeadm, where it is not the usual one. */
		readonly folder?: string;
	};
};

export type Clock = {
	/** Undefined where it is not known. */
	readonly synchronized?: boolean;
	/** A service that sets the clock is on. */
	readonly ntp?: boolean;
	readonly timezone?: string;
};
