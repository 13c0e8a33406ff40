import type {PodWithContainers} from './pod-sandbox.ts';

type Attempt = PodWithContainers['containers'][number];

/**
 * What a pod consists of now: of each name the newest. The kubelet keeps the attempt before for its log
 * (`--maximum-dead-containers-per-container`, 1 unless told otherwise), and counting that too says 1/2 of a pod that is whole.
 */
export function latestAttempts({containers}: PodWithContainers): readonly Attempt[] {
	const byName = new Map<string, Attempt>();
	// Oldest first, so the newest stays; where files name them only, the number says it.
	for (const one of containers) {
		const known = byName.get(one.name);
		if (known === undefined || (one.attempt ?? 0) >= (known.attempt ?? 0)) byName.set(one.name, one);
	}
	return [...byName.values()];
}

/** How often the kubelet made containers of this sandbox anew: attempts count from 0. Undefined where nobody tells. */
export function restartsOf(pod: PodWithContainers): number | undefined {
	const attempts = latestAttempts(pod).flatMap(({attempt}) => attempt ?? []);
	return attempts.length === 0 ? undefined : attempts.reduce((sum, attempt) => sum + attempt, 0);
}
