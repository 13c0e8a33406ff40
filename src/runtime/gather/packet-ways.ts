import type {Reader} from '../../host/host.ts';
import type {PacketWays} from '../../model/packet-ways.ts';
import {printedBy} from './part.ts';

const patienceMs = 1500;
const voids = ['blackhole', 'prohibit', 'unreachable'] as const;

/** Rules, routes that lead nowhere, and queues of links. Only asked where the API server does not answer. */
export async function gatherPacketWays(reader: Reader): Promise<PacketWays> {
	const lines = async (...argv: readonly [string, ...string[]]) =>
		(await printedBy(reader, argv, patienceMs).catch(() => '')).split('\n').filter(line => line.trim() !== '');
	const [rules, queues, ...nowhere] = await Promise.all([
		lines('ip', 'rule', 'show'),
		lines('tc', 'qdisc', 'show'),
		...voids.map(type => lines('ip', 'route', 'show', 'table', 'all', 'type', type)),
	]);
	return {rules, queues, voids: nowhere.flat()};
}
