import {markedCommand} from './command-words.ts';
import {joined, type Scope} from './go-template.ts';

/** docker's word for a state of the CRI, or false. */
function stateWord(state: string): string {
	return `(and (eq .status.state "CONTAINER_${state}") "${state.toLowerCase()}")`;
}

function state(paused: boolean): string {
	return `(or ${paused ? '(and $paused "paused") ' : ''}${['RUNNING', 'EXITED', 'CREATED'].map(stateWord).join(' ')} "unknown")`;
}

/** What is only there when it is set: crictl takes a field that is not there for an error. */
function optional(object: string, path: readonly string[], otherwise: string): string {
	const steps = path.map((_key, index) =>
		path.slice(0, index + 1).reduce((from, key) => `(index ${from} "${key}")`, object),
	);
	return `(or ${steps.length === 1 ? steps[0] : `(and ${steps.join(' ')})`} ${otherwise})`;
}

/** The namespaces that a pod asked for; 2 is the host's. Source: CRI API, NamespaceMode. */
function hostOr(namespace: string, otherwise: string): string {
	const mode = optional('.info.config', ['linux', 'security_context', 'namespace_options', namespace], '0');
	return `(or (and (eq (printf "%v" ${mode}) "2") "host") ${otherwise})`;
}

const capabilities = ['linux', 'security_context', 'capabilities'];

/** The period is 100,000 µs, as the kubelet and docker have it: a microsecond is 10,000 billionths of a CPU then. */
const cpuQuota = (): string => optional('.info.runtimeSpec.linux.resources', ['cpu', 'quota'], '""');

function sourceOf(destination: string): string {
	return `{{range .info.runtimeSpec.mounts}}{{if eq .destination "${destination}"}}{{.source}}{{end}}{{end}}`;
}

const userNumbers = '(printf "%v:%v" .info.runtimeSpec.process.user.uid .info.runtimeSpec.process.user.gid)';

/** A map whose values are empty, as Go prints docker's. */
function keysOf(map: string): string {
	return `map[{{$blank := ""}}{{range $key, $value := ${map}}}{{$blank}}{{$key}}:{}{{$blank = " "}}{{end}}]`;
}

const mount: Scope = {
	fields: {
		'.Source': '.hostPath',
		'.Destination': '.containerPath',
		'.RW': '(not (index . "readonly"))',
		'.Mode': '(or (and (index . "readonly") "ro") "")',
		'.Type': '"bind"',
		'.Name': '""',
		'.Propagation': '.propagation',
	},
};

/** A pod's command is docker's entrypoint, its args are CMD; without both the image says: `$entry` words are its entrypoint, where that was asked. */
function started(asked: boolean): Scope['fields'] {
	const [command, args] = ['(index .info.config "command")', '.info.runtimeSpec.process.args'];
	if (!asked)
		return {
			'.Config.Cmd': `(or (index .info.config "args") (and (not ${command}) ${args}) "[]")`,
			'.Config.Entrypoint': `(or ${command} "[]")`,
		};
	return {
		'.Config.Cmd': `(or (and ${command} (index .info.config "args")) (and (not ${command}) (slice ${args} $entry)) "[]")`,
		'.Config.Entrypoint': `(or ${command} (slice ${args} 0 $entry) "[]")`,
	};
}

