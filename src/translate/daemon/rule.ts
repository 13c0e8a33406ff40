import type {Effect, Finding} from '../types.ts';

/** data/daemon/<line>.json: what becomes of a line about docker's daemon. */
export type DaemonRule = {
	/** `systemctl restart`, `journalctl`, `dockerd`. */
	readonly line: string;
	readonly summary: string;
	readonly effect: Effect;
	/** The verb that does it to containerd, where it is another one. */
	readonly becomes?: string;
	readonly findings: ReadonlyArray<{readonly id: string; readonly kind: Finding['kind']}>;
	/** dockerd alone: the sentence of each flag, those that take no value, and the short ones. */
	readonly flags?: Readonly<Record<string, string>>;
	readonly bools?: readonly string[];
	readonly shorts?: Readonly<Record<string, string>>;
};

/** By `line`. */
export type DaemonRules = Readonly<Record<string, DaemonRule>>;
