import type {Setting} from '../../model/node-snapshot.ts';

/** Flags of dockerd whose key in daemon.json has another name; the short ones as they are read here. The others are called alike. Source: dockerd --help, 20.10 to 28. */
const keys: Readonly<Record<string, string>> = {
	'--H': 'hosts',
	'--host': 'hosts',
	'--g': 'data-root',
	'--graph': 'data-root',
	'--D': 'debug',
	'--l': 'log-level',
	'--s': 'storage-driver',
	'--b': 'bridge',
	'--G': 'group',
	'--exec-opt': 'exec-opts',
	'--insecure-registry': 'insecure-registries',
	'--registry-mirror': 'registry-mirrors',
	'--log-opt': 'log-opts',
	'--storage-opt': 'storage-opts',
	'--label': 'labels',
	'--dns-opt': 'dns-opts',
	'--default-ulimit': 'default-ulimits',
	'--default-address-pool': 'default-address-pools',
	'--authorization-plugin': 'authorization-plugins',
};

/** What is said in daemon.json and on the command line: dockerd then does not start. */
export function saidTwice(
	data: Readonly<Record<string, unknown>>,
	flags: readonly Setting[],
): ReadonlyArray<{readonly key: string; readonly flag: Setting}> {
	return flags.flatMap(flag => {
		const key = keys[flag.name] ?? flag.name.replace(/^--/, '');
		return flag.name !== '--config-file' && Object.hasOwn(data, key) ? [{key, flag}] : [];
	});
}

/** What the file alone has of a list, as flags: it goes with its key. */
export function onlyInFile(
	data: Readonly<Record<string, unknown>>,
	said: ReturnType<typeof saidTwice>,
): ReadonlyArray<readonly [flag: string, value: string]> {
	const names = new Map(said.map(({key, flag}) => [key, flag.name]));
	const given = new Set(said.map(({flag}) => flag.value));
	return [...names].flatMap(([key, flag]) =>
		itemsOf(data[key])
			.filter(item => !given.has(item))
			.map(item => [flag.replace(/^--(?=.$)/, '-'), item] as const),
	);
}

function itemsOf(value: unknown): readonly string[] {
	if (typeof value !== 'object' || value === null) return [];
	const all = Array.isArray(value) ? value : Object.entries(value).map(([name, each]) => `${name}=${each}`);
	return all.filter(item => typeof item === 'string');
}
