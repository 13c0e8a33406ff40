import type {Reader} from '../../host/host.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import type {OrphanShim} from '../../model/node-state.ts';
import {isInContainer} from '../pid-namespace.ts';
import {namesIn, textIfAny} from './part.ts';

const usualState = '/run/containerd';
const usualAddress = '/run/containerd/containerd.sock';

/**
 * Shims of this containerd that run containers, and whose bundle is not in its folder of state: it finds shims there alone,
 * when it starts, and knows nothing of the others. Seen on containerd 1.7.24 after `state` was changed.
 */
export async function gatherOrphanShims(
	reader: Reader,
	{config, address}: NodeSnapshot['containerd'],
): Promise<readonly OrphanShim[]> {
	const file = known(config);
	// Of a daemon whose settings are not known the folder is not either.
	if (file === undefined && address !== usualAddress) return [];
	const state = file?.settings.find(({name}) => name === 'state')?.value || usualState;
	const tasks = `${state}/io.containerd.runtime.v2.task`;
	const pids = (await namesIn(reader, '/proc')).filter(name => /^\d+$/.test(name));
	const stats = await Promise.all(pids.map(pid => textIfAny(reader, `/proc/${pid}/stat`)));
	const parents = stats.map(parentIn);
	const found = await Promise.all(
		pids.map(async (pid, index): Promise<readonly OrphanShim[]> => {
			if (!stats[index]?.startsWith(`${pid} (containerd-shim)`)) return [];
			const shim = shimIn((await textIfAny(reader, `/proc/${pid}/cmdline`)) ?? '');
			const children = parents.filter(parent => parent === pid).length;
			// One without children is about to end.
			if (shim === undefined || children === 0 || !isSame(shim.address, address)) return [];
			if (await reader.kindOf(`${tasks}/${shim.namespace}/${shim.id}`).catch(() => 'closed')) return [];
			if (isInContainer(await textIfAny(reader, `/proc/${pid}/status`))) return [];
			const {id, namespace} = shim;
			return [{pid: Number(pid), id, namespace, children, state}];
		}),
	);
	return found.flat();
}

/** `containerd-shim-runc-v2 -namespace k8s.io -id 962… -address /run/containerd/containerd.sock`. */
export function shimIn(cmdline: string) {
	const argv = cmdline.split('\0');
	const after = (name: string) => argv[argv.indexOf(name) + 1];
	const [id, namespace, address] = ['-id', '-namespace', '-address'].map(name =>
		argv.includes(name) ? after(name) : undefined,
	);
	const isPlain = (text: string | undefined) => text !== undefined && /^[\w.-]{1,200}$/.test(text);
	if (!isPlain(id) || !isPlain(namespace) || id === undefined || namespace === undefined || !address) return undefined;
	return {id, namespace, address};
}

/** `812 (sh) S 700 …`. */
function parentIn(stat: string | undefined): string | undefined {
	return /^\d+ \(.*\) \S (\d+) /s.exec(stat ?? '')?.[1];
}

function isSame(one: string, other: string): boolean {
	const short = (path: string) => path.replace(/^\/var\/run\//, '/run/');
	return short(one) === short(other);
}
