import type {IptablesTable} from './firewall.ts';
import type {
	CniSnapshot,
	ContainerdSnapshot,
	CrictlSnapshot,
	DockerSnapshot,
	NamespaceContent,
} from './node-runtimes.ts';
import type {NodeState} from './node-state.ts';
import type {Certificate, Clock, Disk, Kernel, ListeningSocket, OperatingSystem} from './node-system.ts';
import type {PodWords} from './pod-words.ts';
import type {Unit} from './unit.ts';

export type {Unit} from './unit.ts';

/** What one source said, or why it is not known. */
export type Part<T> = {readonly value: T} | {readonly missing: string};

/** A file of the node as it was read. */
export type TextFile = {readonly path: string; readonly text: string};

/** One setting at the place where it stands: `--container-runtime-endpoint` in kubeadm-flags.env, `evictionHard.nodefs.available` in config.yaml. */
export type Setting = {
	/** A flag with its dashes, or the path of a key with dots. */
	readonly name: string;
	/** As it is written, without quotes; `true` for a flag without a value. */
	readonly value: string;
	readonly path: string;
	/** 1-based. */
	readonly line: number;
};

/** A file of settings: what it holds, or why it cannot be read as what it should be. */
export type ConfigFile = TextFile & {
	readonly settings: readonly Setting[];
	/** Where it does not parse: line (1-based) and the parser's words. */
	readonly broken?: {readonly line?: number; readonly message: string};
};

/** A daemon that runs. */
export type DaemonProcess = {
	readonly pid: number;
	/** `kubelet`, `containerd`, `dockerd`, `cri-dockerd`, `crio`. */
	readonly name: string;
	readonly argv: readonly string[];
	/** One letter of the kernel: R, S, D (waits for a disk), T (stopped), Z. */
	readonly state: string;
	/** By the clock of the node, as it is set now. */
	readonly startedAtMs?: number;
};

/** Flags that one line of a service gives and a later one takes away. */
export type LostArguments = {
	/** `KUBELET_KUBECONFIG_ARGS` */
	readonly variable: string;
	readonly flags: readonly string[];
	readonly by: Pick<Setting, 'path' | 'line'>;
	/** `left out`: by an ExecStart= that does not have the variable. */
	readonly how: 'emptied' | 'said again' | 'left out';
};

export type KubeletSnapshot = {
	/** `1.30.4`. */
	readonly version: Part<string>;
	/** The command line that runs, without its name; missing where no kubelet runs. */
	readonly running: Part<readonly string[]>;
	/** Every flag in the unit, its drop-ins and the files of variables, in the order in which the kubelet gets them. */
	readonly flags: readonly Setting[];
	/** Absent where nobody looked. */
	readonly lost?: readonly LostArguments[];
	/** The files of variables that exist: kubeadm-flags.env, /etc/default/kubelet, /etc/sysconfig/kubelet. */
	readonly environmentFiles: readonly TextFile[];
	/** KubeletConfiguration. */
	readonly config: Part<ConfigFile>;
	/** Files of --config-dir, which are merged over it in the order of their names; their settings are in `config` too. */
	readonly configDropIns: readonly ConfigFile[];
	/** What kubeadm 1.32 and newer writes for this node alone. */
	readonly instanceConfig: Part<ConfigFile>;
	/** The runtime that it uses, as a URL or a path as written; and where that is said. Missing where nothing says it. */
	readonly endpoint: Part<Setting>;
};

/** The node as the cluster sees it. */
export type KubernetesNode = {
	readonly name: string;
	readonly ready: boolean;
	/** `dedicated=db:NoSchedule`; those that Kubernetes itself sets and takes away are left out. */
	readonly taints?: readonly string[];
	readonly unschedulable: boolean;
	/** When it was registered. */
	readonly createdAtMs?: number;
	/** Addresses for its pods, where the cluster gave it some. */
	readonly podCidr?: string;
	/** `containerd://1.7.24`. */
	readonly runtimeVersion: string;
	readonly kubeletVersion: string;
	/** `kubeadm.alpha.kubernetes.io/cri-socket`. */
	readonly criSocket?: string;
	readonly conditions: ReadonlyArray<{
		readonly type: string;
		readonly status: string;
		readonly reason: string;
		readonly message: string;
		/** When the kubelet said so last. */
		readonly saidMs?: number;
	}>;
	/** Handlers that the cluster's RuntimeClasses name; undefined where they could not be read. */
	readonly runtimeClasses?: ReadonlyArray<{readonly name: string; readonly handler: string}>;
};