/** `docker inspect`. Made when it is wanted: sixty fields take 0.15 ms of every start. Source: crictl inspect and docker inspect of the same programs, crictl 1.30, docker 26.1. */
export const containerScope = (paused = false): Scope => ({
	fields: {
		'.Id': '.status.id',
		'.ID': '.status.id',
		'.Name': '(printf "/%s" .status.metadata.name)',
		'.Created': '.status.createdAt',
		'.Image': '.status.imageRef',
		'.Path': '(index .info.runtimeSpec.process.args 0)',
		'.Args': '(slice .info.runtimeSpec.process.args 1)',
		'.Driver': '.info.snapshotter',
		'.Platform': '"linux"',
		'.AppArmorProfile': optional('.info.runtimeSpec.process', ['apparmorProfile'], '""'),
		'.Config.Image': '.status.image.image',
		'.Config.Labels': '.status.labels',
		'.Config.Env': '.info.runtimeSpec.process.env',
		...started(paused),
		'.Config.OpenStdin': optional('.info.config', ['stdin'], 'false'),
		'.Config.WorkingDir': '.info.runtimeSpec.process.cwd',
		'.Config.Hostname': optional('.info.runtimeSpec', ['hostname'], '""'),
		// docker's is what was asked for: nothing, for root.
		'.Config.User': `(or (and (ne ${userNumbers} "0:0") ${userNumbers}) "")`,
		'.Config.Tty': optional('.info.runtimeSpec.process', ['terminal'], 'false'),
		'.HostConfig.Memory': optional('.info.runtimeSpec.linux.resources', ['memory', 'limit'], '0'),
		'.HostConfig.CpuShares': optional('.info.runtimeSpec.linux.resources', ['cpu', 'shares'], '0'),
		'.HostConfig.CpuQuota': optional('.info.runtimeSpec.linux.resources', ['cpu', 'quota'], '0'),
		'.HostConfig.CpuPeriod': optional('.info.runtimeSpec.linux.resources', ['cpu', 'period'], '0'),
		'.HostConfig.PidsLimit': optional('.info.runtimeSpec.linux.resources', ['pids', 'limit'], '"<no value>"'),
		'.HostConfig.OomScoreAdj': optional('.info.runtimeSpec.process', ['oomScoreAdj'], '0'),
		'.HostConfig.AutoRemove': 'false',
		'.HostConfig.NetworkMode': hostOr('network', '"default"'),
		'.HostConfig.PidMode': hostOr('pid', '""'),
		'.HostConfig.IpcMode': hostOr('ipc', '"private"'),
		'.HostConfig.CapAdd': optional('.info.config', [...capabilities, 'add_capabilities'], '"[]"'),
		'.HostConfig.CapDrop': optional('.info.config', [...capabilities, 'drop_capabilities'], '"[]"'),
		'.HostConfig.CpusetCpus': optional('.info.runtimeSpec.linux.resources', ['cpu', 'cpus'], '""'),
		'.HostConfig.Privileged': optional('.info.config', ['linux', 'security_context', 'privileged'], 'false'),
		'.HostConfig.ReadonlyRootfs': optional('.info.runtimeSpec.root', ['readonly'], 'false'),
		'.HostConfig.Runtime': '.info.runtimeType',
		'.LogPath': '.status.logPath',
		'.RestartCount': '.status.metadata.attempt',
		'.Mounts': '.status.mounts',
		'.State.Status': state(paused),
		'.State.Running': '(eq .status.state "CONTAINER_RUNNING")',
		'.State.Paused': paused ? '$paused' : 'false',
		'.State.Restarting': 'false',
		'.State.Dead': 'false',
		'.State.Health': '""',
		'.State.Pid': '.info.pid',
		'.State.ExitCode': '.status.exitCode',
		'.State.Error': '.status.message',
		'.State.OOMKilled': '(eq .status.reason "OOMKilled")',
		'.State.StartedAt': '.status.startedAt',
		'.State.FinishedAt': '.status.finishedAt',
		'.GraphDriver.Name': '.info.snapshotter',
		'.GraphDriver.Data.MergedDir':
			'(printf "/run/containerd/io.containerd.runtime.v2.task/k8s.io/%s/rootfs" .status.id)',
	},
	blocks: {
		// A pod's hostname is its sandbox's; the runtime tells the container in its environment.
		'.Config.Hostname':
			'{{range .info.runtimeSpec.process.env}}{{if eq (printf "%.9s" .) "HOSTNAME="}}{{slice . 9}}{{end}}{{end}}',
		'.HostConfig.NanoCpus': `{{if ${cpuQuota()}}}{{${cpuQuota()}}}0000{{else}}0{{end}}`,
		'.HostConfig.Binds':
			'[{{range $i, $one := .status.mounts}}{{if $i}} {{end}}{{$one.hostPath}}:{{$one.containerPath}}{{if index $one "readonly"}}:ro{{end}}{{end}}]',
		'.ResolvConfPath': sourceOf('/etc/resolv.conf'),
		'.HostsPath': sourceOf('/etc/hosts'),
		'.HostnamePath': sourceOf('/etc/hostname'),
		'.NetworkSettings.SandboxKey':
			'{{range .info.runtimeSpec.linux.namespaces}}{{if eq .type "network"}}{{index . "path"}}{{end}}{{end}}',
	},
	maps: {'.Config.Labels': '.status.labels'},
	elements: {'.Mounts': mount},
	lenient: true,
});

