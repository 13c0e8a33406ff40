import type {Unit} from '../model/node-snapshot.ts';
import {needsContainerd, unit} from './about.ts';
import {type Check, info, ok, skipped} from './check.ts';
import {advice} from './fixes.ts';

export const proxy: Check = {
	id: 'proxy',
	title: 'proxy of containerd',
	look(node) {
		if (!needsContainerd(node)) return skipped('containerd pulls nothing on this node');
		const [dockers, own] = [proxyOf(unit(node, 'docker.service')), proxyOf(unit(node, 'containerd.service'))];
		if (dockers === undefined || own !== undefined)
			return ok(own === undefined ? 'neither has one' : 'containerd has one');
		return info(
			'docker.service has a proxy and containerd.service has none: what docker could pull, the kubelet cannot',
			{
				evidence: [{source: dockers.path, text: dockers.text}],
				fix: [
					advice(
						'mkdir -p /etc/systemd/system/containerd.service.d, copy the drop-in there, systemctl daemon-reload, systemctl restart containerd',
					),
				],
			},
		);
	},
};

function proxyOf(service: Unit | undefined) {
	for (const {path, text} of service?.files ?? []) {
		const line = text.split('\n').find(each => /^\s*Environment=.*https?_proxy/i.test(each));
		// What stands before @ is a password.
		if (line !== undefined) return {path, text: line.trim().replace(/\/\/[^@/]*@/, '//…@')};
	}
	return undefined;
}
