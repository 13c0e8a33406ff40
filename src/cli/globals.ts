/** The flags that every command takes. */
export type Globals = {
	readonly runtimeEndpoint?: string;
	/** A containerd namespace, or undefined for all of them. */
	readonly containerdNamespace?: string;
	readonly kubeconfig?: string;
	readonly demo: boolean;
	readonly readOnly: boolean;
	readonly timeoutMs: number;
	readonly color: boolean;
	/** Plain text, line by line, in place of the screen. */
	readonly plain?: boolean;
	/** A configuration file in place of the person's own. */
	readonly config?: string;
	readonly record?: string;
	readonly replay?: string;
	readonly json: boolean;
	readonly yes: boolean;
};
