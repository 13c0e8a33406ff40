import {containerArg} from '../container-arg.ts';
import type {Build} from '../transform.ts';
import type {Arg} from '../types.ts';
import {eachPublished, onePublished, published} from './published.ts';

/** Ports are the pod sandbox's, as the kubelet asked for them. `docker port WEB 80`, or `80/udp`: that one alone. */
export const port: Build = (_draft, {parsed}) => {
	const [name = '', only] = parsed.args;
	const [number = '', protocol = 'tcp'] = only?.split('/') ?? [];
	if (only !== undefined && !/^\d+$/.test(number)) return {error: `docker port takes a port, not '${only}'`};
	const template = only === undefined ? all : onePublished(number, protocol, host);
	const asks = ['crictl', 'inspectp', '--output', 'go-template', '--template', template, sandboxOf(name)] as const;
	// crictl ends with a new line of its own. A port that is not published is a mistake to docker: 1, as grep has it.
	return {commands: [{inputFrom: asks, argv: only === undefined ? ['sed', '/^$/d'] : ['grep', '.'], effect: 'read'}]};
};

/** The pod sandbox of a container by its name. */
export function sandboxOf(name: string): Arg {
	const found = containerArg(name);
	const lookup = typeof found === 'string' ? ({lookup: 'container', name: found} as const) : found;
	return lookup.lookup === 'pod-sandbox' ? lookup : {...lookup, field: 'sandbox'};
}

const host = `${published.hostAddress}:${published.hostPort}{{"\\n"}}`;
const all = eachPublished(`${published.name} -> ${host}`);
