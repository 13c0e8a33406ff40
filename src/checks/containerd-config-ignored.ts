import {valueAt} from '../model/containerd-config.ts';
import type {TomlTable} from '../model/node-runtimes.ts';
import {type ConfigFile, known, type NodeSnapshot, type Setting} from '../model/node-snapshot.ts';
import {driverOfKubelet, hasKubelet} from './about.ts';
import {type Check, ok, skipped, warning} from './check.ts';
import {advice, at, restart, run} from './fixes.ts';
import {pathOf, putRight, runcOptions} from './parts/misplaced-key.ts';

/** Keys that say something to containerd's reader of the file, and none of its plugins. */
const notOfPlugins = ['version', 'imports', 'disabled_plugins', 'required_plugins'];
/** Names that version 3 took over under others: the reader migrates them. */
const oldNames = /^plugins\."?(io\.containerd\.grpc\.v1\.cri|cri)"?/;

export const containerdConfigIgnored: Check = {
	id: 'containerd-config-ignored',
	title: "containerd's configuration: keys without effect",
	follows: ['containerd-config-syntax', 'containerd-config-version', 'containerd-plugin-names'],
	explains: ['ctd-unknown-key'],
	look(node) {
		const {containerd} = node;
		const config = known(containerd.config);
		const effective = known(containerd.effective);
		if (config?.data === undefined) return skipped('there is no configuration file that can be read');
		if (effective === undefined) return skipped('containerd config dump gives no answer to compare with');
		const version = Number(effective.version ?? 0);
		const isMigrated = version > (config.version ?? 1);
		const {data} = config;
		const lost = config.settings
			.filter(({name, value}) => value !== '' && !notOfPlugins.includes(name))
			.filter(({name}) => !(isMigrated && oldNames.test(name)))
			.filter(setting => isLost(setting, data, effective));
		const [first] = lost;
		if (first === undefined) return ok('containerd config dump has every key of the file');
		const taken = takenBy(lost, containerd.imports);
		if (taken !== undefined)
			return warning(
				`${taken.path} has the section ${taken.section} too, and this containerd takes a section whole from the last file that has it: ${lost.length} keys of ${config.path} in it do not count`,
				{
					evidence: [at(taken.header), ...lost.slice(0, 4).map(at)],
					fix: [
						advice(
							`write the whole section into one of the two files (what counts now: containerd config dump), then: systemctl restart containerd`,
						),
					],
				},
			);
		const edits = lost.map(setting => putRight(config, setting, effective, againstKubelet(node)));
		const isSure = edits.every(each => each !== undefined);
		return warning(
			`${lost.length === 1 ? 'a key' : `${lost.length} keys`} of ${config.path} ${lost.length === 1 ? 'is' : 'are'} not among what containerd makes of it: misspelt, in the wrong table, or of another version; it runs on its default instead`,
			{
				evidence: lost.slice(0, 5).map(at),
				fix: isSure
					? [run('sed', '-i', ...edits.flat().flatMap(edit => ['-e', edit]), config.path), restart('containerd')]
					: [
							advice(
								'compare with `containerd config default`, move or correct the key, then: systemctl restart containerd',
							),
							...meant(first),
						],
			},
		);
	},
};

/** Before 2.0 what is imported replaces a plugin's whole table. Source: containerd 1.7 config.go mergeConfig; seen on 1.7.24. */
function takenBy(lost: readonly Setting[], imports: readonly ConfigFile[]) {
	const sections = new Set(lost.map(({name}) => sectionOf(name)));
	const [section] = sections;
	if (section === undefined || sections.size > 1) return undefined;
	for (const {path, settings} of imports.toReversed()) {
		const header = settings.find(({name}) => sectionOf(name) === section);
		if (header !== undefined) return {path, section, header};
	}
	return undefined;
}

/** `plugins."io.containerd.grpc.v1.cri"` of a key of it. */
function sectionOf(name: string): string | undefined {
	return /^plugins\.("[^"]+"|[\w-]+)(?=\.|$)/.exec(name)?.[0];
}

/** Set where it counts it would part the cgroup drivers of kubelet and containerd. */
function againstKubelet(node: NodeSnapshot) {
	const isMeant = String(driverOfKubelet(node) === 'systemd');
	return (key: string, value: string) => key === 'SystemdCgroup' && hasKubelet(node) && value !== isMeant;
}

/** Where the key most often belongs. Source: containerd docs/cri/config.md. */
function meant({name}: Setting) {
	if (!/Systemd_?Cgroup/i.test(name)) return [];
	return [
		advice(
			'SystemdCgroup stands in [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options] (version 2) or [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options] (version 3)',
		),
	];
}

function isLost({name}: Setting, data: TomlTable, effective: TomlTable): boolean {
	const path = pathOf(name);
	const written = valueAt(data, ...path);
	if (written === undefined || typeof written === 'object') return false;
	if (path.at(-2) === 'options' && isRunc(data, path)) return !runcOptions.includes(path.at(-1) ?? '');
	return valueAt(effective, ...path) === undefined && !isFree(path);
}

function isRunc(data: TomlTable, path: readonly string[]): boolean {
	const type = valueAt(data, ...path.slice(0, -2), 'runtime_type');
	return type === undefined || /\.runc\.v\d$/.test(String(type));
}

/** Tables whose keys a person names: headers, hosts, handlers, annotations. */
function isFree(path: readonly string[]): boolean {
	return path.some(part =>
		['headers', 'mirrors', 'configs', 'auths', 'proxy_plugins', 'stream_processors', 'timeouts'].includes(part),
	);
}
