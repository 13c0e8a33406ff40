import {containerArg} from '../container-arg.ts';
import type {Build} from '../transform.ts';
import type {Arg} from '../types.ts';

/** Ports are the pod sandbox's, as the kubelet asked for them. `docker port WEB 80`, or `80/udp`: that one alone. */
export const port: Build = (_draft, {parsed}) => {
	const [name = '', only] = parsed.args;
	const [number, protocol = 'tcp'] = only?.split('/') ?? [];
	if (number !== undefined && !/^\d+$/.test(number)) return {error: `docker port takes a port, not '${only}'`};
	const found = containerArg(name);
	const lookup = typeof found === 'string' ? ({lookup: 'container', name: found} as const) : found;
	const sandbox: Arg = lookup.lookup === 'pod-sandbox' ? lookup : {...lookup, field: 'sandbox'};
	const template = only === undefined ? all : one(number ?? '', protocol);
	const asks = ['crictl', 'inspectp', '--output', 'go-template', '--template', template, sandbox] as const;
	// crictl ends with a new line of its own. A port that is not published is a mistake to docker: 1, as grep has it.
	return {commands: [{inputFrom: asks, argv: only === undefined ? ['sed', '/^$/d'] : ['grep', '.'], effect: 'read'}]};
};

// `index`, because crictl makes a field that is not there an error. The protocol is absent for TCP, 1 for UDP, 2 for SCTP.
const host = '{{or (index . "host_ip") "0.0.0.0"}}:{{.host_port}}{{"\\n"}}';
const named = '{{with index . "protocol"}}{{if eq (printf "%v" .) "1"}}udp{{else}}sctp{{end}}{{else}}tcp{{end}}';
const ports = (body: string) => `{{range .info.config.port_mappings}}{{if index . "host_port"}}${body}{{end}}{{end}}`;
const all = ports(`{{.container_port}}/${named} -> ${host}`);

function one(number: string, protocol: string): string {
	const code = protocol === 'udp' ? '1' : protocol === 'sctp' ? '2' : '0';
	const same = `(and (eq (printf "%v" .container_port) "${number}") (eq (printf "%v" (or (index . "protocol") 0)) "${code}"))`;
	return ports(`{{if ${same}}}${host}{{end}}`);
}
