import type {Reader} from '../host/host.ts';
import type {CriEndpoint} from '../model/facts.ts';
import {endpointUrl} from './endpoint-url.ts';
import {readKubeletConfig, readKubeletFlags} from './kubelet-flags.ts';
import {type ReadFile, readUnless} from './read-unless.ts';

const dropInFolders = [
	'/usr/lib/systemd/system/kubelet.service.d',
	'/lib/systemd/system/kubelet.service.d',
	'/etc/systemd/system/kubelet.service.d',
	'/run/systemd/system/kubelet.service.d',
];
/** In the order of the kubelet's command line: what stands later wins. */
const flagFiles = [
	'/usr/lib/systemd/system/kubelet.service',
	'/lib/systemd/system/kubelet.service',
	'/etc/systemd/system/kubelet.service',
];
const environmentFiles = ['/var/lib/kubelet/kubeadm-flags.env', '/etc/default/kubelet', '/etc/sysconfig/kubelet'];
/** The kubelet's configuration, and what kubeadm >= 1.32 writes for one node beside it. */
const configFiles = [
	'/var/lib/kubelet/config.yaml',
	'/var/lib/kubelet/instance-config.yaml',
	'/etc/kubernetes/kubelet/config.json',
	'/etc/kubernetes/kubelet/kubelet-config.json',
];
const k3sFiles = ['/etc/rancher/k3s/config.yaml', '/etc/rancher/rke2/config.yaml'];

const dockershim = '/var/run/dockershim.sock';

/** The endpoint that the kubelet of this node is told to use, read from its files; undefined without a kubelet. */
export async function findKubeletEndpoint(reader: Reader): Promise<CriEndpoint | undefined> {
	const read = readUnless(reader);
	const [texts, configs, k3s, shim] = await Promise.all([
		readFlagTexts(reader, read),
		Promise.all(configFiles.map(read)),
		Promise.all(k3sFiles.map(read)),
		reader.kindOf(dockershim).catch(() => undefined),
	]);
	const flags = texts.map(({path, text}) => ({path, ...readKubeletFlags(text)}));

	const flagged = flags.findLast(({endpoint}) => endpoint !== undefined);
	if (flagged?.endpoint !== undefined) return fromKubelet(flagged.endpoint, flagged.path);

	const configPath = flags.findLast(({config}) => config !== undefined)?.config;
	const named = configPath !== undefined && !configFiles.includes(configPath) ? [await read(configPath)] : [];
	for (const file of [...named, ...configs.toReversed()]) {
		const endpoint = file && readKubeletConfig(file.text);
		if (file && endpoint !== undefined) return fromKubelet(endpoint, file.path);
	}
	for (const file of k3s) {
		const endpoint = file && /^container-runtime-endpoint:[ \t]*["']?([^\s"'#]+)/m.exec(file.text)?.[1];
		if (file && endpoint) return fromKubelet(endpoint, file.path);
	}
	const exists = flags.length > 0 || configs.some(Boolean);
	// Until Kubernetes 1.23 a kubelet without any of these flags runs dockershim inside itself, and makes this socket.
	if (exists && shim === 'socket' && flags.findLast(({runtime}) => runtime)?.runtime !== 'remote')
		return fromKubelet(dockershim, 'its default: no --container-runtime-endpoint is set');
	return undefined;
}

function fromKubelet(endpoint: string, detail: string): CriEndpoint {
	return {url: endpointUrl(endpoint), source: 'kubelet', detail};
}

async function readFlagTexts(reader: Reader, read: ReadFile) {
	const [units, dropIns, environments] = await Promise.all([
		Promise.all(flagFiles.map(read)),
		Promise.all(dropInFolders.map(folder => readFolder(reader, read, folder))),
		Promise.all(environmentFiles.map(read)),
	]);
	return [...units, ...dropIns.flat(), ...environments].filter(file => file !== undefined);
}

async function readFolder(reader: Reader, read: ReadFile, folder: string) {
	const names = await reader.listNames(folder).catch(() => []);
	return Promise.all(names.filter(name => name.endsWith('.conf')).map(name => read(`${folder}/${name}`)));
}
