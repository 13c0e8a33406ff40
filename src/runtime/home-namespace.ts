import {knownSocket} from './cri-sockets.ts';
import {mobyNamespace} from './docker-answers.ts';
import {socketPath} from './endpoint-url.ts';

/** containerd's namespace of the CRI plugin. */
export const criNamespace = 'k8s.io';

/** The containerd namespace in which the runtime behind an endpoint keeps the kubelet's containers. */
export function homeNamespace(endpoint: string): string {
	const path = socketPath(endpoint) ?? '';
	if (knownSocket(path)?.docker || /docker/.test(path.split('/').at(-1) ?? '')) return mobyNamespace;
	// CRI-O has no containerd; its containers get a name of their own here.
	return path.endsWith('crio.sock') ? 'crio' : criNamespace;
}
