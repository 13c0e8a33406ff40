import type {CheckUp} from '../checks/run.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {plainText} from '../model/text.ts';

/** The shape of `rtconsole check --json`. Texts of the node are made harmless: they are for people, and argv is ours. */
export function checkJson(node: NodeSnapshot, {verdict, checks}: CheckUp): unknown {
	const [kubelet, containerd, docker, crictl] = [
		node.kubelet.version,
		node.containerd.version,
		node.docker.version,
		node.crictl.version,
	].map(part => known(part));
	return harmless({
		verdict,
		node: {
			hostname: node.hostname,
			os: node.system.name,
			kernel: node.system.kernel,
			architecture: node.system.architecture,
			kubelet,
			containerd,
			docker,
			crictl,
			endpoint: known(node.kubelet.endpoint)?.value ?? node.crictl.endpoint,
			cgroups: known(node.kernel.cgroups),
			takenAt: new Date(node.takenAtMs).toISOString(),
		},
		checks,
	});
}

function harmless(value: unknown): unknown {
	if (typeof value === 'string') return plainText(value);
	if (Array.isArray(value)) return value.map(harmless);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, each]) => [name, name === 'argv' ? each : harmless(each)]),
	);
}
