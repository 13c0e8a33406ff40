import {criDockerdName} from '../model/cri-dockerd.ts';
import type {NodeSnapshot, Setting} from '../model/node-snapshot.ts';
import {runtimeOf, socketPath} from './about.ts';
import {type Check, type Fix, fatal, type Outcome, ok, skipped, worstOf} from './check.ts';
import {advice, at, removeFlag, replaceInLine, restart, run} from './fixes.ts';
import {likest} from './parts/likest.ts';

/** Source: cri-dockerd 0.3 `--help`; klog's and Go's own among them. */
const flags = new Set(
	`buildversion cni-bin-dir cni-cache-dir cni-conf-dir container-runtime-endpoint cri-dockerd-root-directory
	docker-endpoint help hairpin-mode image-pull-progress-deadline ipv6-dual-stack log-level network-plugin
	network-plugin-mtu pod-cidr pod-infra-container-image runtime-cgroups runtime-request-timeout streaming-bind-addr
	version add-dir-header alsologtostderr log-backtrace-at log-dir log-file log-file-max-size logtostderr one-output
	skip-headers skip-log-headers stderrthreshold v vmodule`
		.split(/\s+/)
		.map(name => `--${name}`),
);
const networkPlugins = ['cni', 'kubenet', 'no-op'];

export const criDockerdSettings: Check = {
	id: 'cri-dockerd-settings',
	title: 'flags of cri-dockerd',
	follows: ['unit-masked'],
	explains: ['docker-endpoint-wrong', 'cri-dockerd-down'],
	look(node) {
		if (runtimeOf(node) !== 'cri-dockerd') return skipped('the kubelet does not use it');
		const set = node.docker.criDockerdFlags;
		const plugin = set.findLast(({name}) => name === '--network-plugin');
		const found = [
			...set.flatMap(flag => [...stranger(flag, node), ...nowhere(flag, node), ...noPlugin(flag, node)]),
			...(plugin === undefined ? [] : besideCni(plugin, node)),
		];
		return worstOf(found, ok(`${set.length} of them, each is known`));
	},
};

function again(node: NodeSnapshot, change: Fix): readonly Fix[] {
	const name = criDockerdName(node.units);
	return [
		change,
		run('systemctl', 'daemon-reload'),
		run('systemctl', 'reset-failed', name),
		restart(`${name}.socket`, name),
	];
}

function stranger(flag: Setting, node: NodeSnapshot): readonly Outcome[] {
	// Without --help of the one that is here a flag that only looks strange may be newer: what is nearly a known one is a slip.
	const meant = likest(flag.name, flags);
	if (flags.has(flag.name) || meant === undefined) return [];
	return [
		fatal(`cri-dockerd does not know ${flag.name}; ${meant} is meant: it ends at once`, {
			evidence: [at(flag)],
			fix: again(node, replaceInLine(flag.path, flag.line, flag.name, meant)),
		}),
	];
}

/** It asks docker at a socket that is not there. */
function nowhere(flag: Setting, node: NodeSnapshot): readonly Outcome[] {
	if (flag.name !== '--docker-endpoint' || !flag.value.startsWith('unix:')) return [];
	const path = socketPath(flag.value);
	const hosts = node.docker.flags.filter(({name}) => name === '--host' || name === '--H').map(({value}) => value);
	if (path === '/run/docker.sock' || hosts.some(host => socketPath(host) === path)) return [];
	if (node.kinds[path] === 'socket') return [];
	return [
		fatal(`--docker-endpoint names ${path}, where no docker listens: cri-dockerd ends at once`, {
			evidence: [at(flag)],
			fix: again(node, removeFlag(flag)),
		}),
	];
}

function noPlugin(flag: Setting, node: NodeSnapshot): readonly Outcome[] {
	if (flag.name !== '--network-plugin' || flag.value === '' || networkPlugins.includes(flag.value)) return [];
	return [
		fatal(
			`--network-plugin=${flag.value} is none of ${networkPlugins.join(', ')}: cri-dockerd ends at once. Network plugins such as Calico are called through cni`,
			{evidence: [at(flag)], fix: again(node, replaceInLine(flag.path, flag.line, flag.value, 'cni'))},
		),
	];
}

/** A network of pods is set up here, and pods are put on docker's own bridge. Seen on cri-dockerd with kubelet 1.30.4. */
function besideCni(flag: Setting, node: NodeSnapshot): readonly Outcome[] {
	const {name, value, path, line} = flag;
	if (value !== '' && value !== 'no-op' && value !== 'kubenet') return [];
	const [file] = node.cni.files;
	if (file === undefined) return [];
	return [
		fatal(
			`${name}=${value} of cri-dockerd leaves ${file.path} aside: new pods are on docker's own bridge, with addresses that no other node reaches`,
			{
				evidence: [at(flag), {source: file.path, text: 'is there'}],
				fix: [
					...again(node, run('sed', '-i', '-E', `${line}s#${name}=(no-op|kubenet)?([" ]|$)#${name}=cni\\2#g`, path)),
					advice('pods that were made meanwhile keep their addresses: kubectl delete pod NAME, one by one'),
				],
			},
		),
	];
}
