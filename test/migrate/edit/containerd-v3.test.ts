import {parse} from 'smol-toml';
import {describe, expect, it} from 'vitest';
import {toVersion3} from '../../../src/migrate/edit/containerd-v3.ts';

const old = `# by hand, 2021
version = 2
root = "/data/containerd" # disk of its own

[grpc]
  address = "/run/containerd/containerd.sock"

# what the kubelet needs
[plugins."io.containerd.grpc.v1.cri"]
  # pause of the cluster
  sandbox_image = "registry.k8s.io/pause:3.9"
  max_concurrent_downloads = 5
  enable_selinux = true
  stream_server_port = "0"
  systemd_cgroup = false

  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni" # Debian's
    conf_dir = "/etc/cni/net.d"

  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
    default_runtime_name = "runc"

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      runtime_engine = ""

      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        SystemdCgroup = true

  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "/etc/containerd/certs.d"

[plugins."io.containerd.gc.v1.scheduler"]
  pause_threshold = 0.02
`;

describe('version 2 → 3', () => {
	it.each([
		['""', []],
		['"/opt/plugins"', ['plugin_dir is no longer read by containerd 2: taken out']],
	])('plugin_dir = %s is taken out', (value, notes) => {
		const made = toVersion3(`version = 2\n# mine\nplugin_dir = ${value}\nroot = "/r"\n`, {version: '2.1.4'});
		expect(made).toEqual({text: 'version = 3\n# mine\nroot = "/r"\n', notes});
	});

	it('a comment beside the header of a table stays beside the first that it became', () => {
		const text =
			'version = 2\n[plugins."io.containerd.grpc.v1.cri"] # the CRI\n  sandbox_image = "p:1"\n  enable_selinux = true\n  [plugins."io.containerd.grpc.v1.cri".gone] # old [x]\n';
		const made = toVersion3(text, {version: '2.1.4'}).text;
		expect(made).toContain('[plugins."io.containerd.cri.v1.images"] # the CRI\n');
		expect(made).toContain('# old [x]');
		expect(made.match(/# the CRI/g)).toHaveLength(1);
	});

	it('every key stands where containerd 2 reads it, and comments come along', () => {
		const {text, notes} = toVersion3(old, {version: '2.1.4'});
		expect(parse(text)).toEqual({
			version: 3,
			root: '/data/containerd',
			grpc: {address: '/run/containerd/containerd.sock'},
			plugins: {
				'io.containerd.grpc.v1.cri': {stream_server_port: '0'},
				'io.containerd.cri.v1.images': {
					pinned_images: {sandbox: 'registry.k8s.io/pause:3.9'},
					max_concurrent_downloads: 5,
					snapshotter: 'overlayfs',
					registry: {config_path: '/etc/containerd/certs.d'},
				},
				'io.containerd.cri.v1.runtime': {
					enable_selinux: true,
					cni: {bin_dirs: ['/usr/lib/cni'], conf_dir: '/etc/cni/net.d'},
					containerd: {
						default_runtime_name: 'runc',
						runtimes: {runc: {runtime_type: 'io.containerd.runc.v2', options: {SystemdCgroup: true}}},
					},
				},
				'io.containerd.gc.v1.scheduler': {pause_threshold: 0.02},
			},
		});
		for (const comment of old.match(/#.*/g) ?? []) expect(text).toContain(comment);
		expect(notes).toEqual([
			'systemd_cgroup is no longer read by containerd 2: taken out',
			'containerd.runtimes.runc.runtime_engine is no longer read by containerd 2: taken out',
		]);
	});

	it('2.0 has no bin_dirs yet', () => {
		expect(toVersion3(old, {version: '2.0.5'}).text).toContain('bin_dir = "/usr/lib/cni"');
	});

	// biome-ignore format: a table
	it.each<[string, string, object]>([
		['version 1', '[plugins.cri]\n  sandbox_image = "p"\n', {version: 3, plugins: {'io.containerd.cri.v1.images': {pinned_images: {sandbox: 'p'}}}}],
		['version 3 with the old table, which 2.0 to 2.2 do not read', 'version = 3\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]\nSystemdCgroup = true\n', {version: 3, plugins: {'io.containerd.cri.v1.runtime': {containerd: {runtimes: {runc: {options: {SystemdCgroup: true}}}}}}}],
		['dotted keys', 'version = 2\n[plugins."io.containerd.grpc.v1.cri"]\ncontainerd.runtimes.runc.options.SystemdCgroup = true # x\n', {version: 3, plugins: {'io.containerd.cri.v1.runtime': {containerd: {runtimes: {runc: {options: {SystemdCgroup: true}}}}}}}],
		['tables in one line', 'version = 2\nplugins = {"io.containerd.grpc.v1.cri" = {sandbox_image = "p"}}\n', {version: 3, plugins: {'io.containerd.cri.v1.images': {pinned_images: {sandbox: 'p'}}}}],
		['nothing of the CRI', 'version = 2\ndisabled_plugins = [\n  "btrfs", # none here\n]\n', {version: 3, disabled_plugins: ['btrfs']}],
		['nothing at all', '', {version: 3}],
		['lists of many lines and names with dots', 'version = 2\n[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]\nendpoint = [\n  "https://a", # first\n  "https://b",\n]\n', {version: 3, plugins: {'io.containerd.cri.v1.images': {registry: {mirrors: {'docker.io': {endpoint: ['https://a', 'https://b']}}}}}}],
	])('%s', (_, text, data) => {
		expect(parse(toVersion3(text, {version: '2.1.4'}).text)).toEqual(data);
	});

	it('what is of version 3 already stays byte for byte', () => {
		const {text} = toVersion3(old, {version: '2.1.4'});
		expect(
			toVersion3(text.replace(/\[plugins\."io.containerd.grpc.v1.cri"\]\n.*\n/, ''), {version: '2.1.4'}).text,
		).toBe(text.replace(/\[plugins\."io.containerd.grpc.v1.cri"\]\n.*\n/, ''));
	});
});
