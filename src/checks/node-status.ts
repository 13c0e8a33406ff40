import {type KubernetesNode, known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {isSaidBefore} from '../model/said-before.ts';
import {runtimeOf} from './about.ts';
import {type Check, fatal, info, ok, skipped, warning} from './check.ts';
import {run} from './fixes.ts';
import {startedAtMs} from './parts/started-at.ts';

export const nodeStatus: Check = {
	id: 'node-status',
	title: 'the node in the cluster',
	follows: [
		'kubelet-arguments',
		'registry-helpers',
		'signing-keys',
		'dbus',
		'containerd-values',
		'kernel-limits',
		'halted',
		'links',
		'places',
		'unit-conditions',
		'settings-refused',
		'kubelet-credentials',
		'reserved-cgroups',
		'name-resolution',
		'proxy',
		'node-address',
		'pid-pressure',
		'read-only',
		'resolv-conf',
		'kubelet-running',
		'runtime-answers',
		'runtime-conditions',
		'cni-config',
		'disk-pressure',
		'memory',
		'node-name',
		'certificates',
		'cgroup-driver',
		'containerd-running',
		'crio-running',
		'docker-running',
		'api-server',
	],
	explains: ['pleg', 'pleg-starting', 'node-lease'],
	look(snapshot) {
		const seen = known(snapshot.node);
		if (seen === undefined) return skipped('the API server did not tell');
		const evidence = seen.conditions
			.filter(({type, status}) => (type === 'Ready') === (status !== 'True'))
			.map(({type, status, reason, message}) => ({
				source: `kubectl get node ${seen.name}`,
				text: `${type}=${status} ${reason}: ${message}`,
			}));
		const since = seen.ready ? undefined : notYet(seen, snapshot);
		if (since !== undefined)
			return info(
				`the node is NotReady as yet: the kubelet said so before ${since}, and looks again within ten seconds`,
				{evidence},
			);
		if (!seen.ready)
			return fatal(
				'the node is NotReady: no new pod is placed here, and after five minutes its pods are replaced elsewhere',
				{evidence},
			);
		if (evidence.length > 0) return warning(evidence.map(({text}) => text.split('=')[0]).join(', '), {evidence});
		if (seen.unschedulable)
			return info('the node is cordoned: no new pod is placed here', {fix: [run('kubectl', 'uncordon', seen.name)]});
		const [taint] = seen.taints ?? [];
		if (taint !== undefined)
			return info(`the node has a taint (${seen.taints?.join(', ')}): only pods that tolerate it are placed here`, {
				fix: (seen.taints ?? []).map(one => run('kubectl', 'taint', 'node', seen.name, `${one}-`)),
			});
		return ok(`Ready, ${seen.runtimeVersion}`);
	},
};

const services = {
	containerd: 'containerd.service',
	crio: 'crio.service',
	dockershim: 'docker.service',
	'cri-dockerd': 'docker.service',
	other: undefined,
};
/** The kubelet looks every ten seconds; a busy node takes longer to start. */
const settlingMs = 40_000;

/** What was started a moment ago, after the last word of the kubelet: that word is about before. */
function notYet({conditions}: KubernetesNode, node: NodeSnapshot): string | undefined {
	const said = conditions.find(({type}) => type === 'Ready');
	if (said?.saidMs === undefined || said.status !== 'False') return undefined;
	const {saidMs} = said;
	const runtime = runtimeOf(node);
	const of = runtime === undefined ? undefined : services[runtime];
	const names = ['kubelet.service', ...(of === undefined ? [] : [of])];
	const started = names.find(name => {
		const atMs = startedAtMs(name, node) ?? 0;
		return isSaidBefore(saidMs, atMs) && node.takenAtMs - atMs < settlingMs;
	});
	return started === undefined
		? undefined
		: `${started.replace('.service', '')} was started ${Math.round((node.takenAtMs - (startedAtMs(started, node) ?? 0)) / 1000)} s ago`;
}
