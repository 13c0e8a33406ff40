import {parseKubernetesName} from '../model/kubernetes-name.ts';
import type {ContainerStats} from '../model/stats.ts';
import {mobyNamespace} from './docker-answers.ts';
import {fieldsOf, optionalText, textOf} from './shape.ts';

/**
 * Read `docker stats --no-stream --no-trunc --format '{{json .}}'`: one object a line, made for people: `0.12%`,
 * `320KiB / 23.54GiB`. docker measures twice itself, so a rate is there at once; `--` where a container just ended.
 * Pause containers of pods are left out.
 *
 * A container without a limit of its own is told to have all of the node's memory: that is no limit.
 *
 * @param atMs when it was asked: docker gives no time
 * @param nodeBytes the node's memory, where that is known
 */
export function parseDockerStats(text: string, atMs: number, nodeBytes = Infinity): readonly ContainerStats[] {
	return text
		.split('\n')
		.filter(line => line.trim() !== '')
		.flatMap((line): ContainerStats[] => {
			const stats = fieldsOf(JSON.parse(line), 'line');
			const name = textOf(stats.Name, 'Name');
			const kubernetes = parseKubernetesName(name);
			if (kubernetes?.kind === 'pod-sandbox') return [];
			const [used, limit] = (optionalText(stats.MemUsage, 'MemUsage') ?? '').split(' / ').map(bytesOfDocker);
			const percent = /^([\d.]+)%$/.exec(optionalText(stats.CPUPerc, 'CPUPerc') ?? '')?.[1];
			return [
				{
					id: textOf(stats.ID, 'ID'),
					name: kubernetes?.container ?? name,
					podName: kubernetes?.pod,
					podNamespace: kubernetes?.namespace,
					containerdNamespace: mobyNamespace,
					labels: {},
					atMs,
					cores: percent === undefined ? undefined : Number(percent) / 100,
					memoryBytes: used,
					// Printed with four digits.
					memoryLimitBytes: limit !== undefined && limit < nodeBytes * 0.999 ? limit : undefined,
					history: [],
				},
			];
		});
}

const units: Readonly<Record<string, number>> = {
	B: 1,
	kB: 1e3,
	KB: 1e3,
	MB: 1e6,
	GB: 1e9,
	TB: 1e12,
	KiB: 2 ** 10,
	MiB: 2 ** 20,
	GiB: 2 ** 30,
	TiB: 2 ** 40,
};

/** Bytes of `320KiB`, `2.14MB`: go-units writes powers of 1000 and of 1024. Undefined where it is no size. */
export function bytesOfDocker(size: string): number | undefined {
	const [, amount, unit] = /^([\d.]+)\s*([KkMGT]?i?B)$/.exec(size.trim()) ?? [];
	const factor = unit === undefined ? undefined : units[unit];
	return amount === undefined || factor === undefined ? undefined : Math.round(Number(amount) * factor);
}
