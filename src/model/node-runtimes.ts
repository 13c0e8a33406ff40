import type {ConfigFile, Part, Setting, TextFile} from './node-snapshot.ts';

/** A value of a TOML file. */
export type TomlTable = {readonly [key: string]: unknown};

export type ContainerdPlugin = {
	/** `io.containerd.grpc.v1`. */
	readonly type: string;
	/** `cri`. */
	readonly id: string;
	/** `ok`, `error`, `skip`. */
	readonly status: string;
};

export type ContainerdSnapshot = {
	/** Absolute path of the program; missing where there is none. */
	readonly binary: Part<string>;
	/** `1.7.24`. */
	readonly version: Part<string>;
	/** The configuration file that it is started with; the path is known even where the file is not there. */
	readonly configPath: string;
	/** `settings` have the path of their table before the key, parts with dots in quotes as in the file. */
	readonly config: Part<ConfigFile & {readonly data?: TomlTable; readonly version?: number}>;
	/** Files that it imports, and those of conf.d. */
	readonly imports: ReadonlyArray<ConfigFile & {readonly data?: TomlTable}>;
	/** What containerd makes of it: `containerd config dump`. */
	readonly effective: Part<TomlTable>;
	readonly plugins: Part<readonly ContainerdPlugin[]>;
	/** Where it listens: grpc.address, else /run/containerd/containerd.sock. */
	readonly address: string;
	/** Files under the folders that config_path names, else under the usual one: hosts.toml of each registry. */
	readonly hosts: readonly ConfigFile[];
	/** Certificates and keys beside them. */
	readonly hostCertificates: readonly TextFile[];
	/** Lines of hosts.toml files (`ca`, `client`) that name a file which is not there. */
	readonly hostAbsent?: readonly Setting[];
	/** Those of these folders that exist. */
	readonly hostFolders: readonly string[];
	/** Older copies beside the configuration file: config.toml.bak, … */
	readonly backups: readonly string[];
};

export type CrictlSnapshot = {
	/** `1.30.0`. */
	readonly version: Part<string>;
	/** /etc/crictl.yaml. */
	readonly config: Part<ConfigFile>;
	/** The endpoint that was asked here. */
	readonly endpoint?: string;
	/** `crictl info`: conditions and the whole answer. */
	readonly info: Part<CriInfo>;
	/** Names and pins of what `crictl images` lists. */
	readonly images: Part<readonly CriImage[]>;
	/** The version of CRI-O, where that is the endpoint's. */
	readonly crio?: Part<string>;
};

export type CriInfo = {
	/** RuntimeReady, NetworkReady. */
	readonly conditions: ReadonlyArray<{
		readonly type: string;
		readonly status: boolean;
		readonly reason: string;
		readonly message: string;
	}>;
	/** `config` of the answer, as the runtime gives it. */
	readonly config: Readonly<Record<string, unknown>>;
	/** Why the network was not set up when that was last tried. */
	readonly lastCniLoadStatus?: string;
};

export type CriImage = {
	readonly id: string;
	readonly names: readonly string[];
	readonly pinned?: boolean;
	readonly sizeBytes?: number;
};

export type DockerSnapshot = {
	/** Absolute path of dockerd. */
	readonly daemon: Part<string>;
	/** Of the daemon that answers, else of the client. */
	readonly version: Part<string>;
	/** /etc/docker/daemon.json. */
	readonly config: Part<ConfigFile & {readonly data?: Readonly<Record<string, unknown>>}>;
	/** The command line of dockerd: its unit, drop-ins and files of variables (DOCKER_OPTS, OPTIONS). */
	readonly flags: readonly Setting[];
	/** Variables that its unit gives it: HTTP_PROXY, … */
	readonly environment: readonly Setting[];
	/** The command line of cri-dockerd, where there is a unit of it. */
	readonly criDockerdFlags: readonly Setting[];
	/** `docker info`; missing where the daemon does not answer. */
	readonly info: Part<{
		readonly cgroupDriver: string;
		readonly storageDriver: string;
		readonly rootDir: string;
		readonly liveRestore: boolean;
		readonly running: number;
		readonly images: number;
	}>;
	/** Every container of docker, running or not. */
	readonly containers: Part<readonly DockerContainer[]>;
};

export type DockerContainer = {
	readonly id: string;
	readonly name: string;
	readonly image: string;
	/** `running`, `exited`, `paused`, `created`. */
	readonly state: string;
	/** Made by a kubelet, through dockershim or cri-dockerd. */
	readonly ofKubelet: boolean;
};

export type CniSnapshot = {
	readonly confDir: string;
	/** This user may not look into it, or not into its files: whether there is a configuration nobody can tell. */
	readonly closed?: true;
	readonly binDirs: readonly string[];
	/** Files in the order in which they are read: the first one counts. */
	readonly files: ReadonlyArray<
		TextFile & {
			/** Name of the network. */
			readonly name?: string;
			readonly version?: string;
			/** `bridge`, `portmap`, and what they name for addresses: `host-local`. */
			readonly plugins: readonly string[];
			readonly broken?: {readonly line?: number; readonly message: string};
		}
	>;
	/** Other names in the folder: what does not end in .conf, .conflist or .json is not read. */
	readonly ignored: readonly string[];
	readonly binaries: readonly string[];
	/** What the plugins remember of a network that worked: a result with the configuration in it. */
	readonly remembered: ReadonlyArray<{readonly path: string; readonly network: string}>;
	/** Usual folders other than those looked into that hold a configuration, or programs. */
	readonly elsewhere?: {
		readonly confDirs: readonly string[];
		readonly binDirs: ReadonlyArray<{readonly path: string; readonly binaries: readonly string[]}>;
	};
};

export type NamespaceContent = {
	readonly name: string;
	readonly containers: number;
	/** Of the containers, those without a task too. */
	readonly ids?: readonly string[];
	/** PIDs of what runs. */
	readonly tasks: readonly number[];
};
