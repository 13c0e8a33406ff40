import {systemdCgroup, textAt, valueAt} from '../model/containerd-config.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {atLeast, configured, driverOfKubelet, flag, hasKubelet, networkMakers, runtimeOf} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {advice, at, replaceInLine, restart, run} from './fixes.ts';
import {containerdSettings} from './parts/containerd-settings.ts';
import {writeJson} from './parts/json-repair.ts';

const drivers = ['cgroupfs', 'systemd'];

export const cgroupDriver: Check = {
	id: 'cgroup-driver',
	title: 'cgroup driver on both sides',
	follows: ['containerd-config-syntax', 'containerd-config-version', 'containerd-config-ignored'],
	explains: [
		'cgroups-astray',
		'runc-cgroupspath',
		'kubelet-cgroup-docker',
		'ctd-systemd-cgroup-v1',
		'crictl-cgroup-parent',
	],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const own = flag(node, '--cgroup-driver') ?? configured(node, 'cgroupDriver');
		const kubelets = driverOfKubelet(node);
		const runtimes = ofRuntime(node);
		if (runtimes === undefined) return skipped('the runtime does not tell its driver');
		const [version, containerd] = [known(node.kubelet.version), known(node.containerd.version)];
		const asks =
			version !== undefined && atLeast(version, '1.34') && containerd !== undefined && atLeast(containerd, '2.0');
		if (kubelets === runtimes.driver) return ok(`both use ${kubelets}`);
		if (asks && runtimeOf(node) === 'containerd')
			return ok(`kubelet ${version} asks containerd ${containerd}: ${runtimes.driver}`);
		if (!drivers.includes(kubelets) && own !== undefined) {
			return fatal(`the kubelet's cgroup driver is ${kubelets}, which does not exist: it is cgroupfs or systemd`, {
				evidence: [at(own), runtimes.evidence],
				fix: [replaceInLine(own.path, own.line, kubelets, runtimes.driver), restart('kubelet')],
			});
		}
		const fails =
			runtimes.driver === 'systemd'
				? 'every new container fails with “expected cgroupsPath to be of format slice:prefix:name”'
				: runtimeOf(node) === 'dockershim'
					? 'the kubelet does not start'
					: 'pods start in cgroups where their limits do not hold, and two managers share one tree';
		return fatal(`the kubelet uses ${kubelets} and its runtime ${runtimes.driver}: ${fails}`, {
			evidence: [own ? at(own) : {source: 'kubelet', text: 'cgroupDriver is not set: cgroupfs'}, runtimes.evidence],
			fix: [
				...fixFor(node, kubelets),
				advice(
					"the kubelet's side comes from the cluster (ConfigMap kubelet-config); systemd on both sides is what a node with systemd should have in the end: drain first, change both, restart both",
				),
			],
		});
	},
};

function ofRuntime(node: NodeSnapshot) {
	const kind = runtimeOf(node);
	if (kind === 'dockershim' || kind === 'cri-dockerd') {
		const driver = known(node.docker.info)?.cgroupDriver;
		return driver ? {driver, evidence: {source: 'docker info', text: `Cgroup Driver: ${driver}`}} : undefined;
	}
	if (kind !== 'containerd') return undefined;
	const running = known(node.crictl.info)?.config;
	const handler = textAt(running, 'containerd', 'defaultRuntimeName') ?? 'runc';
	const used = valueAt(running, 'containerd', 'runtimes', handler, 'options', 'SystemdCgroup');
	const systemd = typeof used === 'boolean' ? used : systemdCgroup(known(node.containerd.effective));
	if (systemd === undefined) return undefined;
	const line = containerdSettings(node).findLast(({name}) => name.endsWith('.SystemdCgroup'));
	const evidence = line ? at(line) : {source: 'containerd config dump', text: `SystemdCgroup = ${systemd}`};
	return {driver: systemd ? 'systemd' : 'cgroupfs', evidence};
}

function fixFor(node: NodeSnapshot, kubelets: string) {
	if (runtimeOf(node) !== 'containerd') {
		const data = known(node.docker.config)?.data;
		const path = known(node.docker.config)?.path ?? '/etc/docker/daemon.json';
		const others = Array.isArray(data?.['exec-opts']) ? data['exec-opts'] : [];
		const opts = [
			...others.filter(each => !String(each).startsWith('native.cgroupdriver=')),
			`native.cgroupdriver=${kubelets}`,
		];
		if (data !== undefined)
			return [
				writeJson(path, {...data, 'exec-opts': opts}),
				restart('docker'),
				restart(...networkMakers(node), 'kubelet'),
			];
		return [
			advice(
				`"exec-opts": ["native.cgroupdriver=${kubelets}"] in /etc/docker/daemon.json, then: systemctl restart docker kubelet`,
			),
		];
	}
	const wanted = kubelets === 'systemd';
	const {configPath} = node.containerd;
	const config = known(node.containerd.config);
	const line = config?.settings.find(({name}) => name.endsWith('.SystemdCgroup'));
	if (line) return [run('sed', '-i', `${line.line}s/${!wanted}/${wanted}/`, line.path), restart('containerd')];
	const table =
		(config?.version ?? 2) >= 3
			? '[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]'
			: '[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]';
	const text = `${table}\n  SystemdCgroup = ${wanted}`;
	const exists = config?.settings.some(({name}) => `[${name}]` === table);
	if (exists) return [advice(`SystemdCgroup = ${wanted} in ${table} of ${configPath}`), restart('containerd')];
	return [run('sed', '-i', `$a ${text.replace('\n', '\\n')}`, configPath), restart('containerd')];
}
