import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import type {StaticPod} from '../model/node-state.ts';
import {needsDocker} from './about.ts';
import {type Check, type Fix, fatal, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {advice, lineAt, restart, run} from './fixes.ts';
import {copies, unmounted} from './parts/control-plane-copies.ts';
import {absentFiles} from './parts/control-plane-files.ts';
import {refusedFlags} from './parts/control-plane-flags.ts';
import {unfitManifest} from './parts/control-plane-manifest.ts';
import {refusedProbes} from './parts/control-plane-probes.ts';
import {refusedSettings} from './parts/control-plane-refused.ts';
import {wantsTooMuch} from './parts/control-plane-requests.ts';
import {otherServers, unknownOnes} from './parts/control-plane-servers.ts';
import {misplaced} from './parts/control-plane-settings.ts';
import {unusualFiles} from './parts/control-plane-usual.ts';
import {otherKinds} from './parts/control-plane-volumes.ts';
import {repairSlip} from './parts/yaml-repair.ts';

/** The port on which each serves where no flag says another. Source: kubeadm's manifests. */
const ports: Readonly<Record<string, string>> = {
	etcd: '2379',
	'kube-apiserver': '6443',
	'kube-controller-manager': '10257',
	'kube-scheduler': '10259',
};
const phases: Readonly<Record<string, readonly string[]>> = {
	etcd: ['etcd', 'local'],
	'kube-apiserver': ['control-plane', 'apiserver'],
	'kube-controller-manager': ['control-plane', 'controller-manager'],
	'kube-scheduler': ['control-plane', 'scheduler'],
};

export const controlPlane: Check = {
	id: 'control-plane',
	title: 'static pods of the control plane',
	follows: [
		'control-plane-lists',
		'signing-keys',
		'certificates',
		'static-pods',
		'containerd-running',
		'crio-running',
		'docker-running',
		'kubelet-running',
		'runtime-answers',
		'read-only',
		'ports',
	],
	explains: [
		'static-pod-broken',
		'apiserver-admission',
		'apiserver-setting',
		'control-plane-file',
		'etcd-data-dir',
		'service-flag',
		'address-not-here',
	],
	look(node) {
		const pods = controlPlaneOf(node);
		if (pods.length === 0) return skipped('this node is no control plane of static pods');
		const found = [
			...pods.flatMap(pod => brokenFile(pod, node) ?? absentFiles(pod, node) ?? []),
			...refusedFlags(pods, pod => isDown(pod, node)),
			...pods.flatMap(pod => unfitManifest(pod, isDown(pod, node))),
			...pods.flatMap(refusedProbes),
			...pods.filter(pod => isDown(pod, node)).flatMap(pod => otherKinds(pod, node)),
			...pods.flatMap(pod => wantsTooMuch(pod, node)),
			...unusualFiles(pods, node.state?.kubernetesFiles ?? [], pod => 'missing' in node.node || isDown(pod, node)),
			...copies(pods),
			...pods.flatMap(unmounted),
			...misplaced(pods, node),
			...otherServers(pods, node),
			...unknownOnes(pods, node),
			...missingOnes(pods, node),
		];
		if (found.length > 0) return withRestart(worstOf(found, ok('')));
		const silent = pods.filter(pod => isDown(pod, node));
		const refused = refusedSettings(silent, pods);
		if (refused.length > 0) return withRestart(worstOf(refused, ok('')));
		return worstOf(
			silent.map(pod => down(pod, node)),
			ok(`${pods.length} of them serve`),
		);
	},
};

export function controlPlaneOf(node: NodeSnapshot): readonly StaticPod[] {
	const pods = node.state?.staticPods.filter(({name, path}) => ports[name] ?? ports[nameOfFile(path)]) ?? [];
	// One of them alone may be anything; where kubeadm made a control plane, two are left at least.
	const isWhole = pods.some(({path}) => nameOfFile(path) === 'kube-apiserver') || pods.length > 1;
	return isWhole ? pods : [];
}

function nameOfFile(path: string): string {
	return path.replace(/^.*\/|\.\w+$/g, '');
}

export function portOf({name, flags}: StaticPod): string | undefined {
	const urls = flags.find(flag => flag.name === '--listen-client-urls')?.value;
	return flags.find(flag => flag.name === '--secure-port')?.value ?? /:(\d+)(,|$)/.exec(urls ?? '')?.[1] ?? ports[name];
}

/** Nobody listens where it serves. Unknown where sockets could not be looked at. */
export function isDown(pod: StaticPod, node: NodeSnapshot): boolean {
	const sockets = known(node.sockets);
	const port = portOf(pod);
	return (
		port !== undefined && sockets?.some(({kind, address}) => kind === 'tcp' && address.endsWith(`:${port}`)) === false
	);
}

const ofManifest = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status']);

function brokenFile({path, text, broken}: StaticPod, node: NodeSnapshot): Outcome | undefined {
	if (broken === undefined) return undefined;
	// Beside it the kubelet would read the copy too.
	const keptAt = `/etc/kubernetes/${nameOfFile(path)}.yaml.before`;
	const slip = repairSlip(path, text, broken.line ?? 1, {keptAt, tops: ofManifest, only: true});
	return fatal(`${path} is not YAML (${broken.message}): the kubelet stops the pod, or does not start it`, {
		evidence: [lineAt(path, text, broken.line ?? 1)],
		fix: slip.length > 0 ? slip : madeAgain(nameOfFile(path), path, node),
	});
}

/** The kubelet waits longer after each attempt; started again it makes the next at once. */
function withRestart(found: Outcome): Outcome {
	return found.fix.some(({argv}) => argv) ? {...found, fix: [...found.fix, restart('kubelet')]} : found;
}

/** kubeadm writes a manifest as it was at `kubeadm init`. */
function madeAgain(name: string, path: string, node: NodeSnapshot): readonly Fix[] {
	const correct = advice(`correct ${path}; a copy of it must not lie in the same folder`);
	if (node.programs.kubeadm === undefined) return [correct];
	return [correct, run('kubeadm', 'init', 'phase', ...(phases[name] ?? []))];
}

/** What comes of it, and how grave it is, where one of them has no manifest and does not run. */
const lacking: Readonly<Record<string, readonly [typeof fatal, string]>> = {
	etcd: [fatal, 'the API server has no data and does not start'],
	'kube-apiserver': [fatal, 'nothing and nobody reaches the cluster through this node'],
	'kube-controller-manager': [warning, 'nothing is created, replaced or approved, unless another node has one'],
	'kube-scheduler': [warning, 'new pods stay Pending, unless another node has one'],
};

function missingOnes(pods: readonly StaticPod[], node: NodeSnapshot): readonly Outcome[] {
	const sockets = known(node.sockets);
	const apiServer = pods.find(pod => nameOfFile(pod.path) === 'kube-apiserver');
	const etcdUrls = apiServer?.flags.find(({name}) => name === '--etcd-servers')?.value ?? '';
	// An etcd of its own, outside of this node, has no manifest here.
	const isExpected = (name: string) => name !== 'etcd' || /\/\/(127\.0\.0\.1|localhost)/.test(etcdUrls);
	return Object.entries(lacking)
		.filter(([name]) => isExpected(name) && !pods.some(pod => nameOfFile(pod.path) === name))
		.filter(([name]) => sockets?.some(({address}) => address.endsWith(`:${ports[name]}`)) === false)
		.map(([name, [grave, what]]) => {
			const folder = pods[0]?.path.replace(/\/[^/]*$/, '') ?? '';
			return grave(`there is no manifest of ${name} in ${folder}, and it does not run here: ${what}`, {
				evidence: [{source: `ls ${folder}`, text: pods.map(pod => nameOfFile(pod.path)).join(' ')}],
				fix:
					node.programs.kubeadm === undefined
						? [advice(`put ${folder}/${name}.yaml back`)]
						: [run('kubeadm', 'init', 'phase', ...(phases[name] ?? []))],
			});
		});
}

function down(pod: StaticPod, node: NodeSnapshot): Outcome {
	const last = pod.log.at(-1);
	const list = needsDocker(node)
		? run('docker', 'ps', '-a', '--filter', `name=k8s_${pod.name}`)
		: run('crictl', 'ps', '-a', '--name', pod.name);
	const why =
		last === undefined ? ': its log, or that of the kubelet, says why' : `; it said last: ${last.slice(0, 300)}`;
	return fatal(`${pod.name} does not serve on port ${portOf(pod)}${why}`, {
		evidence: [
			{source: pod.path, text: `nobody listens on port ${portOf(pod)}`},
			...(last === undefined ? [] : [{source: `log of ${pod.name}`, text: last.slice(0, 300)}]),
		],
		fix: [list, advice(`the rest of it: tail -n 20 /var/log/pods/kube-system_${pod.name}-*/${pod.name}/*.log`)],
	});
}
