import type {Setting} from '../../model/node-snapshot.ts';
import {type Fix, fatal, type Outcome} from '../check.ts';
import {at, removeFlag, replaceInLine} from '../fixes.ts';

/** What a kubelet may say of its own node below kubernetes.io and k8s.io. Source: kubelet apis/well_known_labels.go. */
const own = ['kubelet.kubernetes.io/', 'node.kubernetes.io/'];
const known = new Set([
	...['hostname', 'instance-type', 'os', 'arch'].flatMap(name => [
		`kubernetes.io/${name}`,
		`beta.kubernetes.io/${name}`,
	]),
	...['zone', 'region'].flatMap(name => [
		`topology.kubernetes.io/${name}`,
		`failure-domain.beta.kubernetes.io/${name}`,
	]),
]);

/** A label with which the kubelet does not start. */
export function forbiddenLabels(set: Setting | undefined, again: readonly Fix[]): Outcome | undefined {
	if (set === undefined) return undefined;
	const labels = set.value.split(',').filter(Boolean);
	const forbidden = labels.filter(label => !isAllowed(label.split('=')[0] ?? ''));
	if (forbidden.length === 0) return undefined;
	const kept = labels.filter(label => !forbidden.includes(label)).join(',');
	return fatal(
		`--node-labels: a kubelet may not give its own node ${forbidden.join(', ')}: it does not start; an administrator may (kubectl label node)`,
		{
			evidence: [at(set)],
			fix: [kept === '' ? removeFlag(set) : replaceInLine(set.path, set.line, set.value, kept), ...again],
		},
	);
}

function isAllowed(name: string): boolean {
	const domain = name.includes('/') ? name.slice(0, name.indexOf('/')) : '';
	if (!/(^|\.)(kubernetes|k8s)\.io$/.test(domain)) return true;
	return known.has(name) || own.some(start => name.startsWith(start) || domain.endsWith(`.${start.slice(0, -1)}`));
}
