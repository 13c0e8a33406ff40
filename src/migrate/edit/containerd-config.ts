import {parse} from 'smol-toml';
import {oneOfBinDirs} from './bin-dirs.ts';
import {editToml, type TomlEdit, type TomlValue} from './toml.ts';

/** A program in place of runc, or a shim of its own: `io.containerd.kata.v2`. */
export type OtherRuntime = {readonly binaryName?: string; readonly type?: string};

/** What the node needs of containerd's config. What is left out stays as it is. */
export type ContainerdWanted = {
	readonly systemdCgroup?: boolean;
	readonly sandboxImage?: string;
	readonly cniBinDir?: string;
	readonly cniConfDir?: string;
	/** `/etc/containerd/certs.d` */
	readonly registryConfigPath?: string;
	readonly root?: string;
	readonly maxConcurrentDownloads?: number;
	readonly logLevel?: string;
	readonly oomScore?: number;
	readonly enableSelinux?: boolean;
	/** Handlers besides runc, by name, with the program of each. */
	readonly runtimes?: Readonly<Record<string, OtherRuntime>>;
	readonly defaultRuntime?: string;
};

export type ContainerdEdited = {
	readonly text: string;
	/** What was met and dealt with, or is left to a person. */
	readonly notes: readonly string[];
};

type Where = {
	readonly cri: readonly [string, ...string[]];
	/** From version 3 on the images have a plugin of their own. */
	readonly images: readonly [string, ...string[]];
	readonly version: number;
};

/**
 * containerd's config.toml with the CRI plugin on and the settings that are wanted, merged into what is there.
 *
 * @param version Of containerd: `1.6.20`, `2.1.9`. A new file is written in the newest form that it reads; one that exists
 *   keeps its form, which every later containerd reads too.
 */
export function editContainerdConfig(
	text: string | undefined,
	wanted: ContainerdWanted,
	{version}: {readonly version: string},
): ContainerdEdited {
	const notes: string[] = [];
	const before = oneOfBinDirs(text ?? '', version, notes);
	const config = parse(before) as Record<string, unknown>;
	const where = placeOf(config, Number(version.split('.')[0]) >= 2, notes);
	const edits: TomlEdit[] = [];
	if (config.version === undefined) edits.push({path: ['version'], value: where.version});
	const disabled = listOf(config.disabled_plugins);
	const kept = disabled.filter(name => !/^$|^cri$|grpc\.v1\.cri$|\.cri\.v1\./.test(name));
	if (kept.length < disabled.length) edits.push({path: ['disabled_plugins'], value: kept});
	edits.push(...settings(wanted, where, config));
	return {text: editToml(before, edits), notes};
}

function placeOf(config: Readonly<Record<string, unknown>>, isSecond: boolean, notes: string[]): Where {
	const plugins = (config.plugins ?? {}) as Readonly<Record<string, unknown>>;
	const told = Number(config.version ?? 0);
	if (told >= 3) return split(told);
	if (told === 2) return whole(2, 'io.containerd.grpc.v1.cri');
	if (plugins.cri !== undefined) {
		notes.push('config.toml is in the form of version 1; it is kept, and containerd 2.0 will no longer read it');
		return whole(1, 'cri');
	}
	if (plugins['io.containerd.grpc.v1.cri'] !== undefined) {
		notes.push('config.toml had no version line, so its plugin tables were not read; now they are');
		return whole(2, 'io.containerd.grpc.v1.cri');
	}
	return isSecond ? split(3) : whole(2, 'io.containerd.grpc.v1.cri');
}

function whole(version: number, plugin: string): Where {
	return {version, cri: ['plugins', plugin], images: ['plugins', plugin]};
}

function split(version: number): Where {
	return {
		version,
		cri: ['plugins', 'io.containerd.cri.v1.runtime'],
		images: ['plugins', 'io.containerd.cri.v1.images'],
	};
}

function settings(wanted: ContainerdWanted, where: Where, config: Readonly<Record<string, unknown>>): TomlEdit[] {
	const {cri, images, version} = where;
	const edits: TomlEdit[] = [];
	const set = (path: readonly [string, ...string[]], value: TomlValue | undefined): void => {
		if (value !== undefined) edits.push({path, value});
	};
	set(['root'], wanted.root);
	set(['oom_score'], wanted.oomScore);
	set(['debug', 'level'], wanted.logLevel);
	set([...cri, 'enable_selinux'], wanted.enableSelinux);
	if (version >= 3) set([...images, 'pinned_images', 'sandbox'], wanted.sandboxImage);
	else set([...cri, 'sandbox_image'], wanted.sandboxImage);
	set([...images, 'max_concurrent_downloads'], wanted.maxConcurrentDownloads);
	// Several folders may stand there, parted by colons.
	const folders = String(tableOf(config, [...images, 'registry'])?.config_path ?? '').split(':');
	if (!folders.includes(wanted.registryConfigPath ?? ''))
		set([...images, 'registry', 'config_path'], wanted.registryConfigPath);
	set([...cri, 'cni', 'conf_dir'], wanted.cniConfDir);
	if (wanted.cniBinDir !== undefined) {
		// containerd 2.1 refuses to load the CRI plugin where bin_dir and bin_dirs are both set.
		if (tableOf(config, [...cri, 'cni'])?.bin_dirs === undefined) set([...cri, 'cni', 'bin_dir'], wanted.cniBinDir);
		else set([...cri, 'cni', 'bin_dirs'], [wanted.cniBinDir]);
	}
	const runtimes = [...cri, 'containerd', 'runtimes'] as const;
	if (wanted.systemdCgroup !== undefined) {
		// A table that is there stands in for the whole of containerd's own: with options alone no pod starts ("container.Runtime.Name
		// must be set"). Seen on containerd 1.6.20.
		const type = tableOf(config, [...runtimes, 'runc'])?.runtime_type;
		if (type === undefined || type === '') set([...runtimes, 'runc', 'runtime_type'], runc);
		set([...runtimes, 'runc', 'options', 'SystemdCgroup'], wanted.systemdCgroup);
		// Another one that pods get by default makes their cgroups too.
		const usual = String(tableOf(config, [...cri, 'containerd'])?.default_runtime_name ?? 'runc');
		const isOther = usual !== 'runc' && wanted.runtimes?.[usual] === undefined;
		if (isOther && tableOf(config, [...runtimes, usual])?.runtime_type === runc)
			set([...runtimes, usual, 'options', 'SystemdCgroup'], wanted.systemdCgroup);
	}
	for (const [name, runtime] of Object.entries(wanted.runtimes ?? {})) {
		const {type = runc, binaryName} = runtime;
		set([...runtimes, name, 'runtime_type'], type);
		set([...runtimes, name, 'options', 'BinaryName'], binaryName);
		// An option of the shim of runc alone.
		if (type === runc) set([...runtimes, name, 'options', 'SystemdCgroup'], wanted.systemdCgroup);
	}
	set([...cri, 'containerd', 'default_runtime_name'], wanted.defaultRuntime);
	return edits;
}

const runc = 'io.containerd.runc.v2';

function tableOf(config: Readonly<Record<string, unknown>>, path: readonly string[]) {
	let at: unknown = config;
	for (const name of path)
		at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined;
	return typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>) : undefined;
}

function listOf(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
}
