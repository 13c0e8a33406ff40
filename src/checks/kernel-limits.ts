import type {NodeSnapshot} from '../model/node-snapshot.ts';
import {hasContainerd, hasKubelet} from './about.ts';
import {type Check, fatal, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {at, deleteLine, run} from './fixes.ts';

type Limit = {
	/** Below it a node does not work. */
	readonly least: number;
	/** What the kernel takes by itself, or what distributions set. */
	readonly usual: string;
	readonly why: string;
	readonly isFatal?: true;
};

/** Source: man proc_sys_fs, proc_sys_kernel, kernel Documentation/networking/ip-sysctl. */
const limits: Readonly<Record<string, Limit>> = {
	'net.ipv4.ip_local_port_range': {
		least: 1000,
		usual: '32768 60999',
		why: 'so few ports are there for connections to others; when they are used up, the API server and registries are out of reach',
		isFatal: true,
	},
	'fs.file-max': {least: 32_768, usual: '1048576', why: 'all programs together can open no more files', isFatal: true},
	'fs.nr_open': {
		least: 65_536,
		usual: '1048576',
		why: 'services with LimitNOFILE above it do not start',
		isFatal: true,
	},
	'fs.inotify.max_user_instances': {least: 32, usual: '8192', why: 'containerd and the kubelet cannot watch files'},
	'fs.inotify.max_user_watches': {least: 4096, usual: '524288', why: 'the kubelet cannot watch files'},
	'fs.mount-max': {least: 5000, usual: '100000', why: 'containers and volumes cannot be mounted'},
	'net.core.somaxconn': {least: 64, usual: '4096', why: 'calls are turned away as soon as some come at once'},
	'net.netfilter.nf_conntrack_max': {least: 8192, usual: '262144', why: 'packets are dropped when the table is full'},
	'kernel.pid_max': {least: 8192, usual: '4194304', why: 'no number is left for another process'},
	'kernel.threads-max': {least: 8192, usual: '1048576', why: 'no other thread can be started'},
	'vm.max_map_count': {least: 32_768, usual: '65530', why: 'programs cannot map memory'},
};

export const kernelLimitNames = Object.keys(limits);

/** What somebody set low: hardening of another machine, or a slip in a file of sysctl.d. */
export const kernelLimits: Check = {
	id: 'kernel-limits',
	title: 'kernel: how much there may be of what',
	explains: ['local-ports', 'inotify-limit', 'inotify-watches', 'file-max', 'conntrack-full'],
	look(node) {
		if (!hasKubelet(node) && !hasContainerd(node)) return skipped('there are no containers on this node');
		const {sysctls} = node.kernel;
		const low = kernelLimitNames.flatMap(name => {
			const [value, limit] = [sysctls[name], limits[name]];
			return value !== undefined && limit !== undefined && amountOf(value) < limit.least
				? [outcome(name, value, limit, node)]
				: [];
		});
		return worstOf(low, ok('none is too low'));
	},
};

/** `60000 60001` is a range of two. */
function amountOf(value: string): number {
	const [from = Number.NaN, to] = value.split(/\s+/).map(Number);
	return to === undefined ? from : to - from + 1;
}

function outcome(name: string, value: string, {usual, why, isFatal}: Limit, {kernel}: NodeSnapshot): Outcome {
	const same = (text: string) => text.trim().split(/\s+/).join(' ') === value.split(/\s+/).join(' ');
	const lines = kernel.persistedSysctls.filter(setting => setting.name === name && same(setting.value));
	return (isFatal ? fatal : warning)(`${name} is ${value.replaceAll('\t', ' ')}: ${why}`, {
		evidence: [{source: `sysctl ${name}`, text: value}, ...lines.map(at)],
		fix: [
			run('sysctl', '-w', `${name}=${usual}`),
			...lines.toSorted((one, other) => other.line - one.line).map(({path, line}) => deleteLine(path, line)),
		],
	});
}
