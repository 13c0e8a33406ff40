import {criImages, tableAt, valueAt} from '../model/containerd-config.ts';
import {known} from '../model/node-snapshot.ts';
import {needsContainerd} from './about.ts';
import {type Check, info, ok, skipped} from './check.ts';
import {advice} from './fixes.ts';

export const registryCredentials: Check = {
	id: 'registry-credentials',
	title: 'logins of registries',
	look(node) {
		if (!needsContainerd(node)) return skipped('containerd pulls nothing on this node');
		const configs = tableAt(criImages(known(node.containerd.config)?.data), 'registry', 'configs') ?? {};
		const withLogin = Object.keys(configs).filter(host => valueAt(configs, host, 'auth') !== undefined);
		if (withLogin.length > 0) {
			return info(`logins for ${withLogin.join(', ')} stand in config.toml, which a later containerd will not read`, {
				fix: [advice('imagePullSecrets, /var/lib/kubelet/config.json, or a credential provider of the kubelet')],
			});
		}
		const dockers = ['/root/.docker/config.json', '/etc/docker/config.json'].find(
			path => node.kinds[path] !== undefined,
		);
		if (dockers && node.kinds['/var/lib/kubelet/config.json'] === undefined) {
			return info(
				`${dockers} has docker's logins; containerd does not read it, and the kubelet reads /var/lib/kubelet/config.json`,
				{
					evidence: [{source: dockers, text: 'is there'}],
					fix: [advice(`cp ${dockers} /var/lib/kubelet/config.json, or imagePullSecrets`)],
				},
			);
		}
		return ok('none is kept where it is not read');
	},
};
