import type {Part, TextFile} from './node-snapshot.ts';
import type {Disk} from './node-system.ts';

/** A docker command of a file, and what the translator makes of it. */
export type TranslatedCall = {
	readonly docker: string;
	/** Lines for a shell; none where nothing does the same. */
	readonly becomes: readonly string[];
	/** What the translation does not do. */
	readonly lost: readonly string[];
};

/** What has the kubelet that runs, where that is not kubelet.service. */
export type OtherKubeletUnit = {
	/** Missing: no unit of systemd started it. */
	readonly name?: string;
	/** Its file, and folders of drop-ins. */
	readonly path?: string;
	readonly dropIns?: readonly string[];
};

/** A file of the node that calls docker, or reads its socket or its folders. */
export type DockerCaller = {
	readonly path: string;
	/** `config`: of a program that watches containers. */
	readonly kind: 'crontab' | 'unit' | 'script' | 'config';
	/** Lines that name docker, 1-based. */
	readonly lines: ReadonlyArray<{readonly line: number; readonly text: string}>;
	/** What starts it: `backup.timer`. */
	readonly startedBy?: string;
	readonly calls: readonly TranslatedCall[];
};

/** A unit that cannot be without docker: `Requires=docker.service`. */
export type DockerDependent = {
	readonly unit: string;
	readonly path: string;
	readonly line: number;
	readonly text: string;
};

/** A unit that runs now and ends with docker: one that calls it, or `Requires=docker.service`. */
export type DockerUnit = {
	readonly name: string;
	/** Its lines that call docker. */
	readonly lines: readonly string[];
};

export type InstalledPackage = {
	readonly name: string;
	readonly version: string;
	/** Names that it needs, without versions. */
	readonly needs: readonly string[];
	/** Came with another package, and goes with it in an autoremove; undefined where the manager keeps no such note. */
	readonly automatic?: boolean;
};

export type PackageList = {
	readonly manager: 'dpkg' | 'rpm';
	/** Those of docker, containerd, runc and what hangs on them. */
	readonly installed: readonly InstalledPackage[];
	/** Package of the program containerd; undefined where none owns it. */
	readonly ofContainerd?: string;
};

/** A file with logins of docker's client or of the kubelet, without the secrets. */
export type RegistryLogins = {
	readonly path: string;
	readonly registries: readonly string[];
	/** Programs that keep them: credsStore, credHelpers. */
	readonly helpers: readonly string[];
};

/** What on the node hangs on docker besides pods: looked for once, for it takes a while. */
export type NodeSurroundings = {
	/** Missing: kubelet.service has the kubelet, or none runs. */
	readonly kubeletIn?: OtherKubeletUnit;
	readonly callers: readonly DockerCaller[];
	readonly dependents: readonly DockerDependent[];
	/** Services that run now by docker; what starts docker again has to start them too. */
	readonly running: readonly DockerUnit[];
	readonly packages: Part<PackageList>;
	readonly logins: readonly RegistryLogins[];
	/** Files under /etc/docker/certs.d. */
	readonly registryFiles: readonly TextFile[];
	/** Programs that hold docker's socket open now. */
	readonly clients: Part<ReadonlyArray<{readonly name: string; readonly pid: number}>>;
	/** Accounts in the group docker. */
	readonly members: readonly string[];
	/** Files of the configuration that root itself may not write. */
	readonly locked?: readonly string[];
	/** What is no folder, where files of the configuration are made. */
	readonly inTheWay?: readonly string[];
	/** Room where docker keeps its data, and where containerd shall keep its own. */
	readonly disks: Part<readonly Disk[]>;
};
