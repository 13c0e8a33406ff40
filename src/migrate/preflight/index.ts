import type {MigrationFacts} from '../facts.ts';
import {bare} from './bare-pods.ts';
import {brokenHosts} from './broken-hosts.ts';
import {budgets} from './budgets.ts';
import {cgroups} from './cgroups.ts';
import {clusterAccess} from './cluster-access.ts';
import {cni} from './cni.ts';
import {containerdConfig} from './containerd-config.ts';
import {controlPlane} from './control-plane.ts';
import {crictl} from './crictl.ts';
import {daemonJson} from './daemon-json.ts';
import {dataRoot} from './data-root.ts';
import {diskRoom} from './disk-room.ts';
import {dockerAgents} from './docker-agents.ts';
import {dockerDependents} from './docker-dependents.ts';
import {dockerJobs} from './docker-jobs.ts';
import {dockerRestarts} from './docker-restarts.ts';
import {dockerUsers} from './docker-users.ts';
import {drainedPods} from './drained-pods.ts';
import type {Check, Finding} from './finding.ts';
import {gpu} from './gpu.ts';
import {keptPods} from './kept-pods.ts';
import {kubeletCalls} from './kubelet-calls.ts';
import {kubeletFiles} from './kubelet-files.ts';
import {kubeletRestarts} from './kubelet-restarts.ts';
import {kubeletUnit} from './kubelet-unit.ts';
import {liveRestore} from './live-restore.ts';
import {lockedFiles} from './locked-files.ts';
import {logs} from './logs.ts';
import {lostImages} from './lost-images.ts';
import {maskedUnits} from './masked-units.ts';
import {nodeTools} from './node-tools.ts';
import {otherImages} from './other-images.ts';
import {packages} from './packages.ts';
import {pause} from './pause-image.ts';
import {programs} from './programs.ts';
import {proxies} from './proxies.ts';
import {registries} from './registries.ts';
import {runtime} from './runtime.ts';
import {standaloneContainers} from './standalone-containers.ts';
import {swarm} from './swarm.ts';
import {versions} from './versions.ts';

export type {Finding};

/** In the order in which they are shown. */
export const dockerToContainerdChecks: readonly Check[] = [
	runtime,
	versions,
	packages,
	containerdConfig,
	cgroups,
	cni,
	nodeTools,
	programs,
	crictl,
	kubeletUnit,
	kubeletFiles,
	kubeletRestarts,
	lockedFiles,
	maskedUnits,
	clusterAccess,
	controlPlane,
	bare,
	budgets,
	drainedPods,
	keptPods,
	standaloneContainers,
	dockerUsers,
	dockerAgents,
	dockerJobs,
	dockerDependents,
	kubeletCalls,
	liveRestore,
	logs,
	daemonJson,
	dockerRestarts,
	registries,
	brokenHosts,
	proxies,
	gpu,
	swarm,
	pause,
	otherImages,
	lostImages,
	dataRoot,
	diskRoom,
];

/** All that must be known before docker is left for containerd. */
export function judge(facts: MigrationFacts): readonly Finding[] {
	return findingsOf(dockerToContainerdChecks, facts);
}

export function findingsOf(checks: readonly Check[], facts: MigrationFacts): readonly Finding[] {
	return checks.flatMap(({id, title, look}) => {
		const verdict = look(facts);
		if (verdict === undefined) return [];
		const {evidence = [], fix = []} = verdict;
		return [{id, title, ...verdict, evidence, fix, ...(verdict.verdict === 'consent' ? {consent: id} : {})}];
	});
}
