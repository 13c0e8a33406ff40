import {isSandboxName} from '../model/container-name.ts';
import {sandboxImageOf} from '../model/containerd-config.ts';
import {known} from '../model/node-snapshot.ts';
import {type ContainerdWanted, editContainerdConfig} from './edit/containerd-config.ts';
import {type FromDaemonJson, fromDaemonJson} from './edit/daemon-json.ts';
import {configValue, flagValue, type MigrationFacts} from './facts.ts';

const nothing: FromDaemonJson = {containerd: {}, kubelet: {}, files: [], lost: [], dropped: []};

/** What docker's configuration becomes. Throws where daemon.json is broken: the preflight says so before. */
export function fromDocker({snapshot}: MigrationFacts): FromDaemonJson {
	const file = known(snapshot.docker.config);
	return file === undefined || file.broken ? nothing : fromDaemonJson(file.text);
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
	const told = flagValue(facts.snapshot.kubelet.flags, 'pod-infra-container-image');
	if (told !== undefined) return told;
	const sandboxes = (known(facts.workloads.containers) ?? []).filter(({name}) => isSandboxName(name));
	const named = sandboxes.map(({image}) => image).find(image => !/^(sha256:)?[0-9a-f]{12,64}$/.test(image));
	return named ?? sandboxImageOf(known(facts.snapshot.containerd.effective));
}

/** What the kubelet of this node needs of containerd. */
export function containerdWanted(facts: MigrationFacts): ContainerdWanted {
	const {flags} = facts.snapshot.kubelet;
	// Another root would take the running containers of docker from under it.
	const {root: _, ...fromDaemon} = fromDocker(facts).containerd;
	const sandboxImage = pauseImage(facts);
	const cniBinDir = flagValue(flags, 'cni-bin-dir');
	const cniConfDir = flagValue(flags, 'cni-conf-dir');
	return {
		...fromDaemon,
		systemdCgroup: kubeletCgroupDriver(facts) === 'systemd',
		...(sandboxImage === undefined ? {} : {sandboxImage}),
		...(cniBinDir === undefined ? {} : {cniBinDir}),
		...(cniConfDir === undefined ? {} : {cniConfDir}),
	};
}

/** config.toml as it should be. Throws where the one that is there is no TOML. */
export function wantedConfig(facts: MigrationFacts): string {
	const {config, version} = facts.snapshot.containerd;
	return editContainerdConfig(known(config)?.text, containerdWanted(facts), {version: known(version) ?? '1.6.0'}).text;
}
