import type {NodeSnapshot} from '../../model/node-snapshot.ts';
import {controlPlaneOf, isDown} from '../control-plane.ts';

const names = 'etcd|kube-apiserver|kube-controller-manager|kube-scheduler';
/** As kubelets write them: `etcd-n1_kube-system(uid)`, `pod="kube-system/etcd-n1"`. */
const named = new RegExp(`(?:^|[^a-zA-Z0-9-])(?:kube-system/)?(${names})-[a-z0-9.-]{1,253}(?:_kube-system|["\\\\])`);

/** Whether a line is of a static pod of the control plane that serves now, by a process that was started after the line. */
export function servedSince(node: NodeSnapshot): (text: string, timeMs: number | undefined) => boolean {
	const since = new Map(
		controlPlaneOf(node)
			.filter(pod => !isDown(pod, node))
			.map(({name}) => [name, lastStartOf(name, node)] as const),
	);
	return (text, timeMs) => {
		if (since.size === 0 || timeMs === undefined) return false;
		const name = named.exec(text)?.[1];
		return name !== undefined && timeMs < (since.get(name) ?? 0);
	};
}

function lastStartOf(name: string, {processes}: NodeSnapshot): number {
	const own = processes.filter(process => [name, name.slice(0, 15)].includes(process.name));
	return Math.max(0, ...own.map(({startedAtMs}) => startedAtMs ?? 0));
}
