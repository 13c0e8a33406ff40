import type {Reader} from '../host/host.ts';
import type {CriEndpoint, NodeFacts} from '../model/facts.ts';
import {chooseListing} from './choose-listing.ts';
import {canonical, criSockets, dockerSocket, knownSocket, otherContainerdSockets} from './cri-sockets.ts';
import {socketPath} from './endpoint-url.ts';
import {warningsFor} from './endpoint-warnings.ts';
import {findEndpoints} from './find-endpoint.ts';
import {findTools} from './find-tools.ts';

export type DiscoverOptions = {
	readonly env: Readonly<Record<string, string | undefined>>;
	/** `--runtime-endpoint`. */
	readonly runtimeEndpoint?: string;
	readonly hostname: string;
};

/**
 * Find the container runtime of this node and the tools to ask it. File lookups only, side by side: no process is
 * started, for this stands before the first frame. Versions come later, from `NodeRuntime.versions()`.
 */
export async function discover(reader: Reader, options: DiscoverOptions): Promise<NodeFacts> {
	const [sockets, {tools, lookedFor}] = await Promise.all([findSockets(reader), findTools(reader)]);
	const present = criSockets.filter(({path}) => sockets.present.has(path));
	const {used: endpoint, kubelet} = await findEndpoints(reader, options, present);

	const denied = await deniedSockets(reader, [...sockets.present, endpoint && socketPath(endpoint.url)]);
	const containerdAddress = chooseContainerd(endpoint, sockets.present);
	const listing = chooseListing({
		tools,
		endpoint,
		containerdAddress,
		dockerSocketExists: sockets.present.has(dockerSocket),
		denied,
	});
	return {
		hostname: options.hostname,
		tools,
		lookedFor: [...lookedFor, `sockets: ${[...sockets.lookedFor].join(', ')}`],
		endpoint,
		kubeletEndpoint: kubelet,
		containerdAddress,
		listing,
		warnings: warningsFor(endpoint, kubelet),
	};
}

async function findSockets(reader: Reader) {
	const lookedFor = [...criSockets.map(({path}) => path), ...otherContainerdSockets, dockerSocket];
	const kinds = await Promise.all(lookedFor.map(path => reader.kindOf(path).catch(() => undefined)));
	return {lookedFor, present: new Set(lookedFor.filter((_, index) => kinds[index] === 'socket'))};
}

async function deniedSockets(reader: Reader, paths: ReadonlyArray<string | undefined>): Promise<readonly string[]> {
	const known = [...new Set(paths.filter(path => path !== undefined))];
	const usable = await Promise.all(known.map(path => reader.isWritable(path)));
	return known.filter((_, index) => usable[index] === false);
}

/** containerd's socket for `ctr`: the endpoint itself where it is containerd's, else the first that exists. */
function chooseContainerd(endpoint: CriEndpoint | undefined, present: ReadonlySet<string>): string | undefined {
	const path = endpoint && socketPath(endpoint.url);
	if (path !== undefined && (knownSocket(path)?.containerd ?? path.endsWith('containerd.sock'))) return canonical(path);
	const others = criSockets.filter(({containerd}) => containerd).map(known => known.path);
	return [...others, ...otherContainerdSockets].find(candidate => present.has(candidate));
}
