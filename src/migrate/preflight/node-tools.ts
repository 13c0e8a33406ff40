import {runtimesOf, valueAt} from '../../model/containerd-config.ts';
import type {CniSnapshot} from '../../model/node-runtimes.ts';
import {known} from '../../model/node-snapshot.ts';
import type {MigrationFacts} from '../facts.ts';
import {type Check, go, noGo} from './finding.ts';

type Lack = {readonly stops: boolean; readonly text: string; readonly fix: readonly string[]};

/** What containerd and the network plugins start, and what they need of the kernel. A trial pod finds the rest. */
export const nodeTools: Check = {
	id: 'node-tools',
	title: 'programs and modules that pods need',
	look(facts) {
		const lacks = [...programsLacking(facts), ...kernelLacking(facts)];
		if (lacks.length === 0) return undefined;
		const because = lacks.map(({text}) => text).join('; ');
		const fix = lacks.map(({fix: argv}) => ({text: argv.join(' '), argv}));
		return lacks.some(({stops}) => stops) ? noGo(because, {fix}) : {...go(because), fix};
	},
};

function programsLacking({snapshot}: MigrationFacts): readonly Lack[] {
	const {programs, containerd, cni} = snapshot;
	// The walk itself brings containerd, and its package what belongs to it.
	const isHere = 'value' in containerd.binary;
	const named = Object.values(runtimesOf(known(containerd.effective) ?? {})).some(
		table => valueAt(table, 'options', 'BinaryName') || valueAt(table, 'runtime_path'),
	);
	const install = (...names: readonly string[]) => ['apt-get', 'install', '-y', ...names];
	const lacks: Lack[] = [];
	if (isHere && !named && programs.runc === undefined)
		lacks.push({stops: true, text: 'runc is not in PATH: containerd starts no container', fix: install('runc')});
	if (programs.iptables === undefined) {
		const masking = maskingWith(cni);
		const others = cni.files.flatMap(({plugins}) => plugins).filter(name => name === 'portmap' || name === 'firewall');
		const text =
			masking !== undefined
				? `iptables is not in PATH, and ${masking} wants it (ipMasq): no pod gets a network`
				: others.length > 0
					? `iptables is not in PATH, and the CNI plugin ${[...new Set(others)].join(', ')} calls it`
					: undefined;
		if (text !== undefined) lacks.push({stops: masking !== undefined, text, fix: install('iptables')});
	}
	return lacks;
}

/** The first configuration counts, as for containerd. nftables in its place is a choice of newer plugins. Source: CNI plugins 1.7, bridge, ipMasqBackend. */
function maskingWith({files}: CniSnapshot): string | undefined {
	const [first] = files.filter(({broken}) => !broken);
	const isMasking =
		/"ipMasq"\s*:\s*true/.test(first?.text ?? '') && !/"ipMasqBackend"\s*:\s*"nftables"/.test(first?.text ?? '');
	return isMasking ? first?.path : undefined;
}

function kernelLacking({snapshot: {kernel, containerd, cni}}: MigrationFacts): readonly Lack[] {
	const {filesystems, modules, sysctls} = kernel;
	const lacks: Lack[] = [];
	const others = /\bsnapshotter\s*=\s*["'](?!overlayfs)/.test(known(containerd.config)?.text ?? '');
	if (filesystems.length > 0 && !filesystems.includes('overlay') && !modules.includes('overlay') && !others)
		lacks.push({
			stops: true,
			text: 'the kernel has no overlay filesystem now, on which containerd keeps its containers',
			fix: ['modprobe', 'overlay'],
		});
	const isBridge = cni.files.some(({plugins}) => plugins.includes('bridge') || plugins.includes('flannel'));
	const isBridged = modules.includes('br_netfilter') || sysctls['net.bridge.bridge-nf-call-iptables'] !== undefined;
	if (filesystems.length > 0 && isBridge && !isBridged)
		lacks.push({
			stops: false,
			text: 'br_netfilter is not loaded: traffic between pods on one bridge passes Services by',
			fix: ['modprobe', 'br_netfilter'],
		});
	if (sysctls['net.ipv4.ip_forward'] === '0')
		lacks.push({
			stops: false,
			text: 'net.ipv4.ip_forward is 0: pods reach nothing beyond this node',
			fix: ['sysctl', '-w', 'net.ipv4.ip_forward=1'],
		});
	return lacks;
}
