import {isSandboxName} from '../model/container-name.ts';
import {criImages, registryFolders, sandboxImageOf, tableAt} from '../model/containerd-config.ts';
import {fullReference} from '../model/image-ref.ts';
import {known} from '../model/node-snapshot.ts';
import {dockerSettings} from './docker-settings.ts';
import {type ContainerdWanted, editContainerdConfig} from './edit/containerd-config.ts';
import {type FromDaemonJson, fromSettings} from './edit/daemon-json.ts';
import {Uneditable} from './edit/toml.ts';
import {configValue, flagValue, type MigrationFacts} from './facts.ts';
import {withoutOwn} from './own-values.ts';
import {proxyFile} from './proxy.ts';

const nothing: FromDaemonJson = {containerd: {}, kubelet: {}, files: [], lost: [], dropped: []};

/** What docker's settings become, by its file and its command line. Nothing where daemon.json is broken: the preflight says so. */
export function fromDocker(facts: MigrationFacts): FromDaemonJson {
	const {snapshot, surroundings} = facts;
	if (facts.options?.withoutDocker || known(snapshot.docker.config)?.broken) return nothing;
	const folder = registryFolders(configOf(facts))[0];
	const made = fromSettings(dockerSettings(snapshot), {
		certificates: surroundings.registryFiles,
		registries: registriesOf(facts),
		...(folder === undefined ? {} : {folder}),
	});
	const registry = hasOldRegistries(facts) ? withoutRegistries(made) : made;
	const proxy = proxyFile(facts);
	return proxy === undefined ? registry : {...registry, files: [...registry.files, proxy]};
}

/** Of images that docker has and that the cluster may want here. */
function registriesOf({workloads}: MigrationFacts): readonly string[] {
	const names = [...(known(workloads.images) ?? []).flatMap(({tags}) => tags), ...(known(workloads.wanted) ?? [])];
	return [...new Set(names.map(name => fullReference(name).split('/')[0] ?? ''))];
}

const configOf = ({snapshot: {containerd}}: MigrationFacts) =>
	known(containerd.effective) ?? known(containerd.config)?.data;

/** containerd does not load its CRI plugin where config_path stands beside mirrors. Source: containerd pkg/cri/config. */
function hasOldRegistries(facts: MigrationFacts): boolean {
	const registry = tableAt(criImages(known(facts.snapshot.containerd.config)?.data), 'registry') ?? {};
	return ['mirrors', 'configs'].some(name => Object.keys(tableAt(registry, name) ?? {}).length > 0);
}

function withoutRegistries(made: FromDaemonJson): FromDaemonJson {
	const {registryConfigPath, ...containerd} = made.containerd;
	if (registryConfigPath === undefined) return made;
	const lost = {
		key: 'registry-mirrors, insecure-registries',
		because: 'config.toml has registry.mirrors or registry.configs, beside which containerd refuses config_path',
		instead: `move those to ${registryConfigPath}/HOST/hosts.toml, or add docker's there by hand`,
	};
	const files = made.files.filter(({path}) => !path.startsWith(`${registryConfigPath}/`));
	return {...made, containerd, files, lost: [...made.lost, lost]};
}

/** The cgroup driver of the kubelet: flag, file, else its own default. With docker both must be the same. */
export function kubeletCgroupDriver(facts: MigrationFacts): string {
	return flagValue(facts.snapshot.kubelet.flags, 'cgroup-driver') ?? configValue(facts, 'cgroupDriver') ?? 'cgroupfs';
}

/**
 * The pause image that the node has at hand: what the kubelet is told, else what its sandboxes run now. A node without a
 * registry cannot pull containerd's own default.
 */
export function pauseImage(facts: MigrationFacts): string | undefined {
	const {kubelet, docker} = facts.snapshot;
	const told =
		flagValue(docker.criDockerdFlags, 'pod-infra-container-image') ??
		flagValue(kubelet.flags, 'pod-infra-container-image');
	const configured = sandboxImageOf(known(facts.snapshot.containerd.effective));
	if (told !== undefined) return configured !== undefined && isBetter(configured, told, facts) ? configured : told;
	const sandboxes = (known(facts.workloads.containers) ?? []).filter(({name}) => isSandboxName(name));
	const named = sandboxes.map(({image}) => image).find(image => !/^(sha256:)?[0-9a-f]{12,64}$/.test(image));
	return named ?? configured;
}

/** containerd has the one that its file names, and nobody has the other: somebody put it there, as a check-up advises. */
function isBetter(configured: string, told: string, {workloads}: MigrationFacts): boolean {
	const carried = known(workloads.carried);
	const inDocker = (known(workloads.images) ?? []).flatMap(({tags}) => tags.map(fullReference));
	if (carried === undefined || [...carried, ...inDocker].includes(fullReference(told))) return false;
	return carried.includes(fullReference(configured));
}

/** What the kubelet of this node needs of containerd. */
export function containerdWanted(facts: MigrationFacts): ContainerdWanted {
	if (facts.options?.withoutDocker)
		return 'missing' in facts.snapshot.kubelet.version ? {} : {systemdCgroup: kubeletCgroupDriver(facts) === 'systemd'};
	const {
		kubelet: {flags},
		docker,
	} = facts.snapshot;
	// Another root would take the running containers of docker from under it: it is a step of its own, and asked for.
	const {root: _, ...told} = fromDocker(facts).containerd;
	const fromDaemon = withoutOwn(told, known(facts.snapshot.containerd.config)?.data);
	const sandboxImage = pauseImage(facts);
	const flag = (name: string) => flagValue(flags, name) ?? flagValue(docker.criDockerdFlags, name);
	// Of several folders the first: containerd takes one.
	const cniBinDir = flag('cni-bin-dir')?.split(',')[0];
	const cniConfDir = flag('cni-conf-dir');
	return {
		...fromDaemon,
		systemdCgroup: kubeletCgroupDriver(facts) === 'systemd',
		...(sandboxImage === undefined ? {} : {sandboxImage}),
		...(cniBinDir === undefined ? {} : {cniBinDir}),
		...(cniConfDir === undefined ? {} : {cniConfDir}),
	};
}

/** Why config.toml cannot be made what it should be; undefined where it can, or is no TOML at all. */
export function whyUneditable(facts: MigrationFacts): string | undefined {
	try {
		wantedConfig(facts);
		return undefined;
	} catch (error) {
		if (error instanceof Uneditable) return `${facts.snapshot.containerd.configPath}: ${error.message}`;
		throw error;
	}
}

/** config.toml as it should be. Throws where the one that is there is no TOML. */
export function wantedConfig(facts: MigrationFacts): string {
	const {config, version} = facts.snapshot.containerd;
	return editContainerdConfig(known(config)?.text, containerdWanted(facts), {version: known(version) ?? '1.6.0'}).text;
}
