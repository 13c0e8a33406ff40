import {stringify} from 'smol-toml';

export type Tls = {
	readonly ca?: readonly string[];
	readonly client?: ReadonlyArray<readonly [certificate: string, key: string]>;
};

export type RegistryHost = Tls & {
	readonly url: string;
	/** Its URL has the path of the API in it already. */
	readonly behindPath?: boolean;
	/** TLS whose certificate nobody checks. */
	readonly unchecked?: boolean;
};

/** hosts.toml of one registry: the hosts are asked in their order, then the server. Source: containerd docs/hosts.md. */
export function hostsToml(server: string, hosts: readonly RegistryHost[]): string {
	const sections = hosts.map(({url, behindPath, unchecked, ca, client}) => {
		const settings = {
			capabilities: ['pull', 'resolve'],
			...(behindPath ? {override_path: true} : {}),
			...(unchecked ? {skip_verify: true} : {}),
			...(ca === undefined ? {} : {ca}),
			...(client === undefined ? {} : {client}),
		};
		const text = stringify(settings);
		return `\n[host.${JSON.stringify(url)}]\n${text}${text.endsWith('\n') ? '' : '\n'}`;
	});
	return `server = ${JSON.stringify(server)}\n${sections.join('')}`;
}
