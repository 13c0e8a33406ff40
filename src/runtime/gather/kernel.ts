import type {Reader} from '../../host/host.ts';
import type {Kernel} from '../../model/node-system.ts';
import {Absent, namesIn, part, textIfAny} from './part.ts';

const modules = ['overlay', 'br_netfilter', 'nf_conntrack', 'ip_vs'];
const sysctls = [
	'net.ipv4.ip_forward',
	'net.bridge.bridge-nf-call-iptables',
	'net.bridge.bridge-nf-call-ip6tables',
	'vm.overcommit_memory',
	'vm.panic_on_oom',
	'kernel.panic',
	'kernel.panic_on_oops',
	'kernel.pid_max',
	'fs.inotify.max_user_instances',
	'user.max_user_namespaces',
	'net.ipv4.ip_local_port_range',
	'net.core.somaxconn',
	'net.netfilter.nf_conntrack_max',
	'fs.inotify.max_user_watches',
	'fs.file-max',
	'fs.nr_open',
	'fs.mount-max',
	'kernel.threads-max',
	'vm.max_map_count',
];

/** What the kernel can and is set to, and what will be set again at the next boot. */
export async function gatherKernel(reader: Reader): Promise<Kernel> {
	const text = (path: string) => textIfAny(reader, path);
	const [filesystems, loaded, built, values, swaps, memory, mounts, persisted, atBoot] = await Promise.all([
		text('/proc/filesystems'),
		text('/proc/modules'),
		Promise.all(modules.map(name => reader.kindOf(`/sys/module/${name}`).catch(() => undefined))),
		Promise.all(sysctls.map(name => text(`/proc/sys/${name.replaceAll('.', '/')}`))),
		text('/proc/swaps'),
		text('/proc/meminfo'),
		text('/proc/self/mountinfo'),
		linesUnder(reader, ['/usr/lib/sysctl.d', '/run/sysctl.d', '/etc/sysctl.d'], ['/etc/sysctl.conf']),
		linesUnder(reader, ['/usr/lib/modules-load.d', '/run/modules-load.d', '/etc/modules-load.d'], ['/etc/modules']),
	]);
	const inUse = new Set((loaded ?? '').split('\n').map(line => line.split(' ')[0]));
	const amount = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(memory ?? '')?.[1]) || undefined;
	return {
		filesystems: (filesystems ?? '').split('\n').flatMap(line => line.trim().split(/\s+/).at(-1) || []),
		modules: modules.filter((name, index) => inUse.has(name) || built[index] !== undefined),
		sysctls: Object.fromEntries(
			sysctls.flatMap((name, index) => (values[index] === undefined ? [] : [[name, values[index].trim()]])),
		),
		persistedSysctls: persisted.flatMap(({path, line, text: said}) => {
			const [, name, value] = /^-?([\w./*-]+)\s*=\s*(.*)$/.exec(said) ?? [];
			return name === undefined || value === undefined ? [] : [{name: name.replaceAll('/', '.'), value, path, line}];
		}),
		persistedModules: atBoot.map(({path, line, text: name}) => ({name, value: '', path, line})),
		swaps: (swaps ?? '')
			.split('\n')
			.slice(1)
			.flatMap(line => {
				const [device, , size] = line.trim().split(/\s+/);
				return device && size ? [{device, sizeKib: Number(size)}] : [];
			}),
		cgroups: await part(() => cgroupsOf(mounts)),
		totalMemoryKib: amount('MemTotal'),
		availableMemoryKib: amount('MemAvailable'),
	};
}

function cgroupsOf(mounts: string | undefined): '1' | '2' | 'hybrid' {
	const cgroup = (mounts ?? '').split('\n').filter(line => / \/sys\/fs\/cgroup/.test(line));
	const [v1, v2] = [cgroup.some(line => / - cgroup /.test(line)), cgroup.some(line => / - cgroup2 /.test(line))];
	if (v1) return v2 ? 'hybrid' : '1';
	if (v2) return '2';
	throw new Absent('no cgroups are mounted at /sys/fs/cgroup');
}

async function linesUnder(reader: Reader, folders: readonly string[], files: readonly string[]) {
	const names = await Promise.all(
		folders.map(async folder =>
			(await namesIn(reader, folder)).filter(name => name.endsWith('.conf')).map(name => `${folder}/${name}`),
		),
	);
	const paths = [...names.flat(), ...files];
	const texts = await Promise.all(paths.map(path => textIfAny(reader, path)));
	return paths.flatMap((path, index) =>
		(texts[index] ?? '').split('\n').flatMap((raw, at) => {
			const text = raw.trim();
			return text === '' || /^[#;]/.test(text) ? [] : [{path, line: at + 1, text}];
		}),
	);
}
