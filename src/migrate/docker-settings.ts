import {known, type NodeSnapshot} from '../model/node-snapshot.ts';

/** Keys of daemon.json that a flag of dockerd writes in another way. Source: dockerd reference, "Daemon configuration file". */
const lists: Readonly<Record<string, string>> = {
	'registry-mirror': 'registry-mirrors',
	'insecure-registry': 'insecure-registries',
	'exec-opt': 'exec-opts',
	'storage-opt': 'storage-opts',
	'dns-opt': 'dns-opts',
	'dns-option': 'dns-opts',
	dns: 'dns',
	'dns-search': 'dns-search',
	label: 'labels',
	host: 'hosts',
	H: 'hosts',
	'authorization-plugin': 'authorization-plugins',
	'default-address-pool': 'default-address-pools',
	'allow-nondistributable-artifacts': 'allow-nondistributable-artifacts',
	'node-generic-resource': 'node-generic-resources',
	'cdi-spec-dir': 'cdi-spec-dirs',
	'host-gateway-ip': 'host-gateway-ips',
};
const tables: Readonly<Record<string, string>> = {
	'log-opt': 'log-opts',
	'cluster-store-opt': 'cluster-store-opts',
	feature: 'features',
	'default-network-opt': 'default-network-opts',
	'add-runtime': 'runtimes',
	'default-ulimit': 'default-ulimits',
};
const others: Readonly<Record<string, string>> = {
	g: 'data-root',
	graph: 'data-root',
	D: 'debug',
	l: 'log-level',
	s: 'storage-driver',
	G: 'group',
	p: 'pidfile',
	b: 'bridge',
};
const proxies = ['http-proxy', 'https-proxy', 'no-proxy'];
/** Of the command line alone. */
const notSettings = ['config-file', 'validate', 'version', 'v', 'help'];

/** What docker is told, by its file and by its command line, as one daemon.json. Throws where that file is broken. */
export function dockerSettings({docker}: NodeSnapshot): Readonly<Record<string, unknown>> {
	const file = known(docker.config);
	if (file?.broken) throw new Error(`${file.path} is no JSON: ${file.broken.message}`);
	const settings: Record<string, unknown> = {...file?.data};
	for (const {name, value} of docker.flags) addFlag(settings, name.replace(/^-+/, ''), value);
	return settings;
}

function addFlag(settings: Record<string, unknown>, flag: string, value: string): void {
	if (notSettings.includes(flag)) return;
	const list = lists[flag];
	const table = tables[flag];
	if (list !== undefined) settings[list] = [...listOf(settings[list]), value];
	else if (table !== undefined) settings[table] = {...tableOf(settings[table]), ...entryOf(flag, value)};
	else if (proxies.includes(flag)) settings.proxies = {...tableOf(settings.proxies), [flag]: value};
	else settings[others[flag] ?? flag] = scalarOf(value);
}

/** `name=value`, in the form that the key has in daemon.json. */
function entryOf(flag: string, text: string): Readonly<Record<string, unknown>> {
	const at = text.indexOf('=');
	const [name, value] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
	if (flag === 'add-runtime') return {[name]: {path: value}};
	if (flag !== 'default-ulimit') return {[name]: flag === 'feature' ? value !== 'false' : value};
	const [soft, hard] = value.split(':').map(Number);
	return {[name]: {Name: name, Soft: soft, Hard: hard ?? soft}};
}

function scalarOf(value: string): string | number | boolean {
	if (value === 'true' || value === 'false') return value === 'true';
	return /^-?\d+$/.test(value) ? Number(value) : value;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const tableOf = (value: unknown) =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
