import {type Found, lost} from './transform.ts';
import type {Arg, Command} from './types.ts';
import type {Versions} from './version.ts';

export type Missing = ReadonlySet<'crictl' | 'ctr'>;

/** What this node does not have of the two; where none is known, nothing is said: then an answer is for any node. */
export function missingTools({crictl, ctr, nerdctl}: Versions): Missing {
	const missing = new Set<'crictl' | 'ctr'>();
	if (crictl === undefined && ctr === undefined && nerdctl === undefined) return missing;
	if (crictl === undefined) missing.add('crictl');
	if (ctr === undefined) missing.add('ctr');
	return missing;
}

/** What does about the same without crictl, by docker's command. */
const withoutCrictl: Readonly<Record<string, string>> = {
	ps: 'ctr -n k8s.io task ls, and ctr -n k8s.io containers ls for the images; rtconsole containers',
	logs: 'tail -f /var/log/pods/NAMESPACE_POD_UID/CONTAINER/*.log; rtconsole, then l',
	images: 'ctr -n k8s.io images ls',
	inspect: 'ctr -n k8s.io containers info ID; of an image: ctr -n k8s.io images inspect NAME (from 1.7 on)',
	stop: 'ctr -n k8s.io task kill ID, and after a while task kill --signal SIGKILL ID',
	restart: 'ctr -n k8s.io task kill ID: the kubelet makes a new one',
	rm: 'ctr -n k8s.io task rm --force ID, then ctr -n k8s.io containers rm ID',
	rmi: 'ctr -n k8s.io images rm NAME',
	stats: 'ctr -n k8s.io task metrics ID; rtconsole stats',
	info: 'ctr info, ctr plugins ls, containerd config dump',
	version: 'ctr version',
	port: 'iptables-save | grep -i hostport',
	update: 'the resources in the pod: kubectl',
	cp: '/proc/PID/root of the container, with the PID from ctr -n k8s.io task ls',
	export: '/proc/PID/root of the container, with the PID from ctr -n k8s.io task ls',
};

/** Said where a command needs what is not there, also where crictl is only asked for an ID in the line to paste. */
export function missingFindings(command: string, commands: readonly Command[], missing: Missing): readonly Found[] {
	if (missing.size === 0) return [];
	const found: Found[] = [];
	if (missing.has('crictl') && commands.some(each => runs(each, 'crictl')))
		found.push(
			lost('tool.no-crictl', {instead: withoutCrictl[command] ?? 'ctr -n k8s.io task ls, containers ls, images ls'}),
		);
	else if (missing.has('crictl') && commands.some(looksUp)) found.push({id: 'tool.no-crictl-for-names', kind: 'close'});
	if (missing.has('ctr') && commands.some(each => runs(each, 'ctr'))) found.push(lost('tool.no-ctr'));
	return found;
}

/** Whether a command starts this tool, or prints another that does. */
export function runs({argv, unless, inputFrom}: Command, tool: string): boolean {
	return [argv, unless, inputFrom].some(
		words =>
			words !== undefined &&
			(words[0] === tool || words.some(word => typeof word === 'string' && calls(tool).test(word))),
	);
}

/** Whether it needs an ID that the node must be asked for. */
export function looksUp({argv, inputFrom}: Command): boolean {
	return [...argv, ...(inputFrom ?? [])].some((arg: Arg) => typeof arg !== 'string');
}

/** In a text for `sh`: as its first command, or behind `$(`. */
function calls(tool: string): RegExp {
	return new RegExp(`(^|\\$\\()${tool} `);
}
