export type ContentKind = 'index' | 'manifest' | 'config' | 'layer' | 'unknown';

/** A blob of containerd's content store: what was pulled, as it came. */
export type Content = {
	readonly digest: string;
	/** Bytes, as ctr rounds them. */
	readonly sizeBytes: number;
	/** Age in ctr's words: `38 minutes`. */
	readonly age: string;
	/** What it is, as far as its labels say. */
	readonly kind: ContentKind;
	readonly labels: Readonly<Record<string, string>>;
	/** Names of the images that need it. */
	readonly usedBy: readonly string[];
	readonly containerdNamespace: string;
};