/** `docker image inspect`. */
export const imageScope = (): Scope => ({
	fields: {
		'.Id': '.status.id',
		'.ID': '.status.id',
		'.RepoTags': '.status.repoTags',
		'.RepoDigests': '.status.repoDigests',
		'.Size': '.status.size',
		'.Created': '.info.imageSpec.created',
		'.Architecture': '.info.imageSpec.architecture',
		'.Os': '.info.imageSpec.os',
		'.Config': '.info.imageSpec.config',
		'.Config.Env': '.info.imageSpec.config.Env',
		'.Config.Cmd': '(index .info.imageSpec.config "Cmd")',
		'.Config.Entrypoint': '(index .info.imageSpec.config "Entrypoint")',
		'.Config.ExposedPorts': '(index .info.imageSpec.config "ExposedPorts")',
		'.Config.Volumes': '(index .info.imageSpec.config "Volumes")',
		'.Config.WorkingDir': '(or (index .info.imageSpec.config "WorkingDir") "")',
		'.Config.User': '(or (index .info.imageSpec.config "User") "")',
		'.Config.Labels': '(index .info.imageSpec.config "Labels")',
		'.RootFS.Layers': '.info.imageSpec.rootfs.diff_ids',
	},
	blocks: {
		'.Config.ExposedPorts': keysOf('index .info.imageSpec.config "ExposedPorts"'),
		'.Config.Volumes': keysOf('index .info.imageSpec.config "Volumes"'),
	},
	maps: {'.Config.Labels': '.info.imageSpec.config.Labels'},
	lenient: true,
});

/** `docker ps --format`. Ages are points in time here: a template cannot count from now. @param shaped What is printed is made docker's. */
export function listedScope(wholeIds: boolean, paused = false, shaped = false): Scope {
	const labels =
		'{{$comma := ""}}{{range $key, $value := .status.labels}}{{$comma}}{{$key}}={{$value}}{{$comma = ","}}{{end}}';
	return {
		fields: {
			'.ID': wholeIds ? '.status.id' : '(printf "%.12s" .status.id)',
			'.Names': '.status.metadata.name',
			'.Image': '.status.image.image',
			'.Labels': '.status.labels',
			'.State': state(paused),
			'.CreatedAt': '.status.createdAt',
			'.RunningFor': '(printf "since %s" .status.createdAt)',
			...(shaped ? {'.Ports': '$ports'} : {}),
		},
		blocks: {
			'.Command': shaped ? markedCommand(false) : `"${joined('.info.runtimeSpec.process.args', '" "')}"`,
			'.Status': `{{if eq .status.state "CONTAINER_RUNNING"}}Up since {{.status.startedAt}}${paused ? '{{if $paused}} (Paused){{end}}' : ''}{{else if eq .status.state "CONTAINER_EXITED"}}Exited ({{.status.exitCode}}) at {{.status.finishedAt}}{{else}}Created{{end}}`,
			'.Labels': labels,
			'.Mounts': '{{range $i, $one := .status.mounts}}{{if $i}},{{end}}{{$one.hostPath}}{{end}}',
		},
		empty: [...(shaped ? [] : ['.Ports']), '.Networks', '.Size', '.LocalVolumes'],
	};
}
