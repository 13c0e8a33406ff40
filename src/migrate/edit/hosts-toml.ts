import {stringify} from 'smol-toml';

/** certs.d/HOST/hosts.toml of one registry. `insecure`: plain HTTP, as docker falls back to for such a host. */
export function hostsToml(host: string, {insecure}: {readonly insecure: boolean}): string {
	const url = `${insecure ? 'http' : 'https'}://${host}`;
	return file(url, [[url, {capabilities: ['pull', 'resolve']}]]);
}

/** The mirrors of Docker Hub in their order, and the Hub itself behind them. */
export function mirrorOfHub(mirrors: readonly string[]): string {
	const hosts = mirrors.map((mirror): Host => {
		const url = mirror.replace(/\/+$/, '');
		// A mirror behind a path has its API there, and not under /v2 of the host.
		const behindPath = new URL(url).pathname !== '/' ? {override_path: true} : {};
		return [behindPath.override_path ? `${url}/v2` : url, {capabilities: ['pull', 'resolve'], ...behindPath}];
	});
	return file('https://registry-1.docker.io', hosts);
}

type Host = readonly [url: string, settings: Readonly<Record<string, unknown>>];

/** containerd asks the hosts in the order in which they stand. */
function file(server: string, hosts: readonly Host[]): string {
	const sections = hosts.map(([url, settings]) => `\n[host.${JSON.stringify(url)}]\n${stringify(settings)}`);
	return `server = ${JSON.stringify(server)}\n${sections.join('')}${sections.at(-1)?.endsWith('\n') ? '' : '\n'}`;
}
