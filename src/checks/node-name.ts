import {nodeNameOf} from '../model/node-name.ts';
import type {Kubeconfig, NodeSnapshot} from '../model/node-snapshot.ts';
import {flag, hasKubelet} from './about.ts';
import {type Check, fatal, type Outcome, ok, skipped, warning} from './check.ts';
import {at, restart, run} from './fixes.ts';

export const nodeName: Check = {
	id: 'node-name',
	title: 'name of the node',
	explains: ['node-name'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const path = flag(node, '--kubeconfig')?.value;
		const config = node.kubeconfigs.find(each => each.path === (path ?? '/etc/kubernetes/kubelet.conf'));
		const strange = ofAnotherNode(config, node);
		if (strange !== undefined) return strange;
		const named = /^system:node:(.+)$/.exec(config?.user ?? '')?.[1];
		if (config === undefined || named === undefined) return skipped('its client certificate names no node');
		const override = flag(node, '--hostname-override');
		const used = (override?.value ?? node.hostname).toLowerCase();
		if (used === named) {
			if (
				override === undefined &&
				node.hostnameFile !== undefined &&
				node.hostnameFile.toLowerCase() !== named &&
				node.hostnameFile !== ''
			) {
				return warning(
					`the node is called ${named} now, and /etc/hostname says ${node.hostnameFile}: after a boot the kubelet has another name than its certificate`,
					{
						evidence: [{source: '/etc/hostname:1', text: node.hostnameFile}],
						fix: [run('hostnamectl', 'set-hostname', named)],
					},
				);
			}
			return ok(`${used}`);
		}
		return fatal(
			`the kubelet calls itself ${used}, and its certificate is for ${named}: the API server refuses it (node "${used}" not found, is not allowed to modify node)`,
			{
				evidence: [
					{source: config.path, text: `certificate of ${config.user}`},
					override ? at(override) : {source: 'hostname', text: node.hostname},
				],
				fix: [
					override
						? run(
								'sed',
								'-i',
								`${override.line}s|--hostname-override=${override.value}|--hostname-override=${named}|`,
								override.path,
							)
						: node.hostnameFile?.toLowerCase() === named
							? run('hostname', named)
							: run('hostnamectl', 'set-hostname', named),
					restart('kubelet'),
				],
			},
		);
	},
};

const store = '/var/lib/kubelet/pki/kubelet-client-current.pem';

/** A machine that was cloned, or a backup of another: the kubeconfig is this node's, the certificate in the store is not. */
function ofAnotherNode(config: Kubeconfig | undefined, node: NodeSnapshot): Outcome | undefined {
	const used = nodeNameOf(node.kubelet.flags, node.hostname);
	const {shown, user} = config ?? {};
	if (config === undefined || shown === undefined || user !== `system:node:${used}`) return undefined;
	return fatal(
		`the kubelet shows the certificate of ${shown} (${store}), and this node is ${used}: the API server takes it for another and refuses it`,
		{
			evidence: [
				{source: store, text: `CN=${shown}`},
				{source: config.path, text: `CN=${user}`},
			],
			fix: [run('mv', store, `${store}.other`), restart('kubelet')],
		},
	);
}
