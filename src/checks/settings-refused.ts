import {type ConfigFile, known, type NodeSnapshot, type Setting} from '../model/node-snapshot.ts';
import {type Check, type Fix, fatal, type Outcome, ok, skipped, worstOf} from './check.ts';
import {advice, at, restart, run} from './fixes.ts';
import {authorityAgain} from './parts/authority.ts';
import {aside} from './parts/changes/take-back.ts';
import {namedIn} from './parts/named-setting.ts';
import {refusalOf} from './parts/refusal.ts';
import {isTakeable, without, withPartners} from './parts/without-settings.ts';

type Told = {
	readonly service: string;
	readonly files: readonly ConfigFile[];
	readonly flags: readonly Setting[];
};

/**
 * For the values that nobody wrote a check for: a service that ends names the setting in its last words, as it stands in
 * the file or nearly so. Without it the service takes its default.
 */
export const settingsRefused: Check = {
	id: 'settings-refused',
	title: 'settings that a service refuses',
	follows: [
		'kept-state',
		'places',
		'unit-conditions',
		'unit-start',
		'containerd-config-syntax',
		'containerd-config-version',
		'containerd-plugin-names',
		'cri-enabled',
		'registries',
		'docker-config',
		'kubelet-config',
		'kubelet-config-values',
		'kubelet-flags',
		'certificates',
		'kubelet-credentials',
		'reserved-cgroups',
		'name-resolution',
		'swap',
		'ports',
		'stream-server',
		'snapshotter',
		'runtime-handlers',
	],
	explains: [
		'kubelet-config-value',
		'kubelet-config-field',
		'kubelet-flag-value',
		'kubelet-fatal',
		'kubelet-setting',
		'containerd-fatal',
		'ctd-plugin-failed',
		'ctd-required-plugin',
		'docker-fatal',
		'docker-setting',
		'docker-storage-driver',
		'docker-network',
		'docker-bip',
		'docker-address-pool',
		'docker-storage-opt',
		'docker-pool-size',
	],
	look(node) {
		const {kubelet, containerd, docker} = node;
		if (!('value' in node.journal)) return skipped('the journal could not be read');
		const ofContainerd = known(containerd.config);
		const told: readonly Told[] = [
			{
				service: 'kubelet',
				files: [known(kubelet.config) ?? [], kubelet.configDropIns].flat(),
				flags: kubelet.flags,
			},
			{service: 'containerd', files: [ofContainerd ?? [], containerd.imports].flat(), flags: []},
			{service: 'docker', files: [known(docker.config) ?? []].flat().map(leaves), flags: docker.flags},
		];
		return worstOf(
			told.flatMap(one => refused(one, node)),
			ok('no service ends with words about one of its settings'),
		);
	},
};

function refused({service, files, flags}: Told, node: NodeSnapshot): readonly Outcome[] {
	const words = refusalOf(service, node);
	if (words === undefined) return [];
	const takeable = flags.filter(isTakeable);
	const named = namedIn(words, [...new Set([...files.flatMap(file => file.settings), ...takeable])]);
	const settings = withPartners(named, takeable);
	if (settings.length === 0) return [];
	const names = [...new Set(settings.map(({name}) => name))];
	return [
		fatal(`${service} does not start, and names ${names.join(', ')} as the reason: ${words}`, {
			evidence: [...settings.map(at), {source: `journalctl -u ${service}`, text: words}],
			fix: [
				...guardAgain(settings, node),
				...without(settings.filter(isTakeable), files),
				...(settings.some(({path}) => path.includes('/systemd/')) ? [run('systemctl', 'daemon-reload')] : []),
				run('systemctl', 'reset-failed', ...(service === 'docker' ? ['docker', 'docker.socket'] : [service])),
				restart(service),
				...(settings.some(isTakeable)
					? [advice(`without ${names.join(', ')} ${service} takes its default; a value that it takes may follow later`)]
					: settings.map(setting => guardAdvice(setting, service))),
			],
		}),
	];
}

/** Nobody takes a guard away by a command. */
function guardAdvice({name, value}: Setting, service: string): Fix {
	if (name.startsWith('authorization-plugins'))
		return advice(
			`install and start the plugin ${value}; or take authorization-plugins out of daemon.json: then whoever reaches docker's socket may do everything`,
		);
	return advice(`${name} guards ${service}: without it nobody gets in, or everybody`);
}

/** Every value of a file of JSON by its whole name: `default-address-pools.0.size`. */
function leaves(file: ConfigFile & {readonly data?: Readonly<Record<string, unknown>>}): ConfigFile {
	const lineOf = (key: string) => file.settings.find(({name}) => name === key)?.line ?? 1;
	const under = (names: readonly string[], value: unknown): readonly Setting[] => {
		if (typeof value === 'object' && value !== null)
			return Object.entries(value).flatMap(([key, inner]) => under([...names, key], inner));
		return [{name: names.join('.'), value: String(value), path: file.path, line: lineOf(names[0] ?? '')}];
	};
	return {...file, settings: under([], file.data ?? {})};
}

/** A file of the authority that cannot be read is written again from where else it stands; what is there is kept. */
function guardAgain(settings: readonly Setting[], node: NodeSnapshot): readonly Fix[] {
	return settings.flatMap(({value}): readonly Fix[] => {
		const written = authorityAgain(value, node);
		return written === undefined ? [] : [aside(value), ...written];
	});
}
