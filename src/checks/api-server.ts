import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {stateOf} from '../model/unit-state.ts';
import {configured, flag, hasKubelet, unit} from './about.ts';
import {type Check, type Evidence, type Fix, fatal, info, ok, skipped} from './check.ts';
import {advice, at, replaceInLine, restart, run, saidBy} from './fixes.ts';
import {isOverloaded} from './load.ts';
import {detourOf} from './parts/kubeconfig-detours.ts';

export const apiServer: Check = {
	id: 'api-server',
	title: 'the API server',
	follows: [
		'kernel-limits',
		'journal-kept',
		'halted',
		'links',
		'places',
		'proxy',
		'firewall',
		'packet-ways',
		'unit-confined',
		'certificates',
		'kubelet-credentials',
		'name-resolution',
		'static-pods',
		'containerd-running',
		'crio-running',
		'docker-running',
		'kubelet-running',
		'runtime-answers',
		'control-plane',
		'control-plane-lists',
		'ports',
	],
	explains: ['apiserver-refused', 'apiserver-x509', 'apiserver-cert-name', 'apiserver-path'],
	// A kubelet without it says so at least with each lease, every ten seconds.
	refutes: ['apiserver-refused', 'apiserver-connection-stale'],
	refutesAfterMs: 15_000,
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const config = node.kubeconfigs[0];
		if (config === undefined) return skipped('there is no kubeconfig that this user may read');
		const server = config.server ?? 'the API server';
		const service = unit(node, 'kube-apiserver.service');
		if ('value' in node.node) return ok(`${server} answers`);
		const missing = saidBy(node.node.missing);
		const evidence = [{source: `kubectl --kubeconfig ${config.path} get node`, text: missing}];
		const led = detourOf(config, missing);
		if (led !== undefined) return {...led, evidence: [...evidence, ...led.evidence]};
		const never = flag(node, '--register-node') ?? configured(node, 'registerNode');
		if (/NotFound|not found$/i.test(missing) && never?.value === 'false')
			return fatal(`${server} answers and does not know this node, and the kubelet is told not to register it`, {
				evidence: [...evidence, at(never)],
				fix: [replaceInLine(never.path, never.line, 'false', 'true'), restart('kubelet')],
			});
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
		const names = /certificate is (?:valid for (?<has>.{1,200}?), not (?<not>\S{1,100})|not valid for any names)/.exec(
			missing,
		);
		if (names !== null)
			return fatal(
				`the certificate of the API server is not for ${names.groups?.not ?? 'any name'}, which ${config.path} asks for; it is for ${names.groups?.has ?? 'none'}`,
				{
					evidence,
					fix: [
						advice(`an address that is in it as server: of ${config.path}; then: systemctl restart kubelet`),
						advice(
							'or on the control plane: certSANs of the kubeadm configuration, move apiserver.crt and apiserver.key away, kubeadm init phase certs apiserver',
						),
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
			const moved = addressGone(server, node);
			if (moved !== undefined)
				return fatal(moved.because, {evidence: [...evidence, ...moved.evidence], fix: moved.fix});
			const late = isOverloaded(node) && /timeout|timed out|no answer/i.test(missing) && !kubeletSaysSo(server, node);
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

/** A busy node is late itself; where the kubelet, which waits longer, does not get through either, nobody answers. */
function kubeletSaysSo(server: string, node: NodeSnapshot): boolean {
	const sinceUs = (node.takenAtMs - 60_000) * 1000;
	const host = server.replace(/^https?:\/\//, '');
	return (known(node.journal) ?? []).some(
		line =>
			line.includes('"kubelet.service"') &&
			line.includes(host) &&
			/i\/o timeout|Client\.Timeout exceeded|deadline exceeded|connection refused|no route to host/.test(line) &&
			Number(/"__REALTIME_TIMESTAMP":"(\d+)"/.exec(line)?.[1] ?? 0) > sinceUs,
	);
}

/** The API server runs here, and the address under which it is known is on no interface any more. */
function addressGone(
	server: string,
	node: NodeSnapshot,
): {readonly because: string; readonly evidence: readonly Evidence[]; readonly fix: readonly Fix[]} | undefined {
	const host = /^https?:\/\/(\d+\.\d+\.\d+\.\d+)(?::\d+)?\/?$/.exec(server)?.[1];
	const own = (node.state?.addresses ?? []).filter(address => /^[\d.]+$/.test(address) && !address.startsWith('127.'));
	if (host === undefined || own.length === 0 || own.includes(host) || host.startsWith('127.')) return undefined;
	const service = unit(node, 'kube-apiserver.service')?.files.flatMap(({text}) => text.split('\n')) ?? [];
	const manifest = (node.state?.staticPods ?? []).flatMap(({flags}) => flags);
	const set = manifest.find(({name, value}) => name === '--advertise-address' && value === host);
	const inUnit = service.some(line => line.includes(`--advertise-address=${host}`));
	if (set === undefined && !inUnit) return undefined;
	const links = node.state?.links ?? [];
	const link = links.find(({isWayOut}) => isWayOut) ?? links.find(({name}) => /^(?:eth|en|bond)/.test(name));
	return {
		because: `the API server of this machine is to be at ${host}, which none of its interfaces has any more (${own.join(', ')}): the address of the node changed`,
		evidence: [...(set ? [at(set)] : []), {source: '/proc/net/fib_trie', text: own.join(' ')}],
		fix: [
			link === undefined
				? advice(`ip addr add ${host}/PREFIX dev LINK`)
				: run('ip', 'addr', 'add', `${host}/32`, 'dev', link.name),
			advice(
				'and give it back for good where the address comes from (DHCP reservation, netplan, /etc/network): certificates, etcd and every kubeconfig name it',
			),
		],
	};
}
