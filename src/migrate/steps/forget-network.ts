import {known} from '../../model/node-snapshot.ts';
import type {MigrationFacts} from '../facts.ts';
import type {Change} from '../step.ts';

/**
 * The CNI plugins of a sandbox are told of its end by the kubelet alone. What docker stopped (DaemonSets, static pods) leaves its
 * rules behind: the port of a host goes on to the address of a pod that is gone, before the rule of the one that took its place, and
 * that address is never given again. Both name the sandbox. Source: CNI plugins, portmap and bridge (comment of their rules),
 * host-local (its files); lab cri-dockerd: a DaemonSet with hostPort answered no more after the walk, and does now.
 */
const forget = `for id; do
	for tables in iptables ip6tables; do
		for chain in CNI-HOSTPORT-DNAT POSTROUTING; do
			$tables --wait 5 --table nat --list "$chain" --numeric --line-numbers 2>/dev/null | grep -F -- "$id" | cut -d ' ' -f 1 | sort -rn | while read -r line; do
				$tables --wait 5 --table nat --delete "$chain" "$line"
			done
		done
	done
	grep -rlF -- "$id" /var/lib/cni/networks 2>/dev/null | while read -r file; do rm -f -- "$file"; done
done
true`;

/** Behind the stop of docker: none of its sandboxes comes back, for who needs one makes it anew. */
export function forgetNetwork({workloads}: MigrationFacts): readonly Change[] {
	const ids = (known(workloads.containers) ?? []).flatMap(({id, name}) => (/^k8s_POD_/.test(name) ? [id] : []));
	return ids.length === 0
		? []
		: [{kind: 'run', argv: ['sh', '-c', forget, 'sh', ...ids], undo: [], timeoutMs: 120_000}];
}
