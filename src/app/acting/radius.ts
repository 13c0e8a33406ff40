import type {Container} from '../../model/container.ts';
import type {PodWithContainers} from '../../model/pod-sandbox.ts';
import {plainText} from '../../model/text.ts';
import type {ActingProgram} from '../../runtime/node-runtime.ts';
import {shortId} from '../format.ts';

/*
 * What a change touches besides what it names. Sentences for people: one line each, harmless.
 */

/**
 * Who brings a container back, and who does not.
 * @param program what ends it: dockerd minds no restart policy of what docker itself ended. Source: lab plain-26 and
 * docker (26.1, 20.10), `docker kill -s HUP` and `docker stop` of a container with `--restart always`.
 */
export function restarts(
	{name, podName, podNamespace, containerdNamespace}: Container,
	program?: ActingProgram,
): string {
	if (podName !== undefined)
		return plainText(
			`${name} of the pod ${podNamespace}/${podName}: the kubelet makes it anew, if the pod still exists and its restart policy says so`,
		);
	if (program === 'docker')
		return plainText(`${name} is docker's: it stays down; with the restart policy always until dockerd starts anew`);
	if (containerdNamespace === 'moby')
		return plainText(`${name} is docker's: dockerd starts it again if its restart policy says so`);
	return plainText(`${shortId(name)}, in the containerd namespace ${containerdNamespace}: nothing starts it again`);
}

export function podGoes({name, namespace, containers}: PodWithContainers): string {
	const running = containers.filter(({state}) => state === 'running').map(({name: own}) => own);
	const with_ =
		running.length === 0 ? 'no container runs in it' : `with it ${countOf(running.length)}: ${running.join(', ')}`;
	return plainText(`the pod sandbox of ${namespace}/${name} ends, ${with_}; its address is given back`);
}

export const podReturns =
	'the kubelet makes a new sandbox with new containers as long as the pod exists; to end the pod: kubectl delete pod, or for a static pod move its file away';

/** For the task of a pause container. */
export function pauseTakes({name, namespace, containers}: PodWithContainers): string {
	return plainText(
		`this is the pause container of ${namespace}/${name}: it holds the pod's network, and takes the pod with it (${countOf(containers.length)})`,
	);
}

/** Past ctr, dockerd does not expect it. */
export function behindDocker({containerdNamespace}: Container): readonly string[] {
	return containerdNamespace === 'moby'
		? ["in docker's containerd namespace moby: dockerd is not asked, only sees what happens"]
		: [];
}

export function countOf(containers: number): string {
	return containers === 1 ? '1 container' : `${containers} containers`;
}

/** A list of names in one sentence, cut where it would fill the screen. */
export function listed(names: readonly string[], most = 12): string {
	const shown = names.slice(0, most).map(plainText).join(', ');
	return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
