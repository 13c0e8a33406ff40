import type {Argv} from '../model/argv.ts';
import type {NodeFacts, ToolName} from '../model/facts.ts';

const usualAddress = '/run/containerd/containerd.sock';

/** A command as this node must be asked: its own program (`k3s crictl`), the CRI endpoint in use, containerd's own socket. */
export function nodeCommand(argv: Argv, {tools, endpoint, containerdAddress}: NodeFacts): Argv {
	const [name, ...args] = argv;
	const [program, ...prefix] = tools[name as ToolName]?.command ?? [name];
	const where = connection(name, args, endpoint?.url, containerdAddress);
	return [program, ...prefix, ...where, ...args];
}

function connection(
	name: string,
	args: readonly string[],
	url: string | undefined,
	address: string | undefined,
): readonly string[] {
	if (name === 'crictl' && url !== undefined && !args.includes('--runtime-endpoint'))
		return ['--runtime-endpoint', url];
	if ((name === 'ctr' || name === 'nerdctl') && isElsewhere(address) && !args.includes('--address'))
		return ['--address', address];
	return [];
}

/** Not where ctr and nerdctl look by themselves. */
export function isElsewhere(address: string | undefined): address is string {
	return address !== undefined && address !== usualAddress;
}
