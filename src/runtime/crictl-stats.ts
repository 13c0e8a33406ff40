import type {ContainerStats} from '../model/stats.ts';
import {type Fields, fieldsOf, listOf, mapOf, optionalFields, optionalNumber, optionalText, textOf} from './shape.ts';

/**
 * Read `crictl stats -o json`: `{stats: [{attributes, cpu, memory, writableLayer}]}`, numbers as `{value: "1"}`.
 *
 * `usageNanoCores` is the runtime's own rate: containerd 1.6 leaves it out, 1.7 and 2.x answer 0 to the first question.
 * `availableBytes` is 0 where there is no limit. Before the first screen of a terminal crictl clears it: the JSON begins at `{`.
 * Source: recordings of crictl 1.20 to 1.32 with containerd 1.6, 1.7 and 2.1.
 */
export function parseCrictlStats(text: string, containerdNamespace: string): readonly ContainerStats[] {
	const answer = fieldsOf(JSON.parse(text.slice(Math.max(0, text.indexOf('{')))), 'answer');
	const all = listOf(answer.stats, 'stats').map(stats => {
		const attributes = fieldsOf(stats.attributes, 'stats.attributes');
		const metadata = optionalFields(attributes.metadata, 'stats.attributes.metadata');
		const labels = mapOf(attributes.labels, 'stats.attributes.labels');
		const id = textOf(attributes.id, 'stats.attributes.id');
		const cpu = optionalFields(stats.cpu, 'stats.cpu');
		const memory = optionalFields(stats.memory, 'stats.memory');
		const used = amountOf(memory, 'workingSetBytes') ?? amountOf(memory, 'usageBytes');
		const available = amountOf(memory, 'availableBytes');
		const rate = amountOf(cpu, 'usageNanoCores');
		return {
			id,
			name: optionalText(metadata.name, 'stats.attributes.metadata.name') ?? id,
			podName: labels['io.kubernetes.pod.name'],
			podNamespace: labels['io.kubernetes.pod.namespace'],
			containerdNamespace,
			labels,
			atMs: (optionalNumber(cpu.timestamp, 'stats.cpu.timestamp') ?? 0) / 1e6,
			cpuNanoseconds: amountOf(cpu, 'usageCoreNanoSeconds'),
			cores: rate ? rate / 1e9 : undefined,
			memoryBytes: used,
			memoryLimitBytes: used !== undefined && available ? used + available : undefined,
			diskBytes: amountOf(optionalFields(stats.writableLayer, 'stats.writableLayer'), 'usedBytes'),
			history: [],
		};
	});
	// Some list containers that have ended: without numbers, or with noughts. Source: cri-dockerd 0.3 (lab cri-dockerd).
	return all.filter(({cpuNanoseconds = 0, memoryBytes = 0}) => cpuNanoseconds > 0 || memoryBytes > 0);
}

/** A number in its wrapper: `{"value": "1"}`; protojson writes `{}` or nothing for what is not known. */
function amountOf(fields: Fields, name: string): number | undefined {
	const wrapped = optionalFields(fields[name], name);
	return optionalNumber(wrapped.value, `${name}.value`);
}
