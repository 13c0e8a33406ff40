import type {TextFile} from '../../model/node-snapshot.ts';
import {hostsToml, type Tls} from './hosts-toml.ts';

export const certsFolder = '/etc/containerd/certs.d';

/** `/etc/docker/certs.d/HOST[:PORT]/NAME` with its text. */
export type Certificates = readonly TextFile[];

type Registries = {
	/** URLs, in the order in which they are asked. */
	readonly mirrors: readonly string[];
	/** `HOST[:PORT]`. */
	readonly insecure: readonly string[];
	readonly certificates: Certificates;
	readonly folder: string;
};

export type RegistryFile = {path: string; text: string; mode?: number; copyOf?: string};

/**
 * The folder of config_path as docker's registries need it. Certificates alone are understood as docker keeps them; beside a
 * hosts.toml they are not looked at, so there each host names them. Source: containerd docs/hosts.md.
 */
export function registryFiles({mirrors, insecure, certificates, folder}: Registries): readonly RegistryFile[] {
	const tlsOf = (host: string): Tls => {
		const own = certificates.filter(({path}) => path.split('/').at(-2) === host).map(({path}) => placed(path, folder));
		const ca = own.filter(path => path.endsWith('.crt'));
		const client = own
			.filter(path => path.endsWith('.cert'))
			.flatMap(path => (own.includes(keyOf(path)) ? [[path, keyOf(path)] as const] : []));
		return {...(ca.length === 0 ? {} : {ca}), ...(client.length === 0 ? {} : {client})};
	};
	const plain = new Set(insecure);
	// One that is named twice is asked once, as docker does: a table that stands twice is no TOML. At what is no URL docker ends.
	const hub = [
		...new Set(mirrors.filter(mirror => URL.canParse(mirror)).map(mirror => mirror.replace(/\/+$/, ''))),
	].map(url => {
		const host = url.replace(/^\w+:\/\//, '').replace(/\/.*$/, '');
		// A mirror behind a path has its API there, and not under /v2 of the host.
		const behindPath = new URL(url).pathname !== '/';
		return {
			url: behindPath ? `${url}/v2` : url,
			...(behindPath ? {behindPath} : {}),
			...(plain.has(host) && url.startsWith('https:') ? {unchecked: true} : {}),
			...tlsOf(host),
		};
	});
	return [
		...certificates.map(({path, text}) => ({
			path: placed(path, folder),
			text,
			copyOf: path,
			...(path.endsWith('.key') ? {mode: 0o600} : {}),
		})),
		...(hub.length === 0
			? []
			: [{path: `${folder}/docker.io/hosts.toml`, text: hostsToml('https://registry-1.docker.io', hub)}]),
		// docker tries TLS without looking at the certificate, then plain HTTP.
		...[...plain].map(host => ({
			path: `${folder}/${host}/hosts.toml`,
			text: hostsToml(`http://${host}`, [{url: `https://${host}`, unchecked: true, ...tlsOf(host)}]),
		})),
	];
}

function placed(path: string, folder: string): string {
	return path.replace(/^\/etc\/docker\/certs\.d/, folder);
}

const keyOf = (path: string) => path.replace(/\.cert$/, '.key');
