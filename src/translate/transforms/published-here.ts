import {published} from './published.ts';

/**
 * Published ports are the pod's, which `crictl inspect` does not tell: asked of all pods first, as words of a template. In a program of
 * sh, with the variable `$ports` that stands before a template in double quotes. A line that has anything else in it is left out.
 */
export const askPorts = `ports=$(crictl pods --quiet | xargs --no-run-if-empty crictl inspectp --output go-template --template '{{$id := .status.id}}{{$comma := ""}}{{range index .info.config "port_mappings"}}{{if index . "host_port"}}{{if $comma}}{{$comma}}{{else}} (and (eq .info.sandboxID "{{$id}}") "{{end}}${published.hostAddress}:${published.hostPort}->${published.name}{{$comma = ", "}}{{end}}{{end}}{{if $comma}}"){{end}}' | grep -x ' (and (eq .info.sandboxID "[0-9a-f]*") "[0-9a-z.:>/, -]*")' | tr -d "\\n")`;

export const portsVariable = '{{\\$ports := or$ports \\"\\"}}';

export function asksPorts(template: string): boolean {
	return template.includes('$ports');
}
