import type {TomlTable} from './node-runtimes.ts';

/** Names that containerd gave its CRI plugin's settings: until 1.x in one table, since 2.0 in two. Source: containerd docs/cri/config.md. */
const runtimeTables = ['io.containerd.cri.v1.runtime', 'io.containerd.grpc.v1.cri', 'cri'];
const imageTables = ['io.containerd.cri.v1.images', 'io.containerd.grpc.v1.cri', 'cri'];

export function tableAt(value: unknown, ...path: readonly string[]): TomlTable | undefined {
	const found = valueAt(value, ...path);
	return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as TomlTable) : undefined;
}

export function valueAt(value: unknown, ...path: readonly string[]): unknown {
	let at: unknown = value;
	for (const name of path) {
		if (typeof at !== 'object' || at === null) return undefined;
		at = (at as TomlTable)[name];
	}
	return at;
}

export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
	const found = valueAt(value, ...path);
	return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The table with the CRI's runtimes and CNI, of a file or of `containerd config dump`. */
export function criRuntime(config: TomlTable | undefined): TomlTable | undefined {
	return firstOf(config, runtimeTables);
}

/** The table with the CRI's snapshotter, registries and sandbox image. */
export function criImages(config: TomlTable | undefined): TomlTable | undefined {
	return firstOf(config, imageTables);
}

function firstOf(config: TomlTable | undefined, names: readonly string[]): TomlTable | undefined {
	return names.map(name => tableAt(config, 'plugins', name)).find(Boolean);
}

/** The runtimes by the names under which pods ask for them. */
export function runtimesOf(config: TomlTable | undefined): Readonly<Record<string, TomlTable>> {
	const all = tableAt(criRuntime(config), 'containerd', 'runtimes') ?? {};
	return Object.fromEntries(Object.keys(all).flatMap(name => [[name, tableAt(all, name) ?? {}]]));
}

export function defaultRuntime(config: TomlTable | undefined): string {
	return textAt(criRuntime(config), 'containerd', 'default_runtime_name') ?? 'runc';
}

/** Whether containerd makes cgroups through systemd, for pods that name no other runtime. */
export function systemdCgroup(config: TomlTable | undefined): boolean | undefined {
	const runtime = runtimesOf(config)[defaultRuntime(config)];
	if (runtime === undefined) return undefined;
	return valueAt(runtime, 'options', 'SystemdCgroup') === true;
}

export function snapshotterOf(config: TomlTable | undefined): string {
	return (
		textAt(criImages(config), 'snapshotter') ?? textAt(criRuntime(config), 'containerd', 'snapshotter') ?? 'overlayfs'
	);
}

export function sandboxImageOf(config: TomlTable | undefined): string | undefined {
	return textAt(criImages(config), 'pinned_images', 'sandbox') ?? textAt(criRuntime(config), 'sandbox_image');
}

/** Folders with a hosts.toml for each registry. */
export function registryFolders(config: TomlTable | undefined): readonly string[] {
	return (textAt(criImages(config), 'registry', 'config_path') ?? '').split(':').filter(Boolean);
}
