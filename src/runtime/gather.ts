import type {Reader} from '../host/host.ts';
import {textAt} from '../model/containerd-config.ts';
import {criDockerdName, isOfCriDockerd} from '../model/cri-dockerd.ts';
import {nodeNameOf} from '../model/node-name.ts';
import {type KubeletSnapshot, known, type NodeSnapshot, type Part} from '../model/node-snapshot.ts';
import {criSockets} from './cri-sockets.ts';
import {gatherCertificates} from './gather/certificates.ts';
import {gatherCni} from './gather/cni.ts';
import {gatherContainerd} from './gather/containerd.ts';
import {gatherCrictl} from './gather/crictl.ts';
import {gatherDocker} from './gather/docker.ts';
import {gatherDiversions, gatherFirewall, gatherNftables, gatherOtherTables} from './gather/firewall.ts';
import {flagsOfUnit} from './gather/flags.ts';
import {gatherJournal} from './gather/journal.ts';
import {gatherKernel} from './gather/kernel.ts';
import {gatherKubelet} from './gather/kubelet.ts';
import {gatherNode} from './gather/kubernetes.ts';
import {dockerFiles, namedPaths, socketPlaces} from './gather/named-paths.ts';
import {gatherNamespaces} from './gather/namespaces.ts';
import {part, textIfAny} from './gather/part.ts';
import {manifestsOf} from './gather/places-of.ts';
import {gatherPodWords} from './gather/pod-words.ts';
import {gatherProcesses} from './gather/processes.ts';
import {gatherKinds, gatherPrograms, gatherSockets} from './gather/sockets.ts';
import {gatherClock, gatherDisks, gatherLeftovers, gatherSystem} from './gather/system.ts';
import {gatherUnits} from './gather/units.ts';
import {gatherWholeState} from './gather/whole-state.ts';
import {within} from './gather/within.ts';

export type GatherOptions = {
	readonly hostname: string;
	readonly nowMs: number;
	/** `--runtime-endpoint`: instead of the kubelet's. */
	readonly endpoint?: string;
	/** `--kubeconfig`: instead of the kubelet's. */
	readonly kubeconfig?: string;
	/** Leave out what only a check-up looks at: journal, clock, certificates, listening sockets, disks. It is a third as dear. */
	readonly brief?: true;
	/** For the API server. Default 4000: a check-up is quick; who changes a node has time. */
	readonly patienceMs?: number;
};

/** A check-up answers within ten seconds, also where everything hangs. */
const budgetMs = 7500;

const leftOut = {missing: 'not looked at'} as const;

/**
 * Everything that is known of the node at this moment. Nothing is changed; what does not answer within some seconds is
 * missing from the snapshot, and all of it together takes no longer than the budget.
 */
