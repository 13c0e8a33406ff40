import type {Reader} from '../host/host.ts';
import type {CriEndpoint} from '../model/facts.ts';
import {endpointUrl} from './endpoint-url.ts';
import {readKubeletFlags} from './kubelet-flags.ts';
import {isInContainer} from './pid-namespace.ts';
import {readUnless} from './read-unless.ts';

/** The endpoint on the command line of the kubelet that runs: files may have been changed since it started. */
export async function findRunningKubelet(reader: Reader): Promise<CriEndpoint | undefined> {
	const read = readUnless(reader);
	const processes = (await reader.listNames('/proc')).filter(name => /^\d+$/.test(name));
	const names = await Promise.all(processes.map(async pid => (await read(`/proc/${pid}/comm`))?.text.trim()));
	for (const [index, name] of names.entries()) {
		if (name !== 'kubelet') continue;
		const pid = processes[index];
		if (isInContainer((await read(`/proc/${pid}/status`))?.text)) continue;
		const {endpoint} = readKubeletFlags((await read(`/proc/${pid}/cmdline`))?.text ?? '');
		if (endpoint !== undefined)
			return {url: endpointUrl(endpoint), source: 'kubelet', detail: `command line of process ${pid}`};
	}
	return undefined;
}
