import type {Command} from '../types.ts';

const runtimeVersion = (): Command => ({
	inputFrom: ['crictl', 'version'],
	argv: ['awk', '/^RuntimeVersion/ {sub(/^v/, "", $2); print $2}'],
	effect: 'read',
});

function counted(...argv: readonly [string, ...string[]]): Command {
	return {inputFrom: argv, argv: ['wc', '-l'], effect: 'read'};
}

/** Single fields of `docker info` and `docker version` that something else than `crictl info` tells. */
const commands = (): Readonly<Record<string, Command>> => ({
	'.ServerVersion': runtimeVersion(),
	'.Server.Version': runtimeVersion(),
	'.Client.Version': {
		inputFrom: ['crictl', '--version'],
		argv: ['awk', '{sub(/^v/, "", $NF); print $NF}'],
		effect: 'read',
	},
	'.KernelVersion': {argv: ['uname', '-r'], effect: 'read'},
	'.Server.KernelVersion': {argv: ['uname', '-r'], effect: 'read'},
	'.Architecture': {argv: ['uname', '-m'], effect: 'read'},
	'.NCPU': {argv: ['nproc'], effect: 'read'},
	'.Name': {argv: ['uname', '-n'], effect: 'read'},
	'.OperatingSystem': {argv: ['sh', '-c', '. /etc/os-release; echo "$PRETTY_NAME"'], effect: 'read'},
	'.Containers': counted('crictl', 'ps', '--all', '--quiet'),
	'.ContainersRunning': counted('crictl', 'ps', '--quiet'),
	'.ContainersStopped': counted('crictl', 'ps', '--all', '--quiet', '--state', 'exited'),
	'.Images': counted('crictl', 'images', '--quiet'),
});

export function otherTool(format: string): Command | undefined {
	const [, field = ''] = /^\{\{\s*(\.[\w.]+)\s*\}\}$/.exec(format) ?? [];
	if (field === '') return undefined;
	const known = commands();
	return Object.hasOwn(known, field) ? known[field] : undefined;
}
