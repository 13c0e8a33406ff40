import type {Reader} from '../../host/host.ts';
import type {DaemonProcess} from '../../model/node-snapshot.ts';
import {isInContainer} from '../pid-namespace.ts';
import {namesIn, textIfAny} from './part.ts';

const daemons = ['kubelet', 'containerd', 'dockerd', 'cri-dockerd', 'crio', 'k3s', 'rke2'];
/** Of static pods, most of all; the kernel keeps fifteen letters of a name. */
const controlPlane = ['kube-apiserver', 'etcd', 'kube-controller', 'kube-scheduler'];
/** Of the fields behind the state: when it started, in hundredths of a second since boot. Source: proc(5), `starttime`. */
const [startTicks, msPerTick] = [18, 10];

/** The daemons of this node that run, read from /proc. */
export async function gatherProcesses(reader: Reader): Promise<readonly DaemonProcess[]> {
	const pids = (await namesIn(reader, '/proc')).filter(name => /^\d+$/.test(name));
	const booted = /^btime (\d+)$/m.exec((await textIfAny(reader, '/proc/stat')) ?? '')?.[1];
	const bootedAtMs = booted === undefined ? undefined : Number(booted) * 1000;
	const all = await Promise.all(pids.map(pid => processOf(reader, Number(pid), bootedAtMs)));
	return all.filter(process => process !== undefined);
}

async function processOf(reader: Reader, pid: number, bootedAtMs?: number): Promise<DaemonProcess | undefined> {
	const name = (await textIfAny(reader, `/proc/${pid}/comm`))?.trim();
	if (name === undefined || ![...daemons, ...controlPlane].includes(name)) return undefined;
	const [commandLine, stat, status] = await Promise.all([
		textIfAny(reader, `/proc/${pid}/cmdline`),
		textIfAny(reader, `/proc/${pid}/stat`),
		textIfAny(reader, `/proc/${pid}/status`),
	]);
	if (daemons.includes(name) && isInContainer(status)) return undefined;
	// After the name in brackets, which may hold anything.
	const [state = '?', ...fields] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
	const startedAtMs = (bootedAtMs ?? Number.NaN) + Number(fields[startTicks]) * msPerTick;
	return {
		pid,
		name,
		argv: (commandLine ?? '').split('\0').filter(Boolean),
		state,
		...(Number.isNaN(startedAtMs) ? {} : {startedAtMs}),
	};
}
