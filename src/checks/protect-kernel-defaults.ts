import {configured, flag, hasKubelet} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {at, restart, run} from './fixes.ts';

/** What the kubelet wants where protectKernelDefaults is on. Source: Kubernetes pkg/util/sysctl. */
const wanted = {'vm.overcommit_memory': '1', 'vm.panic_on_oom': '0', 'kernel.panic': '10', 'kernel.panic_on_oops': '1'};

export const protectKernelDefaults: Check = {
	id: 'protect-kernel-defaults',
	title: 'protectKernelDefaults',
	explains: ['protect-kernel-defaults'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const set = flag(node, '--protect-kernel-defaults') ?? configured(node, 'protectKernelDefaults');
		if (set?.value !== 'true') return ok('it is off');
		const {sysctls} = node.kernel;
		const wrong = Object.entries(wanted).filter(
			([name, value]) => sysctls[name] !== undefined && sysctls[name] !== value,
		);
		if (wrong.length === 0) return ok('it is on, and the kernel is set so');
		return fatal('protectKernelDefaults is on, and the kernel is set otherwise: the kubelet does not start', {
			evidence: [at(set), ...wrong.map(([name]) => ({source: `sysctl ${name}`, text: sysctls[name] ?? ''}))],
			fix: [run('sysctl', '-w', ...wrong.map(([name, value]) => `${name}=${value}`)), restart('kubelet')],
		});
	},
};
