import type {LatelyChanged} from './lately-changed.ts';
import type {Setting, TextFile} from './node-snapshot.ts';
import type {PacketWays} from './packet-ways.ts';

/** What the node is found to hold, beside what its services are told. */
export type NodeState = {
	/** Places that must be written to and cannot, and the mount that is the reason. */
	readonly readOnly: readonly ReadOnlyPlace[];
	/** Addresses of its interfaces; undefined where the kernel does not list them. */
	readonly addresses?: readonly string[];
	/** Its links, without those that lead into pods. */
	readonly links?: readonly Link[];
	/** Networks that its links are in. */
	readonly networks?: readonly Network[];
	/** lo and cards that were set down. */
	readonly downLinks?: readonly string[];
	/** The resolv.conf that the kubelet hands to pods; without a text it is not there. */
	readonly resolvConf: Partial<Pick<TextFile, 'text'>> & Pick<TextFile, 'path'>;
	/** Folders in which a runtime keeps images, as far as there are any. */
	readonly stores: readonly ImageStore[];
	/** Processes and threads. */
	readonly tasks?: number;
	readonly staticPods: readonly StaticPod[];
	/** Files of /etc/kubernetes and its pki, whole paths. */
	readonly kubernetesFiles?: readonly string[];
	/** Programs that the kernel could not run. */
	readonly damaged?: readonly DamagedProgram[];
	/** What is something else than its services need it to be. */
	readonly misplaced?: readonly Misplaced[];
	/** Processes of services and pods that somebody stopped, by a signal or in a frozen cgroup. */
	readonly halted?: readonly Halted[];
	/** /etc/hosts and /etc/nsswitch.conf. */
	readonly names?: {readonly hosts?: string; readonly switches?: string};
	/** Files that stop or restart the services of a node; only looked for where one was started a moment ago. */
	readonly restarters?: readonly Restarter[];
	/** Locks of the network that somebody holds for long. */
	readonly locks?: readonly LockHolder[];
	/** Cgroups of services and pods that may have so many tasks and no more. */
	readonly taskLimits?: readonly TaskLimit[];
	/** `DefaultTasksMax` and the like of system.conf, in the order in which systemd reads them. */
	readonly systemdDefaults?: readonly Setting[];
	/** `Storage` and the like of journald.conf, in the order in which they are read. */
	readonly journald?: readonly Setting[];
	/** Folders of configuration and programs over which something empty is mounted. */
	readonly hidden?: readonly HiddenPlace[];
	/** sa.pub is the other half of sa.key. */
	readonly signingKeysFit?: boolean;
	/** What was changed within the last day of all that its services read and run. */
	readonly changes?: LatelyChanged;
	/** Programs and units that are not what their package brought. */
	readonly altered?: readonly AlteredFile[];
	/** Only asked where the API server does not answer. */
	readonly ways?: PacketWays;
	/** Only where the kubelet is told of some. */
	readonly registryHelpers?: RegistryHelpers;
	/** Shims with containers of which containerd knows nothing. */
	readonly orphanShims?: readonly OrphanShim[];
	/** Where the kubelet looks for manifests. */
	readonly manifests?: string;
};

/** `{link: 'eth0', range: '10.88.0.0/24'}` */
export type Network = {readonly link: string; readonly range: string};

export type Link = {
	readonly name: string;
	readonly mtu: number;
	/** The default route goes through it. */
	readonly isWayOut?: true;
};

/** A manifest that the kubelet runs by itself: on a control plane etcd, the API server and those that serve it. */
export type StaticPod = {
	readonly name: string;
	readonly path: string;
	readonly text: string;
	readonly broken?: {readonly line?: number; readonly message: string};
	/** Of its first container. */
	readonly flags: readonly Setting[];
	readonly image?: Setting;
	readonly hostPaths: readonly Setting[];
	/** Where its first container has them. */
	readonly mountPaths?: readonly Setting[];
	/** Files that its flags name and that are not on the node. */
	readonly absent: readonly string[];
	/** What it said last, in its last attempts. */
	readonly log: readonly string[];
};

export type DamagedProgram = {
	readonly path: string;
	readonly what:
		| 'empty'
		| 'cut off'
		| 'no program'
		| 'of another machine'
		| 'on a mount without exec'
		| 'not executable'
		| 'a directory'
		| 'a script that calls what is not there'
		| 'a script that calls no program'
		| 'not there';
	/** What that script calls. */
	readonly calls?: string;
	/** The program that is found once the script is gone. */
	readonly instead?: string;
	/** That mount. */
	readonly mountedOn?: string;
	/** A file beside it with a name that only adds to its own: most likely the program itself. */
	readonly beside?: string;
};

/** A file or folder that a service needs, and what is there instead. */
export type Misplaced = {
	readonly path: string;
	readonly wanted: 'file' | 'directory' | 'socket';
	readonly is: 'file' | 'directory' | 'broken link' | 'link to itself' | 'empty' | 'absent';
	/** What a broken link leads to is not known here; a copy beside it is: `config.yaml.bak`. */
	readonly beside?: string;
	/** The service that needs it: `kubelet`. */
	readonly of: string;
};

/** One line of a script, a unit or a crontab. */
export type Restarter = {
	readonly path: string;
	readonly line: number;
	readonly text: string;
	/** `kubelet`. */
	readonly services: readonly string[];
	/** The service that runs it. */
	readonly unit?: string;
	/** What starts that service. */
	readonly timer?: string;
};

export type LockHolder = {
	readonly path: string;
	readonly pid: number;
	readonly name: string;
	/** Of the process, which is at least that of the lock. */
	readonly ageS: number;
	/** Its service. */
	readonly unit?: string;
};

export type AlteredFile = {
	readonly path: string;
	/** The package. */
	readonly owner: string;
	readonly changedMs: number;
};

export type HiddenPlace = {readonly path: string; readonly filesystem: string};

/** What --image-credential-provider-config and --image-credential-provider-bin-dir name, and which of it is not there. */
export type RegistryHelpers = {readonly file: string; readonly folder: string; readonly absent: readonly string[]};

/** `children`: processes below it; `state`: where its folder should be. */
export type OrphanShim = {
	readonly pid: number;
	readonly id: string;
	readonly namespace: string;
	readonly children: number;
	readonly state: string;
};

export type TaskLimit = {readonly path: string; readonly most: number; readonly now: number};

export type Halted =
	| {readonly pid: number; readonly name: string}
	/** The file of the cgroup that thaws it, and what is to be written there. */
	| {readonly cgroup: string; readonly path: string; readonly thaw: string};

export type ReadOnlyPlace = {
	readonly path: string;
	readonly mountedOn: string;
	/** `mount`: only this mount is; `filesystem`: the whole of it, as after an I/O error. */
	readonly what: 'mount' | 'filesystem';
};

export type ImageStore = {
	readonly runtime: 'containerd' | 'docker';
	readonly root: string;
	/** Of docker: `overlay2`, `vfs`. */
	readonly driver?: string;
	/** Parts of images (containerd) or images (docker). */
	readonly count: number;
	/** Of docker: `k8s.gcr.io/etcd:3.4.13-0`. */
	readonly names?: readonly string[];
};
