import {cgroupPlaces} from '../../model/cgroup-places.ts';
import {runtimesOf, textAt} from '../../model/containerd-config.ts';
import {dockerFileKeys} from '../../model/docker-file-keys.ts';
import type {TomlTable} from '../../model/node-runtimes.ts';
import {type KubeletSnapshot, known, type Setting} from '../../model/node-snapshot.ts';

/** Places that settings name: it matters whether anything is there. */
export function namedPaths(kubelet: KubeletSnapshot, data: TomlTable | undefined): readonly string[] {
	const binaries = Object.values(runtimesOf(data)).map(runtime => textAt(runtime, 'options', 'BinaryName'));
	const specs = Object.values(runtimesOf(data)).map(runtime => textAt(runtime, 'base_runtime_spec'));
	const settings = known(kubelet.config)?.settings ?? [];
	const endpoint = known(kubelet.endpoint)?.value;
	const cgroups = settings.filter(({name}) => /^(kubeReservedCgroup|systemReservedCgroup|cgroupRoot)$/.test(name));
	return [
		...binaries,
		...specs,
		endpoint?.replace(/^unix:\/*/, '/').replace(/^\/var\/run\//, '/run/'),
		...cgroups.flatMap(({value}) => ['/sys/fs/cgroup', ...cgroupPlaces(value)]),
		settings.findLast(({name}) => name === 'staticPodPath')?.value,
		...['authentication.x509.clientCAFile', 'tlsCertFile', 'tlsPrivateKeyFile'].map(
			key => settings.findLast(({name}) => name === key)?.value,
		),
	].filter(path => path?.startsWith('/') === true) as readonly string[];
}

/** Files that daemon.json names. */
export function dockerFiles(data: unknown): readonly string[] {
	if (typeof data !== 'object' || data === null) return [];
	const told = data as Readonly<Record<string, unknown>>;
	return [...dockerFileKeys, 'containerd'].flatMap(key => {
		const path = told[key];
		return typeof path === 'string' && path.startsWith('/') ? [path.replace(/^\/var\/run\//, '/run/')] : [];
	});
}

/** Sockets that flags of docker and cri-dockerd name: `unix:///run/docker.sock`, or the path alone. */
export function socketPlaces(flags: readonly Setting[]): readonly string[] {
	return flags
		.filter(({name, value}) => value.startsWith('unix:') || (name === '--containerd' && value.startsWith('/')))
		.map(({value}) => value.replace(/^unix:\/*/, '/').replace(/^\/var\/run\//, '/run/'));
}
