import type {Argv} from './argv.ts';

export type ToolName = 'crictl' | 'ctr' | 'nerdctl' | 'docker' | 'kubectl' | 'containerd' | 'kubelet';

/** A tool of this node: how it is called and, once asked, its version (`1.30.0`, without a leading v). */
export type Tool = {
	readonly name: ToolName;
	/** How it is called: `['crictl']`, `['k3s', 'crictl']`, `['/var/lib/rancher/rke2/bin/crictl']`. */
	readonly command: Argv;
	/** `k3s` on a node that has it: the bare name is then its link, which knows its own sockets. */
	readonly carrier?: string;
	readonly version?: string;
};

export type EndpointSource = 'flag' | 'environment' | 'crictl.yaml' | 'kubelet' | 'socket';

/** A CRI endpoint as a URL, and where it was found. */
export type CriEndpoint = {
	readonly url: string;
	readonly source: EndpointSource;
	/** The file, flag or variable that named it. */
	readonly detail: string;
};

/** Which program answers for pods and containers, and why it is that one. */
export type Listing =
	| {readonly through: 'crictl'}
	| {readonly through: 'ctr'; readonly because: string}
	| {readonly through: 'docker'; readonly because: string}
	| {readonly through: 'nothing'; readonly because: string};

/** What is known of this node before and besides its lists. Later code (translator, checks, migration) reads it. */
export type NodeFacts = {
	readonly hostname: string;
	readonly tools: Readonly<Partial<Record<ToolName, Tool>>>;
	/** Every program that was looked for, found or not, with the places searched. */
	readonly lookedFor: readonly string[];
	readonly endpoint?: CriEndpoint;
	/** The endpoint that the kubelet itself is told to use, where that could be read. */
	readonly kubeletEndpoint?: CriEndpoint;
	/** containerd's own socket, as a path for `ctr --address`. */
	readonly containerdAddress?: string;
	/** What answers behind the CRI endpoint: `{name: 'containerd', version: '1.7.24', apiVersion: 'v1'}`. */
	readonly runtime?: {readonly name: string; readonly version: string; readonly apiVersion?: string};
	readonly listing: Listing;
	/** Sentences for the header: an endpoint that is not the kubelet's, a missing tool. Most important first. */
	readonly warnings: readonly string[];
};
