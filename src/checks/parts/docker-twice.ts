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
