// `index`, because crictl makes a field that is not there an error. The protocol is absent for TCP, 1 for UDP, 2 for SCTP.
const protocolName = '{{with index . "protocol"}}{{if eq (printf "%v" .) "1"}}udp{{else}}sctp{{end}}{{else}}tcp{{end}}';

/** Parts of a Go template over one published port of a pod sandbox. */
export const published = {
	hostAddress: '{{or (index . "host_ip") "0.0.0.0"}}',
	hostPort: '{{.host_port}}',
	/** `80/tcp`, as docker names it. */
	name: `{{.container_port}}/${protocolName}`,
};

/** A Go template over what `crictl inspectp` prints: `body` for each published port. */
export function eachPublished(body: string): string {
	return `{{range index .info.config "port_mappings"}}{{if index . "host_port"}}${body}{{end}}{{end}}`;
}

/** The same for one port of the container, `tcp` or another protocol. */
export function onePublished(port: string, protocol: string, body: string): string {
	const code = protocol === 'udp' ? '1' : protocol === 'sctp' ? '2' : '0';
	const same = `(and (eq (printf "%v" .container_port) "${port}") (eq (printf "%v" (or (index . "protocol") 0)) "${code}"))`;
	return eachPublished(`{{if ${same}}}${body}{{end}}`);
}
