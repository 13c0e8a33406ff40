import {known, type NodeSnapshot, type Unit} from '../model/node-snapshot.ts';
import {needsContainerd, unit} from './about.ts';
import {type Check, fatal, info, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {advice} from './fixes.ts';
import {recentLine} from './parts/recent-line.ts';
import {type UnitLine, unitLines, withoutLines} from './parts/unit-lines.ts';

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

/** One line may set several: `Environment="HTTP_PROXY=http://a:1" "HTTPS_PROXY=http://a:1"`. */
const proxies = /(?<![\w-])https?_proxy=([^\s"']+)/gi;

function isProxy({name, value}: UnitLine): boolean {
	return name === 'Environment' && value.search(proxies) >= 0;
}

function addressesIn(value: string): ReadonlyArray<{readonly host: string; readonly port: string}> {
	return [...value.matchAll(proxies)].flatMap(([, url = '']) => {
		const [, host, port] = /^(?:\w+:\/\/)?(?:[^@/]*@)?([\w.-]+|\[[\da-f:]+\]):(\d{1,5})\/?$/i.exec(url) ?? [];
		return host === undefined || port === undefined ? [] : [{host, port}];
	});
}

/** `HTTPS_PROXY=…` in a file that EnvironmentFile= names is as good as one in the unit. */
function variables(node: NodeSnapshot): readonly UnitLine[] {
	return node.kubelet.environmentFiles.flatMap(({path, text}) =>
		text.split('\n').map((line, index): UnitLine => {
			return {path, line: index + 1, name: 'Environment', value: line.trim(), isDropIn: false};
		}),
	);
}

/** A proxy on this node at whose port nobody listens. One elsewhere is not asked: that would be no looking. */
function deadProxy(node: NodeSnapshot, name: string, grave: typeof fatal, comes: string): readonly Outcome[] {
	const sockets = known(node.sockets);
	const service = unit(node, `${name}.service`);
	if (sockets === undefined || service === undefined) return [];
	const settings = [...unitLines(service), ...(name === 'kubelet' ? variables(node) : [])].filter(isProxy);
	// Not its other addresses: a pod with a hostPort answers there, and no socket shows it.
	const own = ['127.0.0.1', 'localhost', '[::1]'];
	// One elsewhere is not asked; the kubelet says itself that it does not get through.
	const said =
		name === 'kubelet' ? recentLine(node, 'kubelet.service', words => /proxyconnect/.test(words)) : undefined;
	const dead = settings.filter(({value}) => {
		if (said !== undefined) return true;
		return addressesIn(value).some(
			({host, port}) =>
				own.includes(host) && !sockets.some(({kind, address}) => kind === 'tcp' && address.endsWith(`:${port}`)),
		);
	});
	if (dead.length === 0) return [];
	return [
		grave(
			`the proxy of ${name} does not answer${said === undefined ? ' (nobody listens there on this node)' : ''}: ${comes}`,
			{
				evidence: [
					...dead.map(({path, line, value}) => ({
						source: `${path}:${line}`,
						text: `Environment=${value.replace(/\/\/[^@/]*@/, '//…@')}`,
					})),
					...(said === undefined ? [] : [{source: 'journalctl -u kubelet', text: said}]),
				],
				fix: [
					advice('start that proxy, where there is no other way out, and name the API server in NO_PROXY; else:'),
					...withoutLines(dead, service),
				],
			},
		),
	];
}
