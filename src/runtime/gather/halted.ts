import type {Reader} from '../../host/host.ts';
import type {Halted} from '../../model/node-state.ts';
import {namesIn, textIfAny} from './part.ts';

/** Those on which others wait: services, what they start, and a control plane. */
const awaited =
	/^(kubelet|containerd|dockerd|crio|cri-dockerd|conmon|docker-proxy|docker-containe|etcd|coredns|flanneld|calico|cilium|kube|systemd)/;
const cgroupsOfVersion1 = '/sys/fs/cgroup/freezer';
const cgroupsOfVersion2 = '/sys/fs/cgroup';
/** A container that is paused has a frozen cgroup of its own, and that is meant: only what holds many is looked at. */
const many = [
	'',
	...['burstable', 'besteffort'].map(name => `/kubepods/${name}`),
	...['burstable', 'besteffort'].map(name => `/kubepods.slice/kubepods-${name}.slice`),
	...['kubepods', 'kubepods.slice', 'docker', 'system.slice', 'machine.slice'].map(name => `/${name}`),
	...['kubelet', 'containerd', 'docker', 'crio', 'cri-docker', 'etcd', 'kube-apiserver'].map(
		name => `/system.slice/${name}.service`,
	),
];

/** What somebody stopped and nobody let go on. */
export async function gatherHalted(reader: Reader): Promise<readonly Halted[]> {
	const pids = (await namesIn(reader, '/proc')).filter(name => /^\d+$/.test(name));
	const stats = await Promise.all(pids.map(pid => textIfAny(reader, `/proc/${pid}/stat`)));
	const daemons = pids.filter((_, index) => daemon.test(stats[index] ?? ''));
	const own = await Promise.all(daemons.map(async pid => cgroupsOf(await textIfAny(reader, `/proc/${pid}/cgroup`))));
	const places = [...new Set([...many, ...own.flat()])];
	const frozen = await Promise.all(places.map(place => frozenAt(reader, place)));
	return [...frozen.flat(), ...stats.flatMap(stoppedIn)];
}

/** Started by systemd as a rule, and wherever somebody moved it. */
const daemon = /^\d+ \((kubelet|containerd|dockerd|crio|cri-dockerd|etcd)\) /;

/**
 * `8:freezer:/maint` and `0::/system.slice/kubelet.service`, each with all that it lies in. Those of pods are left out: a
 * container that is paused is meant to be.
 */
export function cgroupsOf(text: string | undefined): readonly string[] {
	const paths = [...(text ?? '').matchAll(/^\d+:(?:freezer|):(\/.+)$/gm)].map(([, path = '']) => path);
	return paths
		.filter(path => !/\/(kubepods|docker|machine)|\.\./.test(path))
		.flatMap(path => {
			const parts = path.split('/').slice(1);
			return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
		});
}

/** `812 (containerd-shim) T 1 …`: the name may hold anything. */
export function stoppedIn(stat: string | undefined): readonly Halted[] {
	const [, pid, name = '', state] = /^(\d+) \((.*)\) (\S)/s.exec(stat ?? '') ?? [];
	return state === 'T' && awaited.test(name) ? [{pid: Number(pid), name}] : [];
}

async function frozenAt(reader: Reader, place: string): Promise<readonly Halted[]> {
	const [one, two] = [`${cgroupsOfVersion1}${place}/freezer.state`, `${cgroupsOfVersion2}${place}/cgroup.freeze`];
	const [first, second] = await Promise.all([textIfAny(reader, one), textIfAny(reader, two)]);
	const cgroup = place || '/';
	return [
		...(/FREEZ|FROZEN/.test(first ?? '') ? [{cgroup, path: one, thaw: 'THAWED'}] : []),
		...(second?.trim() === '1' ? [{cgroup, path: two, thaw: '0'}] : []),
	];
}
