import type {Reader} from '../host/host.ts';
import type {CriEndpoint} from '../model/facts.ts';
import {endpointUrl} from './endpoint-url.ts';
import {readKubeletFlags} from './kubelet-flags.ts';
import {isInContainer} from './pid-namespace.ts';
import {readUnless} from './read-unless.ts';

/** Programs that are a kubelet, or have one in them. */
const kubelets = ['kubelet', 'k3s', 'k3s-server', 'k3s-agent', 'k0s', 'kubelite'];

/** The endpoint on the command line of the kubelet that runs: files may have been changed since it started. */
export async function findRunningKubelet(reader: Reader): Promise<CriEndpoint | undefined> {
	const read = readUnless(reader);
	for (const {pid} of await processesNamed(['kubelet'], reader)) {
		const {endpoint} = readKubeletFlags((await read(`/proc/${pid}/cmdline`))?.text ?? '');
		if (endpoint !== undefined)
			return {url: endpointUrl(endpoint), source: 'kubelet', detail: `command line of process ${pid}`};
	}
	return undefined;
}

/** Whether this node's kubelet is there to do its work. */
export async function kubeletState(reader: Reader): Promise<'runs' | 'halted' | 'none'> {
	const found = await processesNamed(kubelets, reader);
	if (found.length === 0) return 'none';
	return found.every(({status}) => /^State:\s+T/m.test(status)) ? 'halted' : 'runs';
}

/** Processes of the node itself: those in containers are none of its own. */
async function processesNamed(
	wanted: readonly string[],
	reader: Reader,
): Promise<ReadonlyArray<{readonly pid: string; readonly status: string}>> {
	const read = readUnless(reader);
	const pids = (await reader.listNames('/proc')).filter(name => /^\d+$/.test(name));
	const names = await Promise.all(pids.map(async pid => (await read(`/proc/${pid}/comm`))?.text.trim() ?? ''));
	const found = pids.filter((_pid, index) => wanted.includes(names[index] ?? ''));
	const states = await Promise.all(
		found.map(async pid => ({pid, status: (await read(`/proc/${pid}/status`))?.text ?? ''})),
	);
	return states.filter(({status}) => !isInContainer(status));
}
