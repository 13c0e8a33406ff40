import {hasKubelet, needsDocker} from './about.ts';
import {type Check, info, ok, skipped} from './check.ts';
import {advice} from './fixes.ts';

export const persistedKernel: Check = {
	id: 'persisted-kernel',
	title: 'kernel settings after a boot',
	follows: ['kernel-modules', 'forwarding'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const {persistedModules, persistedSysctls, modules, sysctls} = node.kernel;
		// It works and is no module: it is built into the kernel, and nothing needs to load it.
		const isBuiltIn = (name: string) =>
			name === 'br_netfilter' && !modules.includes(name) && sysctls['net.bridge.bridge-nf-call-iptables'] !== undefined;
		const lacking = [
			...['overlay', 'br_netfilter'].filter(
				name => !persistedModules.some(each => each.name.replaceAll('-', '_') === name) && !isBuiltIn(name),
			),
			...['net.ipv4.ip_forward', 'net.bridge.bridge-nf-call-iptables'].filter(
				name => !persistedSysctls.some(each => each.name === name && each.value === '1'),
			),
		];
		if (lacking.length === 0) return ok('modules-load.d and sysctl.d have them');
		const who = needsDocker(node)
			? 'docker sets them as long as it is there'
			: 'docker used to set them, and the network plugin may';
		return info(`no file sets ${lacking.join(', ')} at boot: ${who}`, {
			fix: [
				advice(
					'/etc/modules-load.d/k8s.conf: overlay, br_netfilter; /etc/sysctl.d/k8s.conf: net.ipv4.ip_forward=1, net.bridge.bridge-nf-call-iptables=1',
				),
			],
		});
	},
};
