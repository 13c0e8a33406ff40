import {type Certificates, certsFolder, registryFiles} from './certs-d.ts';
import type {ContainerdWanted} from './containerd-config.ts';
import {converters, type Draft, lose} from './daemon-converters.ts';
import {droppedKeys, type Lost, lostKeys} from './daemon-keys.ts';

/** What docker's settings become without docker. */
export type FromDaemonJson = {
	readonly containerd: ContainerdWanted;
	/** Keys of KubeletConfiguration. */
	readonly kubelet: Readonly<Record<string, string | number | boolean>>;
	/** New files: certs.d/HOST/hosts.toml, drop-ins of containerd.service. */
	readonly files: ReadonlyArray<{
		readonly path: string;
		readonly text: string;
		readonly mode?: number;
		/** It has the text of this file. */
		readonly copyOf?: string;
	}>;
	readonly lost: readonly Lost[];
	/** Keys that have nothing to do any more, each with why. */
	readonly dropped: ReadonlyArray<{readonly key: string; readonly because: string}>;
};

export type Around = {
	/** Folder of config_path, where hosts.toml is looked for. */
	readonly folder?: string;
	/** Files under /etc/docker/certs.d. */
	readonly certificates?: Certificates;
	/** `HOST[:PORT]` of the images that are here or may be wanted. */
	readonly registries?: readonly string[];
};

/** Read daemon.json. Throws where it is not a JSON object. Source: shared facts, mapping of docker's daemon settings. */
export function fromDaemonJson(text: string, around: Around = {}): FromDaemonJson {
	const all: unknown = JSON.parse(text);
	if (typeof all !== 'object' || all === null || Array.isArray(all))
		throw new Error('daemon.json is not a JSON object');
	return fromSettings(all as Readonly<Record<string, unknown>>, around);
}

/** The same from settings of the file and of the command line. */
export function fromSettings(all: Readonly<Record<string, unknown>>, around: Around = {}): FromDaemonJson {
	const {folder = certsFolder, certificates = [], registries = []} = around;
	const draft: Draft = {
		containerd: {},
		kubelet: {},
		files: [],
		mirrors: [],
		insecure: [],
		registries,
		lost: [],
		dropped: [],
	};
	for (const [key, value] of Object.entries(all)) convertKey(key, value, draft);
	const {mirrors, insecure, files, registries: _, ...rest} = draft;
	const registry = registryFiles({mirrors, insecure, certificates, folder});
	if (registry.length > 0) rest.containerd.registryConfigPath = folder;
	return {...rest, files: [...registry, ...files]};
}

function convertKey(key: string, value: unknown, draft: Draft): void {
	const convert = own(converters, key);
	const lost = own(lostKeys, key);
	const dropped = own(droppedKeys, key);
	if (convert) convert(value, draft);
	else if (lost && isOff(value)) draft.dropped.push({key, because: 'it was off'});
	else if (lost) lose(draft, key, ...lost);
	else if (dropped) draft.dropped.push({key, because: dropped});
	else lose(draft, key, 'nothing is known to take its place', 'see what it did for this node before docker stops');
}

/** As if it were not there: `"userns-remap": ""`, `"init": false`. What is on by itself is off by a word of its own. */
function isOff(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
	return value === '' || value === false || value === null || value === 0;
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
	Object.hasOwn(table, key) ? table[key] : undefined;

/** Whether it is decided what becomes of a key: carried over, needless, or named as lost. */
export function isDecided(key: string): boolean {
	return [converters, lostKeys, droppedKeys].some(table => Object.hasOwn(table, key));
}
