import {addressOf, isIn, movedInto, rangeOf, textOf} from '../../model/ipv4.ts';

/** A value of a network that its plugin refuses for every pod, and what it should be where that is sure. */
export type BadValue = {readonly name: string; readonly value: string; readonly why: string; readonly instead?: string};

/** The kernel's IFNAMSIZ, with the zero at its end. */
const longestLink = 15;

type Told = Readonly<Record<string, unknown>>;

const isTold = (value: unknown): value is Told => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Without running a plugin: names of links, ranges and what must lie in them, routes. Source: plugins/ipam/host-local of CNI. */
export function badValuesIn(text: string, links: readonly string[]): readonly BadValue[] {
	const data = parsed(text);
	const plugins = data === undefined ? [] : 'plugins' in data ? listOf(data.plugins).filter(isTold) : [data];
	return plugins.flatMap(plugin => [
		...badLinks(plugin, links),
		...(isTold(plugin.ipam) ? [...badRanges(plugin.ipam), ...badRoutes(plugin.ipam)] : []),
	]);
}

function parsed(text: string): Told | undefined {
	try {
		const data: unknown = JSON.parse(text);
		return isTold(data) ? data : undefined;
	} catch {
		return undefined;
	}
}

function badLinks(plugin: Told, links: readonly string[]): readonly BadValue[] {
	return ['bridge', 'master'].flatMap((name): readonly BadValue[] => {
		const value = plugin[name];
		if (typeof value !== 'string' || (value.length <= longestLink && !/[\s/]/.test(value))) return [];
		const [only, ...more] = links.filter(link => /^(cni|cbr)\d/.test(link));
		const instead =
			only !== undefined && more.length === 0 ? only : value.replaceAll(/[\s/]/g, '').slice(0, longestLink);
		return [
			{name, value, why: `a link has at most ${longestLink} characters, none of them a space or a slash`, instead},
		];
	});
}

function badRanges(ipam: Told): readonly BadValue[] {
	const all = [ipam, ...listOf(ipam.ranges).flatMap(listOf)].filter(isTold);
	return all.flatMap((one): readonly BadValue[] => {
		const {subnet} = one;
		if (typeof subnet !== 'string' || subnet.includes(':')) return [];
		const range = rangeOf(subnet);
		if (range === undefined)
			return [{name: 'subnet', value: subnet, why: 'that is no range of addresses (ADDRESS/LENGTH, at most /32)'}];
		if (range.bits > 30) return [{name: 'subnet', value: subnet, why: 'there is no address left in it for a pod'}];
		return ['rangeStart', 'rangeEnd', 'gateway'].flatMap((name): readonly BadValue[] => {
			const value = one[name];
			const address = typeof value === 'string' ? addressOf(value) : undefined;
			if (typeof value !== 'string' || value.includes(':') || (address !== undefined && isIn(address, range)))
				return [];
			const instead = address === undefined ? {} : {instead: textOf(movedInto(address, range))};
			return [{name, value, why: `it does not lie in the subnet ${subnet}`, ...instead}];
		});
	});
}

function badRoutes(ipam: Told): readonly BadValue[] {
	return listOf(ipam.routes)
		.filter(isTold)
		.flatMap(({dst}): readonly BadValue[] => {
			if (typeof dst !== 'string' || dst.includes(':') || rangeOf(dst) !== undefined) return [];
			const alone = addressOf(dst);
			const instead = alone === undefined ? {} : {instead: alone === 0 ? '0.0.0.0/0' : `${dst}/32`};
			return [{name: 'dst', value: dst, why: 'a route goes to a range: ADDRESS/LENGTH', ...instead}];
		});
}
