import type {NodeSnapshot, Setting} from '../model/node-snapshot.ts';
import {configured, flag, hasKubelet} from './about.ts';
import {type Check, type Fix, fatal, type Outcome, ok, skipped} from './check.ts';
import {at, deleteLine, removeFlag, restart, run} from './fixes.ts';

/** Any address of a family. Source: kubelet --node-ip. */
const any = ['0.0.0.0', '::'];

export const nodeAddress: Check = {
	id: 'node-address',
	title: 'the address of the node',
	explains: ['node-ip-wrong', 'address-not-here'],
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const set = flag(node, '--node-ip');
		const own = node.state?.addresses;
		const deaf = own && listensNowhere(node, own);
		if (deaf !== undefined) return deaf;
		if (set === undefined) return skipped('the kubelet finds it itself');
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
				fix: without(set),
			},
		);
	},
};

/** It is told to listen at an address that is not there: without that it listens at all of them. */
function listensNowhere(node: NodeSnapshot, own: readonly string[]): Outcome | undefined {
	const set = flag(node, '--address') ?? configured(node, 'address');
	if (set === undefined || !/^\d+\.\d+\.\d+\.\d+$/.test(set.value)) return undefined;
	if (any.includes(set.value) || set.value.startsWith('127.') || own.includes(set.value)) return undefined;
	return fatal(`the kubelet is to listen at ${set.value}, which no interface of this node has: it ends`, {
		evidence: [at(set)],
		fix: without(set),
	});
}

function without(set: Setting): readonly Fix[] {
	return [
		set.name.startsWith('-') ? removeFlag(set) : deleteLine(set.path, set.line),
		...(set.path.includes('/systemd/') ? [run('systemctl', 'daemon-reload')] : []),
		restart('kubelet'),
	];
}
