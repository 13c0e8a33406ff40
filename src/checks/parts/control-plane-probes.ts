import type {StaticPod} from '../../model/node-state.ts';
import {fatal, type Outcome} from '../check.ts';
import {advice, at, deleteLine} from '../fixes.ts';

/** The kubelet asks without a name, and is answered 401: it ends what it asks, again and again. Seen on Kubernetes 1.20.2. */
export function refusedProbes({name, flags, text, path}: StaticPod): readonly Outcome[] {
	const set = flags.findLast(flag => flag.name === '--anonymous-auth');
	if (name !== 'kube-apiserver' || set?.value !== 'false') return [];
	if (!/^\s*livenessProbe:\s*$/m.test(text) || !/^\s*httpGet:\s*$/m.test(text)) return [];
	return [
		fatal(
			`--anonymous-auth=false in ${path}, and the kubelet's probes ask over HTTP without a name: they are refused (401), and the kubelet ends the API server again and again`,
			{
				evidence: [at(set)],
				fix: [
					deleteLine(set.path, set.line),
					advice(
						'to keep it: tcpSocket, or an exec with a certificate, in livenessProbe, readinessProbe and startupProbe',
					),
				],
			},
		),
	];
}
