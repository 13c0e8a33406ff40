import {criImages, criRuntime, valueAt} from '../model/containerd-config.ts';
import type {TomlTable} from '../model/node-runtimes.ts';
import type {ContainerdWanted} from './edit/containerd-config.ts';

type Own = {
	readonly name: keyof ContainerdWanted;
	/** As config.toml calls it. */
	readonly setting: string;
	readonly is: unknown;
	/** What stands there where nobody chose it: `containerd config default` writes all of them. */
	readonly defaults: readonly unknown[];
};

/** What config.toml has a setting for and docker too. */
function settingsOf(config: TomlTable): readonly Own[] {
	const downloads = numberOf(valueAt(criImages(config), 'max_concurrent_downloads'));
	return [
		{name: 'logLevel', setting: 'debug level', is: valueAt(config, 'debug', 'level'), defaults: ['', 'info']},
		{name: 'oomScore', setting: 'oom_score', is: numberOf(valueAt(config, 'oom_score')), defaults: [0]},
		{name: 'maxConcurrentDownloads', setting: 'max_concurrent_downloads', is: downloads, defaults: [3]},
		{
			name: 'enableSelinux',
			setting: 'enable_selinux',
			is: valueAt(criRuntime(config), 'enable_selinux'),
			defaults: [false],
		},
	];
}

/** What somebody chose for containerd, where docker was told something about the same. */
function chosen(fromDocker: ContainerdWanted, config: TomlTable | undefined): readonly Own[] {
	if (config === undefined) return [];
	return settingsOf(config).filter(
		({name, is, defaults}) => fromDocker[name] !== undefined && is !== undefined && !defaults.includes(is),
	);
}

/** It counts more than what docker was told: it is left as it stands. */
export function withoutOwn(fromDocker: ContainerdWanted, config: TomlTable | undefined): ContainerdWanted {
	const own = new Set<string>(chosen(fromDocker, config).map(({name}) => name));
	return Object.fromEntries(Object.entries(fromDocker).filter(([name]) => !own.has(name)));
}

/** And is said, where docker's is another. */
export function ownSentences(fromDocker: ContainerdWanted, config: TomlTable | undefined): readonly string[] {
	return chosen(fromDocker, config)
		.filter(({name, is}) => is !== fromDocker[name])
		.map(({name, setting, is}) => `${setting} = ${String(is)} stays; docker was told ${String(fromDocker[name])}`);
}

/** A reader of TOML may give whole numbers as bigint. */
function numberOf(value: unknown): unknown {
	return typeof value === 'bigint' ? Number(value) : value;
}
