/** What docker's paths are in the JSON of crictl; what comes behind a path that is known comes behind its answer too. */
export type JqPaths = Readonly<Record<string, string>>;

const args = '.info.runtimeSpec.process.args';
const resources = '.info.runtimeSpec.linux.resources';

/** `docker inspect`. Source: crictl inspect and docker inspect of the same programs, crictl 1.30, docker 26.1. */
export const containerPaths: JqPaths = {
	'.Id': '.status.id',
	'.ID': '.status.id',
	'.Name': '("/" + .status.metadata.name)',
	'.Created': '.status.createdAt',
	'.Image': '.status.imageRef',
	'.Path': `${args}[0]`,
	'.Args': `${args}[1:]`,
	'.Driver': '.info.snapshotter',
	'.Platform': '"linux"',
	'.AppArmorProfile': '(.info.runtimeSpec.process.apparmorProfile // "")',
	'.ResolvConfPath': sourceOf('/etc/resolv.conf'),
	'.HostsPath': sourceOf('/etc/hosts'),
	'.HostnamePath': sourceOf('/etc/hostname'),
	'.LogPath': '.status.logPath',
	'.RestartCount': '.status.metadata.attempt',
	'.Mounts': '.status.mounts',
	'.Config.Image': '.status.image.image',
	'.Config.Labels': '.status.labels',
	'.Config.Env': '.info.runtimeSpec.process.env',
	'.Config.Cmd': args,
	'.Config.WorkingDir': '.info.runtimeSpec.process.cwd',
	'.Config.Hostname': '([.info.runtimeSpec.process.env[] | select(startswith("HOSTNAME=")) | .[9:]] | first // "")',
	'.Config.User': '(.info.runtimeSpec.process.user | "\\(.uid):\\(.gid)")',
	'.Config.Tty': '(.info.runtimeSpec.process.terminal // false)',
	'.HostConfig.Memory': `(${resources}.memory.limit // 0)`,
	'.HostConfig.CpuShares': `(${resources}.cpu.shares // 0)`,
	'.HostConfig.CpuQuota': `(${resources}.cpu.quota // 0)`,
	'.HostConfig.CpuPeriod': `(${resources}.cpu.period // 0)`,
	'.HostConfig.CpusetCpus': `(${resources}.cpu.cpus // "")`,
	'.HostConfig.Privileged': '(.info.config.linux.security_context.privileged // false)',
	'.HostConfig.ReadonlyRootfs': '(.info.runtimeSpec.root.readonly // false)',
	'.HostConfig.Runtime': '.info.runtimeType',
	'.State.Status': '(.status.state | sub("CONTAINER_"; "") | ascii_downcase)',
	'.State.Running': '(.status.state == "CONTAINER_RUNNING")',
	'.State.Pid': '.info.pid',
	'.State.ExitCode': '.status.exitCode',
	'.State.Error': '.status.message',
	'.State.OOMKilled': '(.status.reason == "OOMKilled")',
	'.State.StartedAt': '.status.startedAt',
	'.State.FinishedAt': '.status.finishedAt',
	'.GraphDriver.Name': '.info.snapshotter',
	'.GraphDriver.Data.MergedDir': '("/run/containerd/io.containerd.runtime.v2.task/k8s.io/" + .status.id + "/rootfs")',
};

/** The fields of one of `.Mounts`. */
export const mountPaths: JqPaths = {
	'.Source': '.hostPath',
	'.Destination': '.containerPath',
	'.Propagation': '.propagation',
	'.RW': '(.readonly | not)',
};

/** `docker image inspect`. */
export const imagePaths: JqPaths = {
	'.Id': '.status.id',
	'.ID': '.status.id',
	'.RepoTags': '.status.repoTags',
	'.RepoDigests': '.status.repoDigests',
	'.Size': '(.status.size | tonumber)',
	'.Created': '.info.imageSpec.created',
	'.Architecture': '.info.imageSpec.architecture',
	'.Os': '.info.imageSpec.os',
	'.Config': '.info.imageSpec.config',
	'.RootFS.Layers': '.info.imageSpec.rootfs.diff_ids',
};

/** A line of `docker ps --format json`, for a container of `crictl ps --output json`. Source: both, crictl 1.30. */
export const listedPaths: JqPaths = {
	'.ID': '.id[:12]',
	'.Names': '.metadata.name',
	'.Image': '.image.image',
	'.State': '(.state | sub("CONTAINER_"; "") | ascii_downcase)',
	'.CreatedAt': '(.createdAt | tonumber / 1e9 | floor | todate)',
	'.Labels': '([.labels | to_entries[] | .key + "=" + .value] | join(","))',
};

/** A line of `docker images --format json`, for `{id, size, tag}` of an image of `crictl images --output json`. */
export const listedImagePaths: JqPaths = {
	'.ID': '.id[7:19]',
	'.Repository': '(.tag | sub(":[^:/]*$"; ""))',
	'.Tag': '(.tag | sub(".*:"; ""))',
	'.Size': '(.size | tonumber)',
};

/** Of a file that the runtime mounts; docker has one for each container. */
function sourceOf(destination: string): string {
	return `([.info.runtimeSpec.mounts[] | select(.destination == "${destination}") | .source] | first // "")`;
}
