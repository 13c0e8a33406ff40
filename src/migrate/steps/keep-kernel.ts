import type {Kernel} from '../../model/node-system.ts';
import {isOnTarget, type MigrationFacts} from '../facts.ts';
import type {Change, Step} from '../step.ts';

const id = 'keep-kernel';
const modules = ['overlay', 'br_netfilter'];
const sysctls = ['net.ipv4.ip_forward', 'net.bridge.bridge-nf-call-iptables', 'net.bridge.bridge-nf-call-ip6tables'];
const modulesPath = '/etc/modules-load.d/of-docker.conf';
/** Letters come after digits: it counts more than 99-sysctl.conf. */
const sysctlsPath = '/etc/sysctl.d/zz-of-docker.conf';

/** What dockerd sets in the kernel each time it starts is set at every boot from now on. */
export const keepKernel: Step<MigrationFacts> = {
	id,
	title: 'keep what docker set in the kernel',
	why: 'dockerd loads overlay and br_netfilter and switches forwarding on when it starts. Without it nothing does after the next boot, and packets of pods are not forwarded.',
	source: 'kubernetes.io, Container Runtimes: Install and configure prerequisites; modules-load.d(5), sysctl.d(5)',
	watch: [],
	seconds: 0,
	looks: [],
	touches: [],
	settleMs: 0,
	check: facts => ({
		is: changes(facts).length === 0 || (isOnTarget(facts) && !facts.did.has(id)) ? 'done' : 'todo',
	}),
	plan: changes,
	verify: facts => (changes(facts).length === 0 ? undefined : 'a setting of the kernel is lost at the next boot'),
};

function changes({snapshot: {kernel}}: MigrationFacts): readonly Change[] {
	return [
		...fileOf(modulesPath, modulesLost(kernel), kernel.persistedModules),
		...fileOf(
			sysctlsPath,
			sysctlsLost(kernel).map(name => `${name} = 1`),
			kernel.persistedSysctls,
		),
	];
}

/** In the kernel now, and loaded by nothing at the next boot. */
function modulesLost({modules: loaded, persistedModules}: Kernel): readonly string[] {
	return modules.filter(
		name => loaded.includes(name) && !persistedModules.some(each => each.name.replaceAll('-', '_') === name),
	);
}

/** On now, and set by nothing at the next boot, or set to off. What is off now stays somebody's decision. */
function sysctlsLost({sysctls: now, persistedSysctls}: Kernel): readonly string[] {
	const inOrder = persistedSysctls.toSorted((a, b) => (orderOf(a.path) < orderOf(b.path) ? -1 : 1));
	return sysctls.filter(name => now[name] === '1' && inOrder.findLast(each => each.name === name)?.value !== '1');
}

/** By its name alone, whatever its folder. Source: sysctl.d(5); /etc/sysctl.conf is read as 99-sysctl.conf. */
function orderOf(path: string): string {
	return path === '/etc/sysctl.conf' ? '99-sysctl.conf' : path.slice(path.lastIndexOf('/') + 1);
}

/** A file of an earlier walk stays as it is: what is new goes beside it. */
function fileOf(
	path: string,
	lines: readonly string[],
	there: ReadonlyArray<{readonly path: string}>,
): readonly Change[] {
	if (lines.length === 0) return [];
	const free = there.some(each => each.path === path) ? path.replace(/\.conf$/, '-2.conf') : path;
	const after = `# docker set this when it started\n${lines.join('\n')}\n`;
	return [{kind: 'write', path: free, before: undefined, after}];
}
