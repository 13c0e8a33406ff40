import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {configured, flag, hasKubelet, unit} from './about.ts';
import {type Check, fatal, info, ok, skipped, warning} from './check.ts';
import {advice, at, replaceInLine, restart, run} from './fixes.ts';

const usual = '/etc/resolv.conf';
const ofResolved = '/run/systemd/resolve/resolv.conf';

export const resolvConf: Check = {
	id: 'resolv-conf',
	title: 'resolv.conf of the pods',
	explains: ['resolv-conf-missing', 'dns-loop'],
	look(node) {
		const found = node.state?.resolvConf;
		if (found === undefined || !hasKubelet(node)) return skipped('there is no kubelet on this node');
		const {path, text} = found;
		const set = flag(node, '--resolv-conf') ?? configured(node, 'resolvConf');
		const where = set ? [at(set)] : [{source: 'kubelet', text: `resolvConf: ${path} (its default)`}];
		if (text === undefined) {
			return fatal(`${path}, which the kubelet hands to pods, is not there: no sandbox can be made`, {
				evidence: [...where, {source: path, text: 'is not there'}],
				fix:
					set && path !== usual
						? [
								replaceInLine(set.path, set.line, path, usual),
								restart('kubelet'),
								...(path === ofResolved ? [advice('or: systemctl enable --now systemd-resolved, which makes it')] : []),
							]
						: [run('touch', path), advice(`nameserver ADDRESS in ${path}`), restart('kubelet')],
			});
		}
		const servers = [...text.matchAll(/^\s*nameserver\s+(\S+)/gm)].map(([, server = '']) => server);
		if (servers.length > 0 && servers.every(server => /^(127\.|::1$)/.test(server))) {
			if (nobodyAt(servers, node))
				return warning(
					`${path} names ${servers.join(', ')}, and nobody on this node answers there: no name is found, no registry and no server that is called by its name`,
					{
						evidence: [
							{source: path, text: `nameserver ${servers.join(' ')}`},
							{source: 'ss -ltn', text: 'nothing at port 53'},
						],
						fix: [
							...(unit(node, 'systemd-resolved.service') === undefined
								? []
								: [run('systemctl', 'restart', 'systemd-resolved')]),
							advice(`the name server that listens there must run, or: nameserver ADDRESS of another in ${path}`),
							restart('kubelet'),
						],
					},
				);
			return info(
				`every name server in ${path} is on this node itself (${servers.join(', ')}): a pod that gets this file asks itself, and CoreDNS finds a loop`,
				{
					evidence: [...where, {source: path, text: `nameserver ${servers.join(' ')}`}],
					fix: [advice(`resolvConf: ${ofResolved} in the kubelet's configuration, or a file with real name servers`)],
				},
			);
		}
		return ok(`${path} is there`);
	},
};

function nobodyAt(servers: readonly string[], {sockets}: NodeSnapshot): boolean {
	const listening = known(sockets)?.filter(({kind}) => kind === 'tcp');
	if (listening === undefined || listening.length === 0) return false;
	return !listening.some(
		({address}) =>
			/^(?:\*|0\.0\.0\.0|\[::\]|::):53$/.test(address) ||
			servers.some(server => address.replace(/%\w+(?=:53$)/, '') === `${server}:53`),
	);
}
