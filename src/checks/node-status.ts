import {known} from '../model/node-snapshot.ts';
import {type Check, fatal, info, ok, skipped, warning} from './check.ts';
import {run} from './fixes.ts';

export const nodeStatus: Check = {
	id: 'node-status',
	title: 'the node in the cluster',
	follows: [
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
	look({node}) {
		const seen = known(node);
		if (seen === undefined) return skipped('the API server did not tell');
		const evidence = seen.conditions
			.filter(({type, status}) => (type === 'Ready') === (status !== 'True'))
			.map(({type, status, reason, message}) => ({
				source: `kubectl get node ${seen.name}`,
				text: `${type}=${status} ${reason}: ${message}`,
			}));
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
