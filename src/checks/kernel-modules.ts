import {hasKubelet} from './about.ts';
import {type Check, fatal, ok, skipped, warning} from './check.ts';
import {run} from './fixes.ts';

export const kernelModules: Check = {
	id: 'kernel-modules',
	title: 'kernel: overlay and br_netfilter',
	explains: ['br-netfilter'],
	look(node) {
		const {filesystems, modules, sysctls} = node.kernel;
		if (filesystems.length === 0) return skipped('/proc/filesystems cannot be read');
		if (!filesystems.includes('overlay') && !modules.includes('overlay')) {
			return fatal('the kernel has no overlay filesystem now: no container of containerd or docker can start', {
				evidence: [{source: '/proc/filesystems', text: 'no overlay'}],
				fix: [run('modprobe', 'overlay'), persist('overlay')],
			});
		}
		const bridged = modules.includes('br_netfilter') || sysctls['net.bridge.bridge-nf-call-iptables'] !== undefined;
		if (!bridged && hasKubelet(node)) {
			return warning(
				'br_netfilter is not loaded: traffic between pods on one bridge passes iptables by, so Services do not work from pods beside their backends; docker used to load it',
				{
					evidence: [{source: '/proc/sys/net/bridge', text: 'is not there'}],
					fix: [run('modprobe', 'br_netfilter'), persist('br_netfilter')],
				},
			);
		}
		return ok('both are');
	},
};

function persist(module: string) {
	const script = `echo ${module} >> /etc/modules-load.d/k8s.conf`;
	return {text: script, argv: ['sh', '-c', script] as const};
}
