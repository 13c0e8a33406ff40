import type {LogLine} from '../explain/read-line.ts';
import {readLogLine} from '../explain/read-line.ts';
import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import type {ContainerWords, PodWords} from '../model/pod-words.ts';
import {needsContainerd, needsDocker} from './about.ts';
import {controlPlaneOf, isDown} from './control-plane.ts';

const lastLines = 12;

/** In place of the number of a line: it is no line of a journal. */
export const fromPods = 0;

/** The same for the end of the log of a static pod that does not serve. */
export const fromStaticPods = -1;

/** Where a line was said, by its number. */
export function sourceOf(line: number): string {
	if (line === fromPods) return 'kubectl get pods';
	return line === fromStaticPods ? 'log of a static pod' : 'journal';
}

/** What those of the control plane that are down said last, each in its own name. */
export function controlPlaneLines(node: NodeSnapshot): readonly LogLine[] {
	const runtime = needsDocker(node) ? 'dockerd' : needsContainerd(node) ? 'containerd' : undefined;
	// Without their runtime all of them are down, and what they said last is of before.
	if (runtime !== undefined && !node.processes.some(({name}) => name === runtime)) return [];
	return controlPlaneOf(node)
		.filter(pod => isDown(pod, node))
		.flatMap(({name, log}) => log.slice(-lastLines).map(text => ({...readLogLine(text, fromStaticPods), unit: name})));
}

/** What the kubelet told the API server of pods that do not run, as lines that can be explained. */
export function podLines(node: NodeSnapshot): readonly LogLine[] {
	return (known(node.pods) ?? [])
		.filter(({settled}) => !settled)
		.flatMap(pod =>
			pod.words.map((words): LogLine => {
				const text = sentenceOf(pod, words);
				return {...readLogLine(text, fromPods), level: 'error', unit: 'kubelet'};
			}),
		);
}

export function sentenceOf(
	{namespace, name}: PodWords,
	{container, reason, message, exitCode}: ContainerWords,
): string {
	const whose = container === undefined ? '' : `, container ${container}`;
	const ended = exitCode === undefined ? '' : ` (exit code ${exitCode})`;
	return `pod ${namespace}/${name}${whose}: ${reason}${ended}${message === undefined ? '' : `: ${message}`}`;
}

/** As kubelets write them: `web_default(uid)`, `pod="default/web"`, `for pod default/web`, `podName:uid`, `(UID: "uid")`. */
const named =
	/([a-z0-9][a-z0-9.-]{0,252})_([a-z0-9-]{1,63})\(|\bpod(?:="?| )([a-z0-9-]{1,63})\/([a-z0-9.-]{1,253})|\b([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/;

/** Whether a line of a journal is of a pod of this node, and of one that still waits. */
export function podsNamedBy(node: NodeSnapshot): (text: string) => 'waiting' | 'settled' | undefined {
	const pods = known(node.pods);
	if (pods === undefined) return () => undefined;
	const waiting = new Set(
		pods.filter(({settled}) => !settled).flatMap(({namespace, name, uid}) => [`${namespace}/${name}`, uid]),
	);
	return text => {
		const found = named.exec(text.replaceAll('\\', ''));
		if (!found) return undefined;
		const [, name, namespace, otherNamespace, otherName, uid] = found;
		return waiting.has(uid ?? `${namespace ?? otherNamespace}/${name ?? otherName}`) ? 'waiting' : 'settled';
	};
}

export function everyPodRuns(node: NodeSnapshot): boolean {
	const pods = known(node.pods) ?? [];
	return pods.length > 0 && pods.every(({settled}) => settled);
}

/** What is said while a pod is started, with or without its name: over once none waits. */
export function isOfStart(text: string): boolean {
	return /(Run|Create)PodSandbox|network for sandbox|failed sandbox|failed \((add|delete|check)\)|(Create|Start)Container\b|PullImage\b/.test(
		text,
	);
}