export async function gatherSnapshot(host: Reader, options: GatherOptions): Promise<NodeSnapshot> {
	const {brief} = options;
	const reader = brief ? host : within(host, budgetMs);
	const unitsPart = part(() => gatherUnits(reader));
	const independent = Promise.all([
		gatherSystem(reader),
		gatherKernel(reader),
		brief ? leftOut : part(() => gatherSockets(reader)),
		brief ? leftOut : part(() => gatherClock(reader)),
		gatherLeftovers(reader),
		brief ? leftOut : part(() => gatherJournal(reader, options.nowMs, unitsPart.then(known))),
		textIfAny(reader, '/etc/hostname'),
		brief ? leftOut : part(() => gatherFirewall(reader)),
		brief ? leftOut : part(() => gatherDiversions(reader)),
		brief ? leftOut : part(() => gatherNftables(reader)),
	]);
	// Waited for further down: one that fails before that must not end the program.
	independent.catch(() => {});
	const [units, processes] = await Promise.all([unitsPart, gatherProcesses(reader)]);
	const unit = (name: string) => known(units)?.[name];
	const containerdFirst = gatherContainerd(reader, unit('containerd.service'), processes);
	containerdFirst.catch(() => {});
	const kubelet = await gatherKubelet(reader, unit('kubelet.service'), processes);
	const kubeconfig = kubelet.flags.findLast(({name}) => name === '--kubeconfig')?.value;
	const nodeName = nodeNameOf(kubelet.flags, options.hostname);
	const access = options.kubeconfig ?? kubeconfig ?? '/etc/kubernetes/kubelet.conf';
	const paths = [
		'/',
		'/run',
		'/var',
		'/var/log',
		'/var/log/pods',
		'/var/lib/etcd',
		'/var/lib/kubelet',
		'/var/lib/containerd',
		'/var/lib/docker',
		'/tmp',
	];
	const besides = Promise.all([
		gatherDocker(reader, {
			runs: processes.some(({name}) => name === 'dockerd'),
			unit: unit('docker.service'),
			criUnit: unit(`${criDockerdName(units)}.service`),
		}),
		brief ? {certificates: [], kubeconfigs: []} : gatherCertificates(reader, kubeconfig, manifestsOf(kubelet)),
		part(() => gatherNode(reader, nodeName, access, options)),
		brief ? leftOut : part(() => gatherPodWords(reader, nodeName, access)),
		findEndpoint(reader, options, kubelet.endpoint).then(async url => gatherCrictl(reader, url)),
	]);
	besides.catch(() => {});
	const containerd = await containerdFirst;
	const data = known(containerd.effective) ?? known(containerd.config)?.data;
	const criDockerdFlags = flagsOfUnit(unit(`${criDockerdName(units)}.service`)?.files ?? [], []);
	const [cni, namespaces, some, programs, disks] = await Promise.all([
		gatherCni(
			reader,
			data,
			usesCriDockerd(kubelet, {docker: {criDockerdFlags}, units}) ? criDockerdFlags : undefined,
			kubelet.flags,
		),
		part(() => gatherNamespaces(reader, containerd.address)),
		gatherKinds(reader, [
			containerd.address,
			...namedPaths(kubelet, data),
			...socketPlaces([criDockerdFlags, flagsOfUnit(unit('docker.service')?.files ?? [], [])].flat()),
		]),
		gatherPrograms(reader),
		brief
			? leftOut
			: part(() =>
					gatherDisks(reader, [...new Set([...paths, ...(textAt(data, 'root') ? [textAt(data, 'root') ?? '/'] : [])])]),
				),
	]);
	const [docker, papers, node, pods, crictl] = await besides;
	const toldDocker = dockerFiles((known(docker.config) as {data?: unknown} | undefined)?.data);
	const kinds = {...some, ...(await gatherKinds(reader, toldDocker))};
	// Only where nobody answers is a rule worth looking for in every corner.
	const otherTables = brief || 'value' in node ? leftOut : part(() => gatherOtherTables(reader));
	const state = brief
		? undefined
		: await gatherWholeState(reader, {kubelet, containerd, docker, cni, units, programs, node});
	const [system, kernel, sockets, clock, leftovers, journal, hostnameFile, firewall, diversions, nftables] =
		await independent;
	return {
		takenAtMs: options.nowMs,
		hostname: options.hostname,
		...(hostnameFile === undefined ? {} : {hostnameFile: hostnameFile.trim()}),
		system,
		kernel,
		units,
		processes,
		kubelet,
		containerd,
		crictl,
		docker,
		cni,
		namespaces,
		sockets,
		kinds,
		programs,
		disks,
		...papers,
		clock,
		leftovers,
		node,
		pods,
		...(state === undefined ? {} : {state}),
		firewall,
		diversions,
		nftables,
		otherTables: await otherTables,
		journal,
	};
}

function usesCriDockerd({endpoint}: KubeletSnapshot, told: Parameters<typeof isOfCriDockerd>[1]): boolean {
	const found = known(endpoint)?.value;
	return found !== undefined && isOfCriDockerd(found, told);
}

/** The kubelet's own endpoint, else the first socket that is there. */
async function findEndpoint(
	reader: Reader,
	{endpoint}: GatherOptions,
	kubelets: Part<{readonly value: string}>,
): Promise<string | undefined> {
	const named = endpoint ?? known(kubelets)?.value;
	if (named !== undefined) return named;
	const kinds = await Promise.all(criSockets.map(({path}) => reader.kindOf(path).catch(() => undefined)));
	return criSockets.find((_, index) => kinds[index] === 'socket')?.path;
}
