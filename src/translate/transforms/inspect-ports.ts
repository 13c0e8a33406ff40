import {type Ask, type Built, close} from '../transform.ts';
import type {Command} from '../types.ts';
import {sandboxOf} from './port.ts';
import {eachPublished, onePublished, published} from './published.ts';

const ports = String.raw`\.(?:NetworkSettings\.Ports|HostConfig\.PortBindings)`;
const member = String.raw`\.Host(Port|Ip)`;
const between = String.raw`((?:[^{]|\{\{println\}\})*)`;

/** `{{(index (index .NetworkSettings.Ports "80/tcp") 0).HostPort}}`, as docker's own documentation has it. Made when it is wanted, as the next. */
const one = (): RegExp =>
	new RegExp(String.raw`^\{\{\s*\(\s*index\s+\(\s*index\s+${ports}\s+"(\d+)/(\w+)"\s*\)\s+0\s*\)${member}\s*\}\}$`);

/** `{{range $p, $conf := .NetworkSettings.Ports}}{{$p}} -> {{(index $conf 0).HostPort}} {{end}}`, and without the first of the two. */
const each = (): RegExp =>
	new RegExp(
		String.raw`^\{\{\s*range\s+\$(\w+)\s*,\s*\$(\w+)\s*:=\s*${ports}\s*\}\}${between}(?:\{\{\s*\$\1\s*\}\}${between})?\{\{\s*\(\s*index\s+\$\2\s+0\s*\)${member}\s*\}\}${between}\{\{\s*end\s*\}\}$`,
	);

/** What is asked of each pod; undefined where the template is another one. */
function templateOf(format: string): string | undefined {
	const [, port = '', protocol = '', what] = one().exec(format) ?? [];
	if (what !== undefined) return onePublished(port, protocol, host(what));
	const found = each().exec(format);
	if (found === null) return undefined;
	const [, , , before = '', middle, field = '', after = ''] = found;
	return eachPublished(`${before}${middle === undefined ? '' : `${published.name}${middle}`}${host(field)}${after}`);
}

function host(what: string): string {
	return what === 'Port' ? published.hostPort : published.hostAddress;
}

export function isPorts(format: string): boolean {
	return templateOf(format) !== undefined;
}

/** Published ports belong to the pod: `docker inspect -f '{{…Ports…}}'` asks its sandbox. */
export function portsOf(ask: Ask): Built | undefined {
	const template = ask.value('type') === 'image' ? undefined : templateOf(ask.value('format') ?? '');
	if (template === undefined) return undefined;
	const asks = ['crictl', 'inspectp', '--output', 'go-template', '--template', template] as const;
	return {
		commands: ask.parsed.args.map((name): Command => ({argv: [...asks, sandboxOf(name)], effect: 'read'})),
		findings: [close('port.pod')],
	};
}
