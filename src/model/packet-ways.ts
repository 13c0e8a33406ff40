/** What the kernel does with packets before and beside any firewall: as `ip` and `tc` print it, a line each. */
export type PacketWays = {
	/** `ip rule show`. */
	readonly rules: readonly string[];
	/** `ip route show` of the types that throw away. */
	readonly voids: readonly string[];
	/** `tc qdisc show`. */
	readonly queues: readonly string[];
};
