import type {Command} from '../types.ts';

/** What `crictl inspect` has elsewhere with CRI-O than with containerd. Source: lab, crictl 1.30 on CRI-O 1.37. */
const elsewhere: ReadonlyArray<readonly [containerd: string, crio: string]> = [
	[
		'(or (and (index .info.config "linux") (index (index .info.config "linux") "security_context") (index (index (index .info.config "linux") "security_context") "privileged")) false)',
		'.info.privileged',
	],
	[
		'(printf "/run/containerd/io.containerd.runtime.v2.task/k8s.io/%s/rootfs" .status.id)',
		'.info.runtimeSpec.root.path',
	],
	// Of `crictl info`. Source: lab, CRI-O 1.37.
	['{{.config.containerd.defaultRuntimeName}}', '{{.config.crio.DefaultRuntime}}'],
	[
		'{{with index .config.containerd.runtimes .config.containerd.defaultRuntimeName}}{{if index (index . "options") "SystemdCgroup"}}systemd{{else}}cgroupfs{{end}}{{end}}',
		'{{.config.crio.CgroupManagerName}}',
	],
	// IDs of images without `sha256:`.
	['(slice $.status.id 7 19)', '(slice $.status.id 0 12)'],
];

/** The sandbox's ports stand in an annotation, as JSON. */
const portMappings = '{{index .info.runtimeSpec.annotations "io.kubernetes.cri-o.PortMappings"}}{{"\\n"}}';

/** A command with the fields of CRI-O in its template; undefined where one of them has no counterpart. */
export function withCrioFields(command: Command): Command | undefined {
	const argv = command.argv.map(word => {
		if (typeof word !== 'string') return word;
		if (word.startsWith('{{range .info.config.port_mappings}}')) return portMappings;
		return elsewhere.reduce((text, [containerd, crio]) => text.replaceAll(containerd, crio), word);
	}) as unknown as Command['argv'];
	const isWhole = argv.every(
		word => typeof word !== 'string' || !/\.info\.(config|snapshotter|runtimeType)\b|\.config\.containerd/.test(word),
	);
	if (!isWhole && argv.some(word => typeof word === 'string' && word.startsWith('crictl info >/dev/null')))
		return {argv: ['crictl', 'info'], effect: 'read'};
	return isWhole ? {...command, argv} : undefined;
}
