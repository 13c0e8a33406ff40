import type {Target} from './target.ts';

/*
 * Which rows an action is for: true, or why not now; undefined where it never is.
 */

type Fit = true | string | undefined;

/** What has a process: containers, pods, tasks. */
export function isAlive(target: Target): Fit {
	switch (target.kind) {
		case 'container':
			return target.container.state === 'running' ? true : `${target.container.name} is ${target.container.state}`;
		case 'pod':
			return target.pod.state === 'ready' ? true : 'the sandbox of this pod is not ready';
		case 'task':
			return target.task.state === 'stopped' ? 'the task is stopped' : true;
		case 'image':
			return undefined;
	}
}

/** One container's process: a pod stands for its only container. */
export function isRunning(target: Target): Fit {
	if (target.kind !== 'pod') return isAlive(target);
	const running = target.pod.containers.filter(({state}) => state === 'running').length;
	if (running === 0) return 'no container runs in this pod';
	return running === 1 ? true : 'it has several containers: choose one of them';
}

/** A container, running or not. */
export function isContainer(target: Target): Fit {
	return target.kind === 'pod' ? isRunning(target) : target.kind === 'image' ? undefined : true;
}

export function isImage({kind}: Target): Fit {
	return kind === 'image' ? true : undefined;
}
