import {isSandboxName} from '../model/container-name.ts';
import type {Arg} from './types.ts';

/** A container as an argument: docker takes names, crictl and ctr take IDs, so the node must be asked. */
export function containerArg(name: string): Arg {
	if (/^[0-9a-f]{64}$/.test(name)) return name;
	return isSandboxName(name) ? {lookup: 'pod-sandbox', name} : {lookup: 'container', name};
}

/** What is reached by the first process of a container on the host: the text around its PID. */
export function byProcess(container: string, before: string, after: string): Arg {
	const found = containerArg(container);
	const lookup = typeof found === 'string' ? ({lookup: 'container', name: found} as const) : found;
	return {...lookup, field: 'pid', before, after};
}
