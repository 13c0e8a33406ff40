import type {Reader} from '../../host/host.ts';
import type {TextFile} from '../../model/node-snapshot.ts';
import type {RegistryLogins} from '../../model/node-surroundings.ts';
import {namesIn, textIfAny} from './part.ts';

/** Where docker's client and the kubelet keep logins. Source: Kubernetes pkg/credentialprovider/config.go. */
const places = [
	'/root/.docker/config.json',
	'/.docker/config.json',
	'/root/.dockercfg',
	'/var/lib/kubelet/config.json',
	'/var/lib/kubelet/.docker/config.json',
	'/var/lib/kubelet/.dockercfg',
];

/** Registries that somebody logged in to here; what the logins are is not kept. */
export async function gatherLogins(reader: Reader): Promise<readonly RegistryLogins[]> {
	const homes = (await namesIn(reader, '/home')).map(name => `/home/${name}/.docker/config.json`);
	const found = await Promise.all(
		[...places, ...homes].map(async path => loginsIn(path, (await textIfAny(reader, path)) ?? '')),
	);
	return found.filter(each => each !== undefined);
}

function loginsIn(path: string, text: string): RegistryLogins | undefined {
	try {
		const data = fields(JSON.parse(text));
		const auths = path.endsWith('.dockercfg') ? data : fields(data.auths);
		const helpers = fields(data.credHelpers);
		const store = typeof data.credsStore === 'string' ? [data.credsStore] : [];
		const registries = [...new Set([...Object.keys(auths), ...Object.keys(helpers)])];
		const programs = [...new Set([...store, ...Object.values(helpers).filter(each => typeof each === 'string')])];
		return registries.length + programs.length === 0 ? undefined : {path, registries, helpers: programs};
	} catch {
		// Not JSON, or not there: nobody can log in with it.
		return undefined;
	}
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

const certificates = '/etc/docker/certs.d';

/** CA, client certificate and key of each registry, by `HOST[:PORT]/FILE`. */
export async function gatherRegistryFiles(reader: Reader): Promise<readonly TextFile[]> {
	const hosts = await namesIn(reader, certificates);
	const names = await Promise.all(
		hosts.map(async host =>
			(await namesIn(reader, `${certificates}/${host}`)).map(name => `${certificates}/${host}/${name}`),
		),
	);
	const files = await Promise.all(names.flat().map(async path => ({path, text: await textIfAny(reader, path)})));
	return files.flatMap(({path, text}) => (text !== undefined && /\.(crt|cert|key)$/.test(path) ? [{path, text}] : []));
}
