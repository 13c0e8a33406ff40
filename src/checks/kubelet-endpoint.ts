import type {NodeSnapshot, Setting} from '../model/node-snapshot.ts';
import {known} from '../model/node-snapshot.ts';
import {atLeast, flag, hasKubelet, runtimeOf, socketPath} from './about.ts';
import {type Check, fatal, info, ok, skipped, warning} from './check.ts';
import {at, replaceInLine, restart} from './fixes.ts';
import {containerdSettings} from './parts/containerd-settings.ts';

const usual = 'unix:///run/containerd/containerd.sock';

export const kubeletEndpoint: Check = {
	id: 'kubelet-endpoint',
	title: "the kubelet's endpoint",
	follows: [
		'containerd-config-syntax',
		'containerd-plugin-names',
		'unit-masked',
		'containerd-running',
		'crio-running',
		'docker-running',
		'cri-dockerd-running',
	],
	explains: ['dial-dockershim', 'kubelet-dep-endpoint', 'kubelet-url-scheme', 'endpoint-wrong'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const endpoint = known(node.kubelet.endpoint);
		const version = known(node.kubelet.version) ?? '1.30';
		if (endpoint === undefined) {
			if (runtimeOf(node) === 'dockershim') return ok(`kubelet ${version} uses docker through its own dockershim`);
			return atLeast(version, '1.24') && !atLeast(version, '1.26')
				? ok('the kubelet looks for a known socket itself')
				: info('nothing names an endpoint: the kubelet takes unix:///run/containerd/containerd.sock');
		}
		if (runtimeOf(node) === 'dockershim' && !endpoint.value.includes('dockershim'))
			return ok('it is not used: the kubelet uses docker');
		if (/^(tcp|http):/.test(endpoint.value))
			return fatal(`${endpoint.value}: the kubelet takes unix sockets only`, to(endpoint, usual));
		const path = socketPath(endpoint.value);
		const kind = node.kinds[path] ?? node.kinds[path.replace(/^\/run\//, '/var/run/')];
		if (path.includes('dockershim') && atLeast(version, '1.24')) {
			return fatal(
				`${endpoint.value}: kubelet ${version} has no dockershim any more, so nobody makes this socket`,
				to(endpoint, usual),
			);
		}
		if (path.includes('dockershim') && flag(node, '--container-runtime')?.value === 'remote') {
			return fatal(
				`${endpoint.value}: with --container-runtime=remote the kubelet starts no dockershim, so nobody makes this socket`,
				to(endpoint, usual),
			);
		}
		if (kind === undefined && !listens(node, path)) {
			const astray = containerdElsewhere(node, path);
			if (astray !== undefined)
				return fatal(
					`${endpoint.value} is not there: containerd is told to listen at ${astray.value}, and the kubelet looks at the usual place`,
					{
						evidence: [at(astray), at(endpoint)],
						fix: [replaceInLine(astray.path, astray.line, astray.value, path), restart('containerd', 'kubelet')],
					},
				);
			const better = others(node, path)[0];
			return fatal(
				`${endpoint.value} is not there: the kubelet finds no runtime, and the node is NotReady`,
				better === undefined
					? {evidence: [at(endpoint)], fix: [restart(path.includes('crio') ? 'crio' : 'containerd')]}
					: to(endpoint, `unix://${better}`),
			);
		}
		if (!/^unix:\/\//.test(endpoint.value)) {
			return warning(
				`${endpoint.value} has no unix:// before it: deprecated since 1.24 and said in the log at every start; crictl 1.26 and kubeadm do not take it`,
				to(endpoint, `unix://${endpoint.value.replace(/^unix:/, '')}`),
			);
		}
		return ok(`${endpoint.value} is there`);
	},
};

function to(endpoint: Setting, better: string) {
	return {
		evidence: [at(endpoint)],
		fix: [replaceInLine(endpoint.path, endpoint.line, endpoint.value, better), restart('kubelet')],
	};
}

/** The kubelet asks where everybody else looks too, so that containerd is the one to be led back. */
function containerdElsewhere({containerd}: NodeSnapshot, path: string): Setting | undefined {
	const set = containerdSettings({containerd}).findLast(({name}) => name === 'grpc.address');
	return set !== undefined && `unix://${path}` === usual && set.value !== path ? set : undefined;
}

function listens(node: NodeSnapshot, path: string): boolean {
	return known(node.sockets)?.some(({address}) => socketPath(address) === path) ?? false;
}

/** Sockets of other runtimes that are there. */
function others(node: NodeSnapshot, path: string): readonly string[] {
	return Object.entries(node.kinds).flatMap(([other, kind]) =>
		kind === 'socket' && socketPath(other) !== path && !/docker\.sock|dockershim/.test(other) ? [other] : [],
	);
}
