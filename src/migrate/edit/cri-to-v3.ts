export const imagesPlugin = 'io.containerd.cri.v1.images';
export const runtimePlugin = 'io.containerd.cri.v1.runtime';
export const streamPlugin = 'io.containerd.grpc.v1.cri';

/** Where a key of the CRI plugin of version 2 stands in version 3; undefined: containerd 2 no longer has it. */
export type Place = {readonly plugin: string; readonly path: readonly string[]; readonly asList?: true};

const streaming = [
	'disable_tcp_service',
	'stream_server_address',
	'stream_server_port',
	'stream_idle_timeout',
	'enable_tls_streaming',
	'x509_key_pair_streaming',
];
const ofImages = [
	'registry',
	'image_decryption',
	'max_concurrent_downloads',
	'image_pull_progress_timeout',
	'image_pull_with_sync_fs',
	'stats_collect_period',
];
const snapshots = ['snapshotter', 'disable_snapshot_annotations', 'discard_unpacked_layers'];

/**
 * @param path Below the CRI plugin's table: `['containerd', 'runtimes', 'runc', 'options', 'SystemdCgroup']`
 * @param version Of containerd: since 2.1 `bin_dir` beside its default `bin_dirs` keeps the CRI plugin from loading.
 * Source: containerd 2.x plugins/cri/images/plugin.go, internal/cri/config; docs/containerd-2.0.md, what was removed.
 */
export function placeInV3(path: readonly string[], version: string): Place | undefined {
	const [first = '', second = '', , fourth = ''] = path;
	if (first === 'sandbox_image') return {plugin: imagesPlugin, path: ['pinned_images', 'sandbox']};
	if (streaming.includes(first)) return {plugin: streamPlugin, path};
	if (ofImages.includes(first)) return {plugin: imagesPlugin, path};
	if (first === 'systemd_cgroup') return undefined;
	if (first === 'containerd') {
		if (snapshots.includes(second)) return {plugin: imagesPlugin, path: path.slice(1)};
		if (second === 'default_runtime' || second === 'untrusted_workload_runtime') return undefined;
		if (second === 'runtimes' && ['runtime_engine', 'runtime_root'].includes(fourth)) return undefined;
		if (second === 'runtimes' && fourth === 'sandbox_mode')
			return {plugin: runtimePlugin, path: [...path.slice(0, 3), 'sandboxer', ...path.slice(4)]};
		if (second === 'runtimes' && fourth === 'options' && path[4] === 'CriuPath') return undefined;
	}
	if (first === 'cni' && second === 'bin_dir' && hasBinDirs(version))
		return {plugin: runtimePlugin, path: ['cni', 'bin_dirs'], asList: true};
	return {plugin: runtimePlugin, path};
}

/** 2.1 brought `bin_dirs`. */
export function hasBinDirs(version: string): boolean {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return major > 2 || (major === 2 && minor >= 1);
}
