import {configured, flag, hasKubelet} from './about.ts';
import {type Check, fatal, info, ok, skipped} from './check.ts';
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
