import {configured, hasKubelet} from './about.ts';
import {type Check, fatal, ok, skipped, warning} from './check.ts';
import {amount} from './disk-pressure.ts';
import {at, replaceInLine, restart, run} from './fixes.ts';

export const memory: Check = {
	id: 'memory',
	title: 'memory',
	explains: ['memory-pressure'],
	follows: ['reserved'],
	look(node) {
		const {availableMemoryKib: available, totalMemoryKib: total} = node.kernel;
		if (!hasKubelet(node) || available === undefined || total === undefined)
			return skipped('there is no kubelet, or no /proc/meminfo');
		const set = configured(node, 'evictionHard.memory.available');
		const threshold = amount(set?.value ?? '100Mi', total * 1024) ?? 0;
		const free = available * 1024;
		const evidence = [
			{source: '/proc/meminfo', text: `MemAvailable: ${Math.round(available / 1024)} MiB`},
			...(set ? [at(set)] : []),
		];
		const top = run('ps', '-eo', 'pid,rss,comm', '--sort=-rss');
		if (free < threshold) {
			const fix =
				set && threshold > total * 512
					? [replaceInLine(set.path, set.line, set.value, '100Mi'), restart('kubelet')]
					: [top];
			return fatal(
				`less memory is available than the kubelet evicts below (${set?.value ?? '100Mi'}): MemoryPressure, pods are evicted`,
				{evidence, fix},
			);
		}
		if (free < threshold * 1.5) return warning('memory is nearly at the eviction threshold', {evidence, fix: [top]});
		return ok(`${Math.round(available / 1024)} MiB available`);
	},
};
