import {
	criImages,
	criRuntime,
	defaultRuntime,
	registryFolders,
	runtimesOf,
	sandboxImageOf,
	systemdCgroup,
	valueAt,
} from '../model/containerd-config.ts';
import type {CriInfo, TomlTable} from '../model/node-runtimes.ts';
import {known} from '../model/node-snapshot.ts';
import type {ContainerdWanted} from './edit/containerd-config.ts';
import type {MigrationFacts} from './facts.ts';
import {containerdWanted} from './wanted.ts';

/** One setting: what was meant, what containerd makes of its file, and what the one that runs says it runs with. */
type Setting = {
	readonly name: string;
	readonly meant: unknown;
	readonly dumped: unknown;
	/** Undefined where this version does not tell it over the CRI. */
	readonly running: unknown;
};

/**
 * The first setting that containerd does not have as it was meant: it ignores the key, a file that it imports counts more,
 * or it was not restarted since. Undefined where all are in effect.
 */
export function notInEffect(facts: MigrationFacts): string | undefined {
	const {effective} = facts.snapshot.containerd;
	const dump = known(effective);
	if (dump === undefined)
		return `containerd config dump does not answer: ${'missing' in effective ? effective.missing : ''}`;
	for (const {name, meant, dumped, running} of settingsOf(
		containerdWanted(facts),
		dump,
		known(facts.workloads.cri)?.config,
	)) {
		if (meant === undefined) continue;
		if (!isSame(dumped, meant)) return said(name, dumped, meant, 'containerd config dump');
		if (running !== undefined && !isSame(running, meant)) return said(name, running, meant, 'crictl info');
	}
	return withoutType(dump);
}

/** The runtime that pods get by default has no shim. */
function withoutType(dump: TomlTable): string | undefined {
	const usual = defaultRuntime(dump);
	const table = runtimesOf(dump)[usual];
	const type = valueAt(table, 'runtime_type');
	return table === undefined || (type !== undefined && type !== '')
		? undefined
		: `containerd's runtime ${usual}, the default, has no runtime_type: no pod would start (containerd config dump)`;
}

function said(name: string, is: unknown, meant: unknown, source: string): string {
	return `containerd does not take a setting: ${name} is ${is === undefined ? 'not set' : String(is)}, meant was ${String(meant)} (${source})`;
}

/** Folders are given as one or as several, of which one must be it. */
function isSame(is: unknown, meant: unknown): boolean {
	return Array.isArray(is) ? is.includes(meant) : is === meant;
}

function settingsOf(
	wanted: ContainerdWanted,
	dump: TomlTable,
	info: CriInfo['config'] | undefined,
): readonly Setting[] {
	const images = criImages(dump);
	const runtime = criRuntime(dump);
	const at = (...path: readonly string[]) => valueAt(info, ...path);
	const handler = String(at('containerd', 'defaultRuntimeName') ?? 'runc');
	const options = (name: string) => at('containerd', 'runtimes', name, 'options');
	const others = Object.entries(wanted.runtimes ?? {}).map(([name, {binaryName, type}]): Setting => {
		const dumped = runtimesOf(dump)[name];
		const [meant, key, of] =
			binaryName === undefined
				? ([type, 'runtime_type', 'shim'] as const)
				: ([binaryName, 'BinaryName', 'program'] as const);
		const inInfo =
			key === 'BinaryName' ? valueAt(options(name), key) : at('containerd', 'runtimes', name, 'runtimeType');
		return {
			name: `the ${of} of the runtime ${name}`,
			meant,
			dumped: key === 'BinaryName' ? valueAt(dumped, 'options', key) : valueAt(dumped, key),
			running: info === undefined ? undefined : (inInfo ?? 'none'),
		};
	});
	return [
		{
			name: 'SystemdCgroup',
			meant: wanted.systemdCgroup,
			dumped: systemdCgroup(dump) ?? false,
			running: options(handler) === undefined ? undefined : valueAt(options(handler), 'SystemdCgroup') === true,
		},
		{
			name: 'the sandbox image',
			meant: wanted.sandboxImage,
			dumped: sandboxImageOf(dump),
			running: at('sandboxImage'),
		},
		{
			name: 'cni bin_dir',
			meant: wanted.cniBinDir,
			dumped: valueAt(runtime, 'cni', 'bin_dirs') ?? valueAt(runtime, 'cni', 'bin_dir'),
			running: at('cni', 'binDirs') ?? at('cni', 'binDir'),
		},
		{
			name: 'cni conf_dir',
			meant: wanted.cniConfDir,
			dumped: valueAt(runtime, 'cni', 'conf_dir'),
			running: at('cni', 'confDir'),
		},
		{
			name: 'registry config_path',
			meant: wanted.registryConfigPath,
			dumped: registryFolders(dump),
			running: at('registry', 'configPath') === undefined ? undefined : String(at('registry', 'configPath')).split(':'),
		},
		{
			name: 'max_concurrent_downloads',
			meant: wanted.maxConcurrentDownloads,
			dumped: number(valueAt(images, 'max_concurrent_downloads')),
			running: at('maxConcurrentDownloads'),
		},
		{
			name: 'enable_selinux',
			meant: wanted.enableSelinux,
			dumped: valueAt(runtime, 'enable_selinux') ?? false,
			running: at('enableSelinux'),
		},
		...others,
		{
			name: 'default_runtime_name',
			meant: wanted.defaultRuntime,
			dumped: defaultRuntime(dump),
			running: at('containerd', 'defaultRuntimeName'),
		},
		{name: 'debug level', meant: wanted.logLevel, dumped: valueAt(dump, 'debug', 'level'), running: undefined},
		{name: 'oom_score', meant: wanted.oomScore, dumped: number(valueAt(dump, 'oom_score')), running: undefined},
	];
}

/** A reader of TOML may give whole numbers as bigint. */
function number(value: unknown): unknown {
	return typeof value === 'bigint' ? Number(value) : value;
}
