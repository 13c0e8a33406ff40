import {known, type NodeSnapshot, type Unit} from '../model/node-snapshot.ts';
import {needsContainerd, unit} from './about.ts';
import {type Check, fatal, info, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {advice} from './fixes.ts';
import {unitLines, withoutLines} from './parts/unit-lines.ts';

export const proxy: Check = {
	id: 'proxy',
	title: 'proxies of the services',
	follows: ['containerd-running'],
	explains: ['proxy-unreachable'],
	look(node) {
		const dead = [
			...deadProxy(node, 'kubelet', fatal, 'it reaches no API server'),
			...deadProxy(node, 'containerd', warning, 'no image can be pulled'),
			...deadProxy(node, 'docker', warning, 'no image can be pulled'),
		];
		if (dead.length > 0) return worstOf(dead, ok(''));
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

/** A proxy on this node at whose port nobody listens. One elsewhere is not asked: that would be no looking. */
function deadProxy(node: NodeSnapshot, name: string, grave: typeof fatal, comes: string): readonly Outcome[] {
	const sockets = known(node.sockets);
	const service = unit(node, `${name}.service`);
	if (sockets === undefined || service === undefined) return [];
	const settings = unitLines(service).filter(
		({name: key, value}) => key === 'Environment' && /^"?https?_proxy=\S+$/i.test(value),
	);
	const dead = settings.filter(({value}) => {
		const port = /:\/\/(?:[^@/]*@)?(?:127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})\/?"?$/.exec(value)?.[1];
		return port !== undefined && !sockets.some(({kind, address}) => kind === 'tcp' && address.endsWith(`:${port}`));
	});
	if (dead.length === 0) return [];
	return [
		grave(`the proxy of ${name} should be on this node, and nobody listens there: ${comes}`, {
			evidence: dead.map(({path, line, value}) => ({
				source: `${path}:${line}`,
				text: `Environment=${value.replace(/\/\/[^@/]*@/, '//…@')}`,
			})),
			fix: [advice('start that proxy, where there is no other way out; else:'), ...withoutLines(dead, service)],
		}),
	];
}
