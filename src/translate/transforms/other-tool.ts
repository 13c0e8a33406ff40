import type {Command} from '../types.ts';

const runtimeVersion = (): Command => ({
	inputFrom: ['crictl', 'version'],
	argv: ['awk', '/^RuntimeVersion/ {sub(/^v/, "", $2); print $2}'],
	effect: 'read',
});

function counted(...argv: readonly [string, ...string[]]): Command {
	return {inputFrom: argv, argv: ['wc', '-l'], effect: 'read'};
}

const architecture = (): Command => ({
	inputFrom: ['uname', '-m'],
	argv: ['sed', 's/x86_64/amd64/; s/aarch64/arm64/'],
	effect: 'read',
});

const paused = 'ctr -n k8s.io task ls | grep PAUSED';
const notPaused: Command = {
	argv: ['sh', '-c', `echo $(($(crictl ps --quiet | wc -l) - $(${paused} | wc -l)))`],
	effect: 'read',
};

/** Fields of `docker info` and `docker version` that something else than `crictl info` tells. */
const commands = (ctr: boolean): Readonly<Record<string, Command>> => ({
	'.ServerVersion': runtimeVersion(),
	'.Server.Version': runtimeVersion(),
	'.Client.Version': {
		inputFrom: ['crictl', '--version'],
		argv: ['awk', '{sub(/^v/, "", $NF); print $NF}'],
		effect: 'read',
	},
	'.KernelVersion': {argv: ['uname', '-r'], effect: 'read'},
	'.Server.KernelVersion': {argv: ['uname', '-r'], effect: 'read'},
	'.Server.Os': {argv: ['echo', 'linux'], effect: 'read'},
	'.Client.Os': {argv: ['echo', 'linux'], effect: 'read'},
	'.OSType': {argv: ['echo', 'linux'], effect: 'read'},
	'.Server.Arch': architecture(),
	'.Client.Arch': architecture(),
	'.Server.APIVersion': {
		inputFrom: ['crictl', 'version'],
		argv: ['awk', '/^RuntimeApiVersion/ {print $2}'],
		effect: 'read',
	},
	// mawk's %d ends at 2147483647. Source: lab, mawk 1.3.4.
	'.MemTotal': {argv: ['awk', '/^MemTotal/ {printf "%.0f\\n", $2 * 1024}', '/proc/meminfo'], effect: 'read'},
	'.MemTotal as text': {
		argv: ['awk', '/^MemTotal/ {printf "%.4gGiB\\n", $2 / 1048576}', '/proc/meminfo'],
		effect: 'read',
	},
	'.CgroupVersion': {
		inputFrom: ['stat', '--file-system', '--format', '%T', '/sys/fs/cgroup'],
		argv: ['sed', 's/cgroup2fs/2/; s/^[^2].*/1/'],
		effect: 'read',
	},
	'.Swarm.LocalNodeState': {argv: ['echo', 'inactive'], effect: 'read'},
	'.Architecture': {argv: ['uname', '-m'], effect: 'read'},
	'.NCPU': {argv: ['nproc'], effect: 'read'},
	'.Name': {argv: ['uname', '-n'], effect: 'read'},
	'.OperatingSystem': {argv: ['sh', '-c', '. /etc/os-release; echo "$PRETTY_NAME"'], effect: 'read'},
	'.Containers': counted('crictl', 'ps', '--all', '--quiet'),
	'.ContainersRunning': ctr ? notPaused : counted('crictl', 'ps', '--quiet'),
	...(ctr ? {'.ContainersPaused': counted('sh', '-c', paused)} : {}),
	// Those that never started are stopped, too.
	'.ContainersStopped': {
		argv: ['sh', '-c', 'echo $(($(crictl ps --all --quiet | wc -l) - $(crictl ps --quiet | wc -l)))'],
		effect: 'read',
	},
	'.Images': counted('crictl', 'images', '--quiet'),
});

/** @param ctr Whether the node has it. */
export function otherTool(field: string, ctr: boolean): Command | undefined {
	const known = commands(ctr);
	return Object.hasOwn(known, field) ? known[field] : undefined;
}
