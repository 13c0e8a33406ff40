import {textAt} from '../../model/containerd-config.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import type {Places} from './node-state.ts';
import {usualManifests} from './pki-folder.ts';

/** Folders and files that the services of this node, as they are set up, work with. */
export function placesOf(
	{kubelet, containerd, docker}: Pick<NodeSnapshot, 'kubelet' | 'containerd' | 'docker'>,
	programs: readonly string[],
): Places {
	const data = known(containerd.effective) ?? known(containerd.config)?.data;
	const roots = [textAt(data, 'root'), '/var/lib/containerd'];
	const dockerRoots = [textAt(known(docker.config)?.data, 'data-root'), known(docker.info)?.rootDir, '/var/lib/docker'];
	const distinct = (all: ReadonlyArray<string | undefined>) => [...new Set(all.filter(path => path !== undefined))];
	return {
		written: [
			'/run',
			textAt(data, 'state') ?? '/run/containerd',
			'/var/log',
			'/var/lib/kubelet',
			'/var/log/pods',
			'/var/lib/kubelet/pods',
			'/var/lib/kubelet/pki',
			'/var/lib/cni',
			'/var/lib/etcd',
			...distinct([...roots, ...dockerRoots]),
		],
		resolvConf: settingOf(kubelet, '--resolv-conf', 'resolvConf') ?? '/etc/resolv.conf',
		containerdRoots: distinct(roots),
		dockerRoots: distinct(dockerRoots),
		programs,
		manifests: manifestsOf(kubelet),
	};
}

/** The folder of static pods. */
export function manifestsOf(kubelet: NodeSnapshot['kubelet']): string {
	return settingOf(kubelet, '--pod-manifest-path', 'staticPodPath') ?? usualManifests;
}

function settingOf({flags, config}: NodeSnapshot['kubelet'], flag: string, key: string): string | undefined {
	return (
		flags.findLast(({name}) => name === flag)?.value ??
		known(config)?.settings.findLast(({name, value}) => name === key && value !== '')?.value
	);
}
