import type {Reader} from '../../host/host.ts';
import {textAt} from '../../model/containerd-config.ts';
import {known, type NodeSnapshot} from '../../model/node-snapshot.ts';
import type {Needed} from './misplaced.ts';
import {namesIn} from './part.ts';

type Parts = Pick<NodeSnapshot, 'kubelet' | 'containerd' | 'docker' | 'cni' | 'units'>;

const inKubelet = 'pods plugins plugins_registry device-plugins pod-resources checkpoints pki'.split(' ');
const inDocker = 'containers image network overlay2 plugins tmp volumes buildkit runtimes swarm containerd trust'.split(
	' ',
);

/** Files and folders that the services of this node open at their start, or for each pod. */
export async function neededPlaces(reader: Reader, parts: Parts): Promise<readonly Needed[]> {
	const has = (name: string) => known(parts.units)?.[name]?.loadState === 'loaded';
	const [ofContainerd, ofDocker] = await Promise.all([
		has('containerd.service') ? containerdPlaces(reader, parts) : [],
		has('docker.service') ? dockerPlaces(parts) : [],
	]);
	const ofKubelet = has('kubelet.service') ? kubeletPlaces(parts) : [];
	const ofSystem = ['/etc/resolv.conf', '/etc/hosts', '/etc/machine-id', '/etc/crictl.yaml'].map(file(''));
	return [...ofKubelet, ...ofContainerd, ...ofDocker, ...ofSystem];
}

const file =
	(of: string, more: Pick<Needed, 'must' | 'full'> = {}) =>
	(path: string): Needed => ({path, wanted: 'file', of, ...more});
const folder =
	(of: string, more: Pick<Needed, 'must' | 'full'> = {}) =>
	(path: string): Needed => ({path, wanted: 'directory', of, ...more});

const socket =
	(of: string) =>
	(path: string): Needed => ({path, wanted: 'socket', of});

function kubeletPlaces({kubelet, units}: Parts): readonly Needed[] {
	const told = (name: string) => kubelet.flags.findLast(setting => setting.name === name)?.value;
	const set = (name: string) => known(kubelet.config)?.settings.findLast(setting => setting.name === name)?.value;
	const root = told('--root-dir') ?? '/var/lib/kubelet';
	const files = [told('--config'), told('--kubeconfig'), set('authentication.x509.clientCAFile')];
	const unit = known(units)?.['kubelet.service'];
	// Without it the kubelet is told nothing: whoever renames it to look at something else takes all flags away.
	const lacksDropIn = unit !== undefined && !unit.files.some(({text}) => /--kubeconfig/.test(text));
	return [
		...[root, ...inKubelet.map(name => `${root}/${name}`)].map(folder('kubelet')),
		...['device-plugins', 'pod-resources'].map(name => `${root}/${name}/kubelet.sock`).map(socket('kubelet')),
		...['/var/log/pods', '/var/log/containers', '/etc/kubernetes'].map(folder('kubelet')),
		...[told('--pod-manifest-path') ?? set('staticPodPath') ?? '']
			.filter(path => path.startsWith('/'))
			.map(folder('kubelet', {must: true})),
		folder('kubelet', {must: true})('/etc/kubernetes/pki'),
		folder('kubelet', {must: true})('/etc/kubernetes/pki/etcd'),
		...files.flatMap(path => (path?.startsWith('/') ? [path] : [])).map(file('kubelet', {must: true, full: true})),
		file('kubelet', {must: true})('/var/lib/kubelet/kubeadm-flags.env'),
		...(lacksDropIn
			? ['/etc', '/usr/lib'].map(place =>
					file('kubelet', {must: true})(`${place}/systemd/system/kubelet.service.d/10-kubeadm.conf`),
				)
			: []),
	];
}

async function containerdPlaces(reader: Reader, {containerd, cni}: Parts): Promise<readonly Needed[]> {
	const data = known(containerd.effective) ?? known(containerd.config)?.data;
	const [root, state] = [textAt(data, 'root') ?? '/var/lib/containerd', textAt(data, 'state') ?? '/run/containerd'];
	const own = (await namesIn(reader, root)).filter(name => name.startsWith('io.containerd.'));
	const networks = (await namesIn(reader, cni.confDir)).filter(name => /\.(conf|conflist|json)$/.test(name));
	return [
		...[root, state, ...own.map(name => `${root}/${name}`)].map(folder('containerd')),
		...[containerd.address, `${containerd.address}.ttrpc`].map(socket('containerd')),
		folder('containerd')(containerd.configPath.slice(0, containerd.configPath.lastIndexOf('/'))),
		file('containerd')(containerd.configPath),
		...[cni.confDir, ...cni.binDirs].map(folder('containerd', {must: true})),
		...networks.map(name => file('containerd', {full: true})(`${cni.confDir}/${name}`)),
		...['/var/lib/cni', '/var/lib/cni/networks', '/var/lib/cni/results'].map(folder('')),
	];
}

function dockerPlaces({docker}: Parts): readonly Needed[] {
	const root = textAt(known(docker.config)?.data, 'data-root') ?? known(docker.info)?.rootDir ?? '/var/lib/docker';
	return [
		folder('docker')('/etc/docker'),
		file('docker')('/etc/docker/daemon.json'),
		...[root, ...inDocker.map(name => `${root}/${name}`)].map(folder('docker')),
	];
}
