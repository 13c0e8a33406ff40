import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {flag, hasKubelet} from './about.ts';
import {type Check, fatal, type Outcome, ok, skipped} from './check.ts';
import {advice, replaceInLine, restart, run} from './fixes.ts';
import {recentLine} from './parts/recent-line.ts';

/** The kubelet finds the API server by a name: who knows that name on this node. */
export const nameResolution: Check = {
	id: 'name-resolution',
	title: 'the name of the API server',
	explains: ['apiserver-unresolved', 'general-unresolved'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const path = flag(node, '--kubeconfig')?.value ?? '/etc/kubernetes/kubelet.conf';
		const server = node.kubeconfigs.find(one => one.path === path)?.server;
		const host = /^https?:\/\/([a-z][\w.-]*)(?::\d+)?\/?$/i.exec(server ?? '')?.[1];
		if (host === undefined) return skipped('the API server is named by its address, or not at all');
		const {hosts, switches} = node.state?.names ?? {};
		const words = recentLine(node, 'kubelet.service', message => isUnknown(message, host));
		if (words === undefined || known(node.node)?.ready) return ok(`${host} is found`);
		const said = {source: 'journalctl -u kubelet', text: words};
		const line = lineOf(hosts ?? '', host);
		const unswitched = switches === undefined ? undefined : withoutFiles(switches);
		if (line !== undefined && unswitched !== undefined)
			return fatal(
				`${host} stands in /etc/hosts, and /etc/nsswitch.conf does not say that this file is asked (hosts: without files)`,
				{
					evidence: [{source: `/etc/hosts:${line}`, text: host}, unswitched, said],
					fix: [replaceInLine('/etc/nsswitch.conf', unswitched.line, 'hosts:', 'hosts: files'), restart('kubelet')],
				},
			);
		return unknownName(host, path, said, node);
	},
};

function unknownName(
	host: string,
	path: string,
	said: {readonly source: string; readonly text: string},
	node: NodeSnapshot,
): Outcome {
	const own = (node.state?.staticPods ?? [])
		.flatMap(({flags}) => flags)
		.find(({name}) => name === '--advertise-address')?.value;
	const others = node.kubeconfigs.find(one => one.path !== path && /^https:\/\/[\d.]+:/.test(one.server ?? ''))?.server;
	const address = own ?? /^https:\/\/([\d.]+):/.exec(others ?? '')?.[1];
	const entry = `${address} ${host}`;
	return fatal(`no DNS of this node tells the address of ${host}, by which ${path} names the API server`, {
		evidence: [said, {source: '/etc/hosts', text: `has no ${host}`}],
		fix:
			address === undefined
				? [
						run('cat', '/etc/resolv.conf'),
						advice(`the DNS of the node, or a line in /etc/hosts: ADDRESS ${host}; then systemctl restart kubelet`),
					]
				: [
						// sed and not >>: it needs no shell.
						run('sed', '-i', `$a ${entry}`, '/etc/hosts'),
						restart('kubelet'),
						advice(
							`${address} is where other files of this node have the API server; better is a DNS that knows ${host}`,
						),
					],
	});
}

function isUnknown(message: string, host: string): boolean {
	const [, after = ''] = message.split(`lookup ${host}`);
	return /^[ :].{0,120}(no such host|server misbehaving|i\/o timeout|connection refused|Temporary failure)/.test(after);
}

function lineOf(hosts: string, host: string): number | undefined {
	const index = hosts.split('\n').findIndex(line => (line.split('#')[0] ?? '').split(/\s+/).slice(1).includes(host));
	return index < 0 ? undefined : index + 1;
}

/** Nothing said is `files dns`. Source: nsswitch.conf(5), Go net. */
function withoutFiles(text: string) {
	const lines = text.split('\n');
	const index = lines.findIndex(line => /^\s*hosts:/.test(line));
	const line = lines[index];
	if (line === undefined || /\bfiles\b/.test(line.split('#')[0] ?? '')) return undefined;
	return {source: `/etc/nsswitch.conf:${index + 1}`, text: line.trim(), line: index + 1};
}
