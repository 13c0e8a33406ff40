import type {Progress} from '../../migrate/progress.ts';

type Times = {wholeMs: number; commandsMs: number; waitedMs: number};

/** How long each step took beside its bare commands: what is more than those is waiting, and looking at the node. */
export function createTimes() {
	const steps = new Map<string, Times>();
	return {
		add(progress: Progress): void {
			if (progress.type !== 'step' || progress.durationMs === undefined) return;
			const {id, state, durationMs, waitedMs = 0} = progress;
			const times = steps.get(id) ?? {wholeMs: 0, commandsMs: 0, waitedMs: 0};
			steps.set(id, times);
			if (state === 'changed') times.commandsMs += durationMs;
			else {
				times.wholeMs += durationMs;
				times.waitedMs += waitedMs;
			}
		},
		lines(): readonly string[] {
			const all = [...steps].map(
				([id, times]) => [id, {...times, wholeMs: Math.max(times.wholeMs, times.commandsMs)}] as const,
			);
			const sum = (of: keyof Times) => all.reduce((total, [, times]) => total + times[of], 0);
			const rows = [
				...all,
				['all', {wholeMs: sum('wholeMs'), commandsMs: sum('commandsMs'), waitedMs: sum('waitedMs')}] as const,
			];
			return all.length === 0
				? []
				: [
						...['', '## How long it took, in seconds', ''],
						'| step | whole | bare commands | waiting for the node | looking at it |',
						'|---|---:|---:|---:|---:|',
						...rows.map(([id, times]) => row(id, times)),
					];
		},
	};
}

function row(id: string, {wholeMs, commandsMs, waitedMs}: Times): string {
	const cells = [wholeMs, commandsMs, waitedMs, Math.max(0, wholeMs - commandsMs - waitedMs)];
	return `| ${id} | ${cells.map(ms => (ms / 1000).toFixed(1)).join(' | ')} |`;
}
