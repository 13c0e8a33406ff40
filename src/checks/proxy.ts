import {known, type NodeSnapshot, type Unit} from '../model/node-snapshot.ts';
import {needsContainerd, unit} from './about.ts';
import {type Check, info, type Outcome, ok, skipped, warning} from './check.ts';
import {advice} from './fixes.ts';
import {unitLines, withoutLines} from './parts/unit-lines.ts';

export const proxy: Check = {
	id: 'proxy',
	title: 'proxy of containerd',
	follows: ['containerd-running'],
	explains: ['proxy-unreachable'],
	look(node) {
		if (!needsContainerd(node)) return skipped('containerd pulls nothing on this node');
		const dead = deadProxy(node);
		if (dead !== undefined) return dead;
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

/** A proxy on this node at whose port nobody listens. One elsewhere is not asked: that would be no looking. */
function deadProxy(node: NodeSnapshot): Outcome | undefined {
	const sockets = known(node.sockets);
	const service = unit(node, 'containerd.service');
	if (sockets === undefined || service === undefined) return undefined;
	const settings = unitLines(service).filter(
		({name, value}) => name === 'Environment' && /^"?https?_proxy=\S+$/i.test(value),
	);
	const dead = settings.filter(({value}) => {
		const port = /:\/\/(?:[^@/]*@)?(?:127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})\/?"?$/.exec(value)?.[1];
		return port !== undefined && !sockets.some(({kind, address}) => kind === 'tcp' && address.endsWith(`:${port}`));
	});
	if (dead.length === 0) return undefined;
	return warning('the proxy of containerd should be on this node, and nobody listens there: no image can be pulled', {
		evidence: dead.map(({path, line, value}) => ({
			source: `${path}:${line}`,
			text: `Environment=${value.replace(/\/\/[^@/]*@/, '//…@')}`,
		})),
		fix: [advice('start that proxy, where images come only through it; else:'), ...withoutLines(dead, service)],
	});
}
