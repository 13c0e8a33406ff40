/** What keeps content and snapshots from being collected while somebody works on them. */
export type Lease = {
	readonly id: string;
	readonly createdAtMs: number;
	/** When it ends by itself. */
	readonly expiresAtMs?: number;
	readonly labels: Readonly<Record<string, string>>;
	readonly containerdNamespace: string;
};
