import type {Lost} from './daemon-keys.ts';

const path = '/etc/systemd/system/containerd.service.d/limits.conf';
const starves = 'containerd itself would have no more, and needs more than that for its pods';
const raised = 'pods get the hard limit as the soft one too, for the programs of containerd raise theirs';
const instead =
	'base_runtime_spec of the runtime in config.toml: a file as ctr oci spec prints it, with these limits as process.rlimits';

/** `default-ulimits` as limits of containerd's unit, which its containers inherit, and what that does not do. */
export function fromUlimits(limits: Readonly<Record<string, unknown>>) {
	const all = Object.entries(limits).flatMap(([name, limit]) => {
		const {Hard, Soft}: {Hard?: unknown; Soft?: unknown} = typeof limit === 'object' && limit !== null ? limit : {};
		const hard = numberOf(Hard) ?? numberOf(Soft);
		return hard === undefined ? [] : [{name, soft: numberOf(Soft) ?? hard, hard}];
	});
	const lines = all.flatMap(({name, soft, hard}) =>
		isTooFew(name, hard) ? [] : [`Limit${name.toUpperCase()}=${written(soft)}:${written(hard)}`],
	);
	const lost = all.flatMap(({name, soft, hard}): readonly Lost[] => {
		const key = `default-ulimits ${name}`;
		if (isTooFew(name, hard)) return [{key, because: starves, instead}];
		return name === 'nofile' && soft !== hard ? [{key, because: raised, instead}] : [];
	});
	return {files: lines.length === 0 ? [] : [{path, text: `[Service]\n${lines.join('\n')}\n`}], lost};
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const written = (limit: number): string => (limit < 0 ? 'infinity' : String(limit));

/**
 * Limits of a unit are containerd's own first. A soft number of files does not reach a pod at all: programs in Go raise it to the hard one.
 * Source: lab, containerd 1.6.20: 5000:6000 of the unit was 6000:6000 in a pod; 3000:4000 in process.rlimits of a
 * base_runtime_spec was just that.
 */
const isTooFew = (name: string, hard: number): boolean => name === 'nofile' && hard >= 0 && hard < 65_536;
