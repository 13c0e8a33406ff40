import type {Reader} from '../../host/host.ts';
import {printedBy} from './part.ts';

/** Packages whose programs and libraries a runtime, a kubelet or a network plugin calls. */
const packages = [
	...[
		'containerd',
		'containerd.io',
		'runc',
		'docker.io',
		'docker-ce',
		'docker-ce-cli',
		'cri-tools',
		'cri-o',
		'kubelet',
	],
	...['containernetworking-plugins', 'kubernetes-cni', 'iptables', 'nftables', 'mount', 'util-linux', 'conntrack'],
	...[
		'ebtables',
		'ethtool',
		'socat',
		'iproute2',
		'iproute',
		'kmod',
		'libseccomp2',
		'libseccomp',
		'libmount1',
		'nfs-common',
	],
];
const looked = /^\/(usr\/|opt\/)?(local\/)?(s?bin|lib\/cni|libexec\/cni|cni\/bin|lib64|lib\/[\w-]+-linux-gnu)\/[^/]+$/;

/** Of the programs and libraries that these packages brought, those that are not there. */
export async function packageFilesGone(reader: Reader): Promise<readonly string[]> {
	const isDpkg = (await reader.kindOf('/var/lib/dpkg/status').catch(() => undefined)) === 'file';
	const argv = isDpkg ? (['dpkg-query', '-L', ...packages] as const) : (['rpm', '-ql', ...packages] as const);
	const printed = await printedBy(reader, argv, 2000).catch(() => '');
	const paths = printed.split('\n').flatMap(path => (looked.test(path) ? [inUsr(path)] : []));
	const kinds = await Promise.all(
		[...new Set(paths)].map(async path => ({path, kind: await reader.kindOf(path).catch(() => 'other' as const)})),
	);
	return kinds.filter(({kind}) => kind === undefined).map(({path}) => path);
}

/** Where /usr is merged a package may own a path without it. */
function inUsr(path: string): string {
	return /^\/(s?bin|lib\w*)\//.test(path) ? `/usr${path}` : path;
}
