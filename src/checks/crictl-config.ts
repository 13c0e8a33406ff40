import {known} from '../model/node-snapshot.ts';
import {runtimeOf, socketPath} from './about.ts';
import {type Check, info, ok, skipped, warning} from './check.ts';
import {at, lineAt, run} from './fixes.ts';

/** Source: cri-tools pkg/common/file.go. */
const keys = ['runtime-endpoint', 'image-endpoint', 'timeout', 'debug', 'pull-image-on-create', 'disable-pull-on-run'];

export const crictlConfig: Check = {
	id: 'crictl-config',
	title: 'crictl.yaml',
	follows: ['kubelet-endpoint'],
	explains: ['crictl-no-config', 'crictl-default-endpoints'],
	look(node) {
		const {crictl} = node;
		if ('missing' in crictl.version && /no such program/.test(crictl.version.missing))
			return skipped('there is no crictl on this node');
		const kubelets = known(node.kubelet.endpoint)?.value ?? crictl.endpoint;
		const url = kubelets?.startsWith('/') ? `unix://${kubelets}` : kubelets;
		const set = (endpoint: string) =>
			run('crictl', 'config', '--set', `runtime-endpoint=${endpoint}`, '--set', `image-endpoint=${endpoint}`);
		if (runtimeOf(node) === 'dockershim') return skipped('the kubelet uses docker: docker ps shows the containers');
		const config = known(crictl.config);
		if (config === undefined) {
			if (url === undefined) return info('there is no /etc/crictl.yaml, and no endpoint to put in it');
			// Who works with docker looks at it with docker, and its packages make no such file.
			const grave = runtimeOf(node) === 'cri-dockerd' ? info : warning;
			return grave(
				'there is no /etc/crictl.yaml: crictl tries known sockets one after the other, warns each time, and may show another runtime (1.26 stops at dockershim.sock)',
				{
					evidence: [{source: '/etc/crictl.yaml', text: 'is not there'}],
					fix: [set(url)],
				},
			);
		}
		if (config.broken) {
			return warning(`${config.path} is not YAML: every crictl command fails`, {
				evidence: [lineAt(config.path, config.text, config.broken.line ?? 1)],
				fix: [run('rm', config.path), ...(url === undefined ? [] : [set(url)])],
			});
		}
		const stranger = config.settings.find(({name, value}) => value !== '' && !keys.includes(name.split('.')[0] ?? ''));
		if (stranger !== undefined) {
			return warning(
				`${stranger.name || stranger.value} in ${config.path} is no setting of crictl: every crictl command fails`,
				{
					evidence: [at(stranger)],
					fix: [run('rm', config.path), ...(url === undefined ? [] : [set(url)])],
				},
			);
		}
		const endpoint = config.settings.find(({name}) => name === 'runtime-endpoint');
		if (endpoint === undefined || endpoint.value === '') {
			return warning(`${config.path} names no runtime-endpoint: crictl tries known sockets one after the other`, {
				fix: url === undefined ? [] : [set(url)],
			});
		}
		if (url !== undefined && socketPath(endpoint.value) !== socketPath(url)) {
			return warning(
				`crictl asks ${endpoint.value}, and the kubelet uses ${url}: crictl shows other pods than those of this node, or fails`,
				{
					evidence: [
						at(endpoint),
						...(known(node.kubelet.endpoint) ? [at(known(node.kubelet.endpoint) ?? endpoint)] : []),
					],
					fix: [set(url)],
				},
			);
		}
		const {address} = node.containerd;
		const usual = '/run/containerd/containerd.sock';
		const isMoved = node.kinds[address] === 'socket' && address !== usual && node.kinds[usual] === undefined;
		if (url === undefined && isMoved && socketPath(endpoint.value) === usual)
			return warning(`crictl asks ${endpoint.value}, where nobody is, and containerd listens at ${address}`, {
				evidence: [at(endpoint), {source: node.containerd.configPath, text: `[grpc] address = ${address}`}],
				fix: [set(`unix://${address}`)],
			});
		if (!endpoint.value.startsWith('unix://')) {
			return info(`${endpoint.value} has no unix:// before it, which newer versions want`, {
				evidence: [at(endpoint)],
				fix: [set(`unix://${socketPath(endpoint.value)}`)],
			});
		}
		const images = config.settings.find(({name}) => name === 'image-endpoint');
		if (images && images.value !== '' && socketPath(images.value) !== socketPath(endpoint.value))
			return warning('runtime-endpoint and image-endpoint name two sockets', {
				evidence: [at(endpoint), at(images)],
				fix: [set(endpoint.value)],
			});
		return ok(endpoint.value);
	},
};
