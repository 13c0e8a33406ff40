import {flag, hasKubelet} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {at, removeFlag, restart, run} from './fixes.ts';

/** Any address of a family. Source: kubelet --node-ip. */
const any = ['0.0.0.0', '::'];

export const nodeAddress: Check = {
	id: 'node-address',
	title: 'the address of the node',
	explains: ['node-ip-wrong'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const set = flag(node, '--node-ip');
		if (set === undefined) return skipped('the kubelet finds it itself');
		const own = node.state?.addresses;
		if (own === undefined) return skipped('the kernel does not list the addresses');
		const four = set.value.split(',').filter(address => /^[\d.]+$/.test(address) && !any.includes(address));
		const strange = four.filter(address => !own.includes(address));
		if (strange.length === 0) return ok(set.value);
		return fatal(
			`--node-ip=${set.value}: no interface of this node has ${strange.join(', ')}, so the kubelet does not report its status, and the node becomes NotReady`,
			{
				evidence: [
					at(set),
					{source: '/proc/net/fib_trie', text: own.filter(address => /^[\d.]+$/.test(address)).join(' ')},
				],
				fix: [
					removeFlag(set),
					...(set.path.includes('/systemd/') ? [run('systemctl', 'daemon-reload')] : []),
					restart('kubelet'),
				],
			},
		);
	},
};
