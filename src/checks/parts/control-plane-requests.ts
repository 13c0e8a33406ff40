import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import type {StaticPod} from '../../model/node-state.ts';
import {fatal, type Outcome} from '../check.ts';
import {lineAt, replaceInLine} from '../fixes.ts';

/** What kubeadm writes. */
const usual: Readonly<Record<string, string>> = {
	'kube-apiserver': '250m',
	etcd: '100m',
	'kube-controller-manager': '200m',
	'kube-scheduler': '100m',
};

/** A static pod is placed by nobody: the kubelet refuses one that wants more processors than the node has. */
export function wantsTooMuch({name, path, text}: StaticPod, {system}: NodeSnapshot): readonly Outcome[] {
	const fallback = usual[name];
	const {processors} = system;
	if (fallback === undefined || processors === undefined) return [];
	const lines = text.split('\n');
	const from = lines.findIndex(line => /^\s+requests:/.test(line));
	if (from < 0) return [];
	// A block, or the same line in braces; limits may stand before and after it.
	const block = lines.slice(from).findIndex((line, index) => /\bcpu:/.test(line) && index < 6);
	const raw = block < 0 ? '' : (lines[from + block] ?? '');
	const value = /\bcpu:\s*["']?(\d+(?:\.\d+)?m?)\b/.exec(raw)?.[1];
	if (value === undefined) return [];
	const wanted = value.endsWith('m') ? Number.parseInt(value, 10) / 1000 : Number(value);
	if (wanted <= processors) return [];
	return [
		fatal(
			`${name} wants ${value} processors (requests.cpu in ${path}), and the node has ${processors}: the kubelet does not take it`,
			{
				evidence: [lineAt(path, text, from + block + 1)],
				fix: [replaceInLine(path, from + block + 1, value, fallback)],
			},
		),
	];
}
