import type {Setting} from '../../model/node-snapshot.ts';
import type {StaticPod} from '../../model/node-state.ts';
import {type Fix, fatal, type Outcome} from '../check.ts';
import {advice, at, deleteLine, replaceInLine} from '../fixes.ts';
import {namedIn} from './named-setting.ts';

/** Flags with which kubeadm writes every manifest: a program that lost one of them does not do its work. */
const kubeadms =
	/^--(advertise-address|allow-privileged|authorization-mode|bind-address|cert-dir|client-ca-file|cluster-cidr|cluster-name|controllers|data-dir|etcd-\w+|(initial-)?advertise-(client|peer)-urls|initial-cluster|kubeconfig|listen-\w+-urls|name|root-ca-file|secure-port|service-account-\S+|service-cluster-ip-range|tls-\S+|(peer-)?(cert|key|trusted-ca)-file|requestheader-\S+|proxy-client-\S+|kubelet-client-\S+|cluster-signing-\S+|authentication-kubeconfig|authorization-kubeconfig)$/;

/** A flag that a static pod names with its last words, by whichever of its names, and no check knows why. */
export function refusedSettings(down: readonly StaticPod[], pods: readonly StaticPod[]): readonly Outcome[] {
	return down.flatMap(({name, flags, log}) => {
		const said = log.findLast(line =>
			/\b(panic|error|invalid|must|cannot|can't|failed|fatal|not allowed|too)\b/i.test(line),
		);
		if (said === undefined) return [];
		const named = [...new Set([...namedIn(said, flags), ...byTail(said, flags)])];
		const [first] = named;
		if (first === undefined || named.length > 2) return [];
		return [
			fatal(
				`${name} ends at once, and names ${named.map(one => one.name).join(', ')} as the reason: ${said.slice(0, 300)}`,
				{
					evidence: [...named.map(at), {source: `log of ${name}`, text: said.slice(0, 300)}],
					fix: named.map(one => mend(one, name, pods)),
				},
			),
		];
	});
}

/** `leaseDuration must be greater than renewDeadline`: the field of `--leader-elect-lease-duration`. */
function byTail(said: string, flags: readonly Setting[]): readonly Setting[] {
	const fields = (said.match(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g) ?? []).map(field =>
		field.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`),
	);
	return flags.filter(({name}) => fields.some(field => name.endsWith(`-${field}`)));
}

/** What another of them is told; else the program's own default, where it can do without. */
function mend({name, value, path, line}: Setting, pod: string, pods: readonly StaticPod[]): Fix {
	const others = pods.filter(other => other.name !== pod).flatMap(({flags}) => flags);
	const told = [...new Set(others.filter(other => other.name === name && other.value !== value).map(one => one.value))];
	const [only, ...more] = told;
	if (only !== undefined && more.length === 0) return replaceInLine(path, line, value, only);
	if (kubeadms.test(name)) return advice(`correct ${name} in line ${line} of ${path}`);
	return deleteLine(path, line);
}
