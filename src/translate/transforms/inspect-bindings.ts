import {published} from './published.ts';

/** Stand for the published ports in what crictl inspect prints: as docker was asked for them, and as they are open. */
export const boundMark = '"<bound ports of the pod>"';
export const openMark = '"<open ports of the pod>"';

const object = `{{$open := "{"}}{{range index .info.config "port_mappings"}}{{if index . "host_port"}}{{$open}}"${published.name}":[{"HostIp":"{{or (index . "host_ip") "@"}}","HostPort":"${published.hostPort}"}]{{$open = ","}}{{end}}{{end}}{{if eq $open "{"}}{{$open}}{{end}}}`;

/** For sh: `bound` and `wide` are the ports of the pod of the container in a variable. An address that is none stays out. */
export function portsOfContainer(variable: string): string {
	const sandbox = `$(crictl inspect --output go-template --template "{{.info.sandboxID}}" "$${variable}")`;
	return [
		`ports=$(crictl inspectp --output go-template --template '${object}' "${sandbox}" | tr -cd '{}[]",:@./0-9A-Za-z')`,
		'bound=$(echo "$ports" | tr -d @) wide=$(echo "$ports" | sed "s/@/0.0.0.0/g")',
	].join('; ');
}

/** For sed, in double quotes. */
export const portsPut = `s|\\"<bound ports of the pod>\\"|$bound|; s|\\"<open ports of the pod>\\"|$wide|`;
