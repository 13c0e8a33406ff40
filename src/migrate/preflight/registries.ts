import {known} from '../../model/node-snapshot.ts';
import {dockerSettings} from '../docker-settings.ts';
import {fromDocker} from '../wanted.ts';
import type {Check} from './finding.ts';

/** Mirrors, registries without TLS, certificates and logins: where each is afterwards. */
export const registries: Check = {
	id: 'registries',
	title: 'registries',
	look(facts) {
		const {logins, registryFiles} = facts.surroundings;
		const file = known(facts.snapshot.docker.config);
		const settings = file?.broken ? {} : dockerSettings(facts.snapshot);
		const told = ['registry-mirrors', 'insecure-registries'].flatMap(key => {
			const values = settings[key];
			return Array.isArray(values) && values.length > 0
				? [{source: 'docker', text: `${key}: ${values.join(', ')}`}]
				: [];
		});
		const hosts = [...new Set(registryFiles.map(({path}) => path.split('/').at(-2) ?? ''))];
		const people = logins.filter(({path}) => !path.startsWith('/var/lib/kubelet/'));
		const evidence = [
			...told,
			...hosts.map(host => ({source: '/etc/docker/certs.d', text: host})),
			...logins.map(({path, registries: names, helpers}) => ({
				source: path,
				text: `logins: ${[...names, ...helpers.map(name => `through ${name}`)].join(', ')}`,
			})),
		];
		if (evidence.length === 0) return undefined;
		const made = fromDocker(facts);
		const folder = made.containerd.registryConfigPath;
		const {hosts: there} = facts.snapshot.containerd;
		const own = there.flatMap(({path, text}) =>
			made.files.some(file => file.path === path && file.text !== text) ? [path] : [],
		);
		const because = [
			...(told.length > 0 && folder === undefined
				? ['what docker was told of registries is not carried over: docker-settings says why']
				: []),
			...(folder === undefined ? [] : [`mirrors, insecure registries and certificates go to ${folder}`]),
			...(own.length === 0
				? []
				: [
						`${own.join(', ')} is there and stays as it is: it counts from then on, and what docker was told of that registry does not`,
					]),
			...(people.length < logins.length ? ['the kubelet goes on reading its own logins'] : []),
			...(people.length === 0
				? []
				: [`${people.map(({path}) => path).join(', ')}: no pull of a pod reads it, and crictl pull does not either`]),
		];
		return {
			verdict: 'go',
			because: because.join('; '),
			evidence,
			fix:
				people.length === 0
					? []
					: [
							{
								text: 'crictl pull --creds USER, imagePullSecrets of pods, or a copy for the kubelet at /var/lib/kubelet/config.json (mode 0600)',
							},
						],
		};
	},
};
