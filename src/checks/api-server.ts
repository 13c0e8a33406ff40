import {stateOf} from '../model/unit-state.ts';
import {hasKubelet, unit} from './about.ts';
import {type Check, fatal, info, ok, skipped} from './check.ts';
import {advice, restart, run, saidBy} from './fixes.ts';
import {isOverloaded} from './load.ts';

export const apiServer: Check = {
	id: 'api-server',
	title: 'the API server',
	follows: [
		'firewall',
		'unit-confined',
		'certificates',
		'static-pods',
		'containerd-running',
		'crio-running',
		'docker-running',
		'kubelet-running',
		'runtime-answers',
		'control-plane',
		'ports',
	],
	explains: ['apiserver-refused', 'apiserver-x509'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const config = node.kubeconfigs[0];
		if (config === undefined) return skipped('there is no kubeconfig that this user may read');
		const server = config.server ?? 'the API server';
		const service = unit(node, 'kube-apiserver.service');
		if ('value' in node.node) return ok(`${server} answers`);
		const missing = saidBy(node.node.missing);
		const evidence = [{source: `kubectl --kubeconfig ${config.path} get node`, text: missing}];
		if (/NotFound|not found$/i.test(missing) && !/executable|no such/i.test(missing))
			return fatal(
				`${server} answers and does not know this node: it was deleted, or etcd has other data than before`,
				{
					evidence,
					fix: [
						advice('on a control plane: does etcd.yaml mount the folder that holds the data (/var/lib/etcd/member)'),
						restart('kubelet'),
					],
				},
			);
		if (/x509|certificate/i.test(missing))
			return fatal(`${server} and this node do not take each other's certificates`, {
				evidence,
				fix: [
					advice(
						'compare the authority in /etc/kubernetes/kubelet.conf with /etc/kubernetes/pki/ca.crt of the control plane',
					),
				],
			});
		if (
			/refused|no route|timeout|timed out|no answer|i\/o|unreachable|EOF|reset by peer|no such host|Unable to connect/i.test(
				missing,
			)
		) {
			const own = service && service.activeState !== 'active';
			const late = isOverloaded(node) && /timeout|timed out|no answer/i.test(missing);
			return (late ? info : fatal)(
				`${server} does not answer: the node becomes NotReady, and what runs here goes on as it is`,
				{
					evidence: own ? [...evidence, {source: 'systemctl show kube-apiserver', text: stateOf(service)}] : evidence,
					fix: own
						? [run('systemctl', 'start', 'kube-apiserver')]
						: [
								advice(
									'on a node of the control plane: crictl ps -a --name kube-apiserver, and crictl logs of it and of etcd',
								),
								advice(
									`on a worker: is ${server} the right address (kubelet.conf), is the load balancer up, does a firewall stand between`,
								),
							],
				},
			);
		}
		return skipped(missing);
	},
};
