import {denial} from '../host/last-words.ts';
import type {CriEndpoint, Listing, Tool, ToolName} from '../model/facts.ts';
import {dockerSocket, knownSocket} from './cri-sockets.ts';
import {socketPath} from './endpoint-url.ts';

export type ListingChoice = {
	readonly tools: Readonly<Partial<Record<ToolName, Tool>>>;
	readonly endpoint?: CriEndpoint;
	readonly containerdAddress?: string;
	readonly dockerSocketExists: boolean;
	/** Sockets that exist, but not for this user. */
	readonly denied: readonly string[];
};

/** Which program is asked for pods and containers. Only what files say: whether it answers is seen at the first question. */
export function chooseListing({
	tools,
	endpoint,
	containerdAddress,
	dockerSocketExists,
	denied,
}: ListingChoice): Listing {
	const path = endpoint && socketPath(endpoint.url);
	const dockerBehind = path !== undefined && knownSocket(path)?.docker === true;
	const refused = (socket: string | undefined) => socket !== undefined && denied.includes(socket);

	if (endpoint && tools.crictl) return refused(path) ? nothing(denial(path as string)) : {through: 'crictl'};
	const because = tools.crictl ? 'no CRI endpoint was found' : 'crictl is not on this node';
	if (tools.ctr && containerdAddress !== undefined && !dockerBehind)
		return refused(containerdAddress) ? nothing(denial(containerdAddress)) : {through: 'ctr', because};
	if (tools.docker && dockerSocketExists)
		return refused(dockerSocket) ? nothing(denial(dockerSocket)) : {through: 'docker', because};
	if (endpoint) return nothing(`${endpoint.url} was found, but neither crictl nor ctr to ask it`);
	return nothing(
		tools.crictl ? 'no container runtime socket was found' : 'neither a container runtime socket nor crictl was found',
	);
}

function nothing(because: string): Listing {
	return {through: 'nothing', because};
}
