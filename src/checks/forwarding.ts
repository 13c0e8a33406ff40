import type {NodeSnapshot} from '../model/node-snapshot.ts';
import {hasKubelet} from './about.ts';
import {type Check, fatal, ok, skipped, warning, worstOf} from './check.ts';
import {run} from './fixes.ts';

const wanted = [
	['net.ipv4.ip_forward', fatal, 'packets of pods are not forwarded: no pod reaches another node or a Service'],
	[
		'net.bridge.bridge-nf-call-iptables',
		warning,
		'traffic between pods on one bridge passes iptables by: Services do not work from pods beside their backends',
	],
] as const;

export const forwarding: Check = {
	id: 'forwarding',
	title: 'kernel: forwarding',
	follows: ['kernel-modules'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const found = wanted.flatMap(([name, grave, consequence]) => {
			const value = node.kernel.sysctls[name];
			if (value === undefined || value === '1') return [];
			const script = `echo ${name}=1 >> /etc/sysctl.d/k8s.conf`;
			return [
				grave(`${name} is ${value}: ${consequence}; docker used to set it`, {
					evidence: [{source: `sysctl ${name}`, text: value}, ...persisted(node, name)],
					fix: [run('sysctl', '-w', `${name}=1`), {text: script, argv: ['sh', '-c', script]}],
				}),
			];
		});
		return worstOf(found, ok('ip_forward and bridge-nf-call-iptables are 1'));
	},
};

function persisted({kernel}: NodeSnapshot, name: string) {
	return kernel.persistedSysctls
		.filter(setting => setting.name === name)
		.map(({path, line, value}) => ({source: `${path}:${line}`, text: `${name} = ${value}`}));
}
