import {containerArg} from '../container-arg.ts';
import {type Build, lost} from '../transform.ts';
import type {Arg} from '../types.ts';

/** Ports are the pod sandbox's, as the kubelet asked for them. */
export const port: Build = (_draft, {parsed}) => {
	const [name = '', only] = parsed.args;
	const found = containerArg(name);
	const lookup = typeof found === 'string' ? ({lookup: 'container', name: found} as const) : found;
	const sandbox: Arg = lookup.lookup === 'pod-sandbox' ? lookup : {...lookup, field: 'sandbox'};
	const template = '{{json .info.config.port_mappings}}';
	return {
		commands: [
			{argv: ['crictl', 'inspectp', '--output', 'go-template', '--template', template, sandbox], effect: 'read'},
		],
		findings: only === undefined ? [] : [lost('port.one')],
	};
};