/** A kubeconfig on the node: whose it is and which server it names. */
export type Kubeconfig = {
	readonly path: string;
	readonly server?: string;
	/** `proxy-url`, `tls-server-name`, a `server` with a path: another way to that server, another name in its certificate. */
	readonly detours?: readonly Setting[];
	/** Common name of its client certificate, `system:node:node1`. */
	readonly user?: string;
	/** Common name in the kubelet's own store, which it shows instead, where that is another. */
	readonly shown?: string;
	/** A name that leads to nothing in this file: `current-context`, or the cluster or user of its context; `only`: the one that is there, where it is one alone. */
	readonly lostName?: {
		readonly what: 'context' | 'cluster' | 'user';
		readonly named: string;
		readonly line: number;
		readonly only?: string;
	};
	/** With what its user shows himself, where it is no certificate. */
	readonly holds?: 'a token' | 'a program' | 'a password' | 'nothing';
	/** Its client certificate cannot be used. */
	readonly broken?: {
		readonly path: string;
		readonly because: string;
		/** Another of the kubelet's own that can. */
		readonly instead?: string;
		/** The kubeconfig itself holds one, which serves where this file is not there. */
		readonly dispensable?: true;
	};
};

/**
 * A node at one moment, as plain values: what the checks and the migration's preflight look at. Gathered by
 * `src/runtime/gather.ts` without changing anything; a source that does not answer leaves its part missing.
 */
export type NodeSnapshot = {
	readonly takenAtMs: number;
	readonly hostname: string;
	/** Text of /etc/hostname, trimmed. */
	readonly hostnameFile?: string;
	readonly system: OperatingSystem;
	readonly kernel: Kernel;
	/** By name; a unit that systemd does not know is there with loadState `not-found`. */
	readonly units: Part<Readonly<Record<string, Unit>>>;
	readonly processes: readonly DaemonProcess[];
	readonly kubelet: KubeletSnapshot;
	readonly containerd: ContainerdSnapshot;
	readonly crictl: CrictlSnapshot;
	readonly docker: DockerSnapshot;
	readonly cni: CniSnapshot;
	/** What containerd holds for whom: `k8s.io`, `moby`, … */
	readonly namespaces: Part<readonly NamespaceContent[]>;
	readonly sockets: Part<readonly ListeningSocket[]>;
	/** What is at the places of sockets: `/run/docker.sock` → `directory`. Absent: nothing is there. */
	readonly kinds: Readonly<Record<string, 'file' | 'directory' | 'socket' | 'other'>>;
	/** Programs in PATH and where: runc, containerd-shim-runc-v2, crictl, … */
	readonly programs: Readonly<Record<string, string>>;
	readonly disks: Part<readonly Disk[]>;
	readonly certificates: readonly Certificate[];
	readonly kubeconfigs: readonly Kubeconfig[];
	readonly clock: Part<Clock>;
	/** Folders, sockets and links that docker leaves behind. */
	readonly leftovers: readonly string[];
	readonly node: Part<KubernetesNode>;
	/** The pods of this node and what is said of those that do not run; missing where the API server does not answer. */
	readonly pods: Part<readonly PodWords[]>;
	/** Absent where only a part of the node was looked at. */
	/** The program that listed them, then the rules of its table `filter`. */
	readonly firewall?: Part<readonly string[]>;
	/** The program, then the rules of the chain OUTPUT in its table `nat`. */
	readonly diversions?: Part<readonly string[]>;
	/** `nft -a list ruleset`. */
	readonly nftables?: Part<string>;
	/** Tables of iptables beside `filter` and `nat`, and of the kind that is not used else, where the API server does not answer. */
	readonly otherTables?: Part<readonly IptablesTable[]>;
	readonly state?: NodeState;
	/** Lines of `journalctl -o json` of the last minutes. */
	readonly journal: Part<readonly string[]>;
};

/** The value, where it is known. */
export function known<T>(part: Part<T>): T | undefined {
	return 'value' in part ? part.value : undefined;
}
