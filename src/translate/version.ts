/** Versions of the tools on a node: `1.30` or `1.30.0`; unknown ones are assumed. */
export type Versions = {
	readonly crictl?: string;
	readonly ctr?: string;
	readonly containerd?: string;
	readonly docker?: string;
	/** Known where nerdctl is on the node, or asked for. */
	readonly nerdctl?: string;
	/** The runtime is CRI-O, of this version: no containerd, and nothing for ctr. */
	readonly crio?: string;
	/** What it starts containers with, where the node says so: `runc`, `crun`. */
	readonly crioRuntime?: {readonly name: string; readonly root?: string};
};

export const assumed = {crictl: '1.30', ctr: '1.7', nerdctl: '1.7'} as const;

/** The newest releases whose commands and flags are known. */
export const newest = {crictl: '1.36', ctr: '2.3', nerdctl: '2.3'} as const;

/** True of a release after the newest known one; its patches do not count. */
export function isNewer(tool: keyof typeof newest, version: string): boolean {
	const [major = 0, minor = 0] = numbers(version);
	const [newestMajor = 0, newestMinor = 0] = numbers(newest[tool]);
	return major > newestMajor || (major === newestMajor && minor > newestMinor);
}

/** What the answer is for: ctr is released with containerd, so one tells the other. */
export function settleVersions(versions: Versions): {crictl: string; ctr: string; containerd: string} {
	const ctr = versions.ctr ?? versions.containerd ?? assumed.ctr;
	return {crictl: versions.crictl ?? assumed.crictl, ctr, containerd: versions.containerd ?? ctr};
}

/** Negative, zero or positive, as in a sort. What is not a number counts as 0. */
export function compareVersions(left: string, right: string): number {
	const [a, b] = [numbers(left), numbers(right)];
	for (const index of [0, 1, 2]) {
		const difference = (a[index] ?? 0) - (b[index] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}

/** True where a thing that exists from `since` up to and with `until` is in `version`. */
export function livesIn(version: string, life: {readonly since?: string; readonly until?: string}): boolean {
	if (life.since !== undefined && compareVersions(version, life.since) < 0) return false;
	return life.until === undefined || compareVersions(version, life.until) <= 0;
}

/**
 * The three that are compared. HEAD, of which no release is known, is newer than all. Without patterns: each takes longer to
 * compile than all versions of a line to read.
 */
function numbers(version: string): readonly number[] {
	if (version === 'HEAD') return [Number.POSITIVE_INFINITY];
	const read: number[] = [];
	let from = version.startsWith('v') ? 1 : 0;
	for (let at = from; at <= version.length && read.length < 3; at += 1) {
		if (at < version.length && !separators.includes(version.charAt(at))) continue;
		read.push(Number.parseInt(version.slice(from, at), 10) || 0);
		from = at + 1;
	}
	return read;
}

const separators = '.+~-';
