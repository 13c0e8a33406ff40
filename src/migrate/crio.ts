import {stringify} from 'smol-toml';
import {known} from '../model/node-snapshot.ts';
import {dockerSettings} from './docker-settings.ts';
import {flagValue, type MigrationFacts} from './facts.ts';
import {kubeletCgroupDriver, pauseImage} from './wanted.ts';

type File = {readonly path: string; readonly text: string; readonly mode?: number; readonly copyOf?: string};

/** Files that CRI-O needs for this kubelet. Source: crio.conf(5), crio.conf.d(5), containers-registries.conf(5). */
export function crioFiles(facts: MigrationFacts): readonly File[] {
	const driver = kubeletCgroupDriver(facts);
	const pause = pauseImage(facts);
	const {flags} = facts.snapshot.kubelet;
	const network = {
		...oneOf('network_dir', flagValue(flags, 'cni-conf-dir')),
		...oneOf('plugin_dirs', flagValue(flags, 'cni-bin-dir')?.split(',')),
	};
	const conf = {
		crio: {
			runtime: {cgroup_manager: driver, ...(driver === 'cgroupfs' ? {conmon_cgroup: 'pod'} : {})},
			...(pause === undefined ? {} : {image: {pause_image: pause}}),
			...(Object.keys(network).length === 0 ? {} : {network}),
		},
	};
	const certificates = facts.surroundings.registryFiles.map(({path, text}) => ({
		path: path.replace(/^\/etc\/docker\//, '/etc/containers/'),
		text,
		copyOf: path,
		...(path.endsWith('.key') ? {mode: 0o600} : {}),
	}));
	return [
		{path: '/etc/crio/crio.conf.d/10-of-kubelet.conf', text: stringify(conf)},
		{path: '/etc/containers/registries.conf.d/50-of-docker.conf', text: registriesOf(facts)},
		...certificates,
	];
}

const oneOf = <T>(name: string, value: T | undefined) => (value === undefined ? {} : {[name]: value});

/**
 * For docker `busybox` is docker.io/library/busybox; CRI-O refuses a short name unless it is told where to look. Seen on
 * CRI-O 1.37: ImageInspectError, though the image was there.
 */
const shortNames = {'unqualified-search-registries': ['docker.io']};

function registriesOf({snapshot}: MigrationFacts): string {
	if (known(snapshot.docker.config)?.broken) return stringify(shortNames);
	const settings = dockerSettings(snapshot);
	const texts = (key: string) => {
		const value = settings[key];
		return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
	};
	const insecure = texts('insecure-registries').filter(host => !/\/\d+$/.test(host));
	const hosts = texts('registry-mirrors').map(url => url.replace(/^https?:\/\//, '').replace(/\/+$/, ''));
	const hub =
		hosts.length === 0
			? []
			: [{prefix: 'docker.io', location: 'docker.io', mirror: hosts.map(location => mirrorOf(location, insecure))}];
	const registry = [...hub, ...insecure.map(location => ({location, insecure: true}))];
	return stringify(registry.length === 0 ? shortNames : {...shortNames, registry});
}

function mirrorOf(location: string, insecure: readonly string[]) {
	return insecure.includes(location.replace(/\/.*$/, '')) ? {location, insecure: true} : {location};
}
