import type {Reader} from '../../host/host.ts';
import type {Link} from '../../model/node-state.ts';
import {namesIn, textIfAny} from './part.ts';

const folder = '/sys/class/net';

/** Links of this node without the pairs that lead into pods; undefined where the kernel does not list them. */
export async function gatherLinks(reader: Reader): Promise<readonly Link[] | undefined> {
	const [names, routes] = await Promise.all([namesIn(reader, folder), textIfAny(reader, '/proc/net/route')]);
	const out = wayOut(routes ?? '');
	const own = names.filter(name => !/^(veth|cali|lxc|lo$)/.test(name)).slice(0, 64);
	const read = await Promise.all(
		own.map(async (name): Promise<readonly Link[]> => {
			const mtu = Number((await textIfAny(reader, `${folder}/${name}/mtu`)) ?? Number.NaN);
			return mtu > 0 ? [{name, mtu, ...(name === out ? {isWayOut: true as const} : {})}] : [];
		}),
	);
	const found = read.flat();
	return found.length === 0 ? undefined : found;
}

/** Interfaces that somebody set down; undefined where the kernel does not list them. */
export async function gatherDownLinks(reader: Reader): Promise<readonly string[] | undefined> {
	const all = await namesIn(reader, folder);
	if (!all.includes('lo')) return undefined;
	const names = [
		...all.filter(name => /^(lo|eth\d*|en[a-z]\w*|bond\d*)$/.test(name)),
		...(await bridgesInUse(reader, all)),
	];
	const flags = await Promise.all(names.map(async name => textIfAny(reader, `${folder}/${name}/flags`)));
	return names.filter((_, index) => {
		const set = Number.parseInt(flags[index] ?? '', 16);
		return !Number.isNaN(set) && (set & 1) === 0;
	});
}

/** Bridges that containers hang on. */
async function bridgesInUse(reader: Reader, names: readonly string[]): Promise<readonly string[]> {
	const bridges = names.filter(name => /^(docker\d+|cni\d+|cbr\d+|br-[0-9a-f]{12})$/.test(name)).slice(0, 32);
	const ports = await Promise.all(bridges.map(name => namesIn(reader, `${folder}/${name}/brif`)));
	return bridges.filter((_, index) => (ports[index]?.length ?? 0) > 0);
}

/** `eth0 00000000 01025A0A …`: the first default route with the least metric. */
export function wayOut(routes: string): string | undefined {
	const all = routes.split('\n').flatMap(line => {
		const [name = '', to, , flags, , , metric, mask] = line.trim().split(/\s+/);
		// 0x0200: the route refuses.
		const isUsed = (Number.parseInt(flags ?? '', 16) & 0x201) === 1;
		return to === '00000000' && mask === '00000000' && isUsed ? [{name, metric: Number(metric)}] : [];
	});
	return all.toSorted((left, right) => left.metric - right.metric)[0]?.name;
}
