import type {Reader} from '../host/host.ts';
import type {Container} from '../model/container.ts';
import type {ContainerStats} from '../model/stats.ts';
import {cgroupStats} from './cgroup-stats.ts';

/** Containers change more slowly than what they use: they are asked for at every such question only. */
const askedEvery = 4;

/** What the containers beside the kubelet's use, by their cgroups. */
export function createBesideStats(
	reader: Reader,
	containers: () => Promise<readonly Container[]>,
): () => Promise<readonly ContainerStats[]> {
	let known: readonly Container[] = [];
	let asked = 0;
	return async () => {
		if (asked++ % askedEvery === 0) known = await containers();
		return cgroupStats(reader, known);
	};
}
