import type {Reader} from '../host/host.ts';
import type {CriEndpoint} from '../model/facts.ts';
import type {KnownSocket} from './cri-sockets.ts';
import {endpointUrl} from './endpoint-url.ts';
import {findKubeletEndpoint} from './kubelet-endpoint.ts';
import {valueOfKey} from './kubelet-flags.ts';
import {readUnless} from './read-unless.ts';

export type EndpointHints = {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly runtimeEndpoint?: string;
};

export type FoundEndpoints = {readonly used?: CriEndpoint; readonly kubelet?: CriEndpoint};

const crictlConfig = '/etc/crictl.yaml';
const variable = 'CONTAINER_RUNTIME_ENDPOINT';

/** The CRI endpoint to use: what a person said, then crictl's own order, then the kubelet's, then a socket that exists. */
export async function findEndpoints(
	reader: Reader,
	{env, runtimeEndpoint}: EndpointHints,
	sockets: readonly KnownSocket[],
): Promise<FoundEndpoints> {
	const [config, kubelet] = await Promise.all([
		readUnless(reader)(env.CRI_CONFIG_FILE ?? crictlConfig),
		findKubeletEndpoint(reader),
	]);
	const configured = config && valueOfKey(config.text, 'runtime-endpoint');
	const [first] = sockets;
	const candidates: ReadonlyArray<CriEndpoint | undefined> = [
		named(runtimeEndpoint, 'flag', '--runtime-endpoint'),
		named(env[variable], 'environment', variable),
		named(configured, 'crictl.yaml', config?.path ?? crictlConfig),
		kubelet,
		named(first?.path, 'socket', first?.path ?? ''),
	];
	return {used: candidates.find(Boolean), kubelet};
}

function named(written: string | undefined, source: CriEndpoint['source'], detail: string): CriEndpoint | undefined {
	return written ? {url: endpointUrl(written), source, detail} : undefined;
}
