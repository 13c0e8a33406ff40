import {containerArg} from '../container-arg.ts';
import {type Ask, type Built, close} from '../transform.ts';
import type {Arg} from '../types.ts';
import {askedFirst} from './asked-first.ts';

/** The address of a container is its pod's: `{{.NetworkSettings.IPAddress}}`, `{{range .NetworkSettings.Networks}}…`. */
export function isAddress(template: string): boolean {
	const bare = template.replaceAll(/\s|\{\{(?:json|println|end)?|\}\}/g, '');
	return bare === '.NetworkSettings.IPAddress' || bare === 'range.NetworkSettings.Networks.IPAddress';
}

/** Stands for the address in what crictl inspect prints. */
export const addressMark = '<address of the pod>';

const asked: readonly RegExp[] = [
	/\{\{-?\s*range\s+(?:\$\w+\s*(?:,\s*\$\w+\s*)?:=\s*)?\.NetworkSettings\.Networks\s*-?\}\}([^{]*)\{\{\s*(?:\$\w+)?\.IPAddress\s*\}\}([^{]*)\{\{-?\s*end\s*-?\}\}/g,
	/\{\{-?\s*with\s+index\s+\.NetworkSettings\.Networks\s+"[^"]*"\s*-?\}\}([^{]*)\{\{\s*\.IPAddress\s*\}\}([^{]*)\{\{-?\s*end\s*-?\}\}/g,
	/()\{\{\s*\.NetworkSettings\.(?:Networks\.\w+\.)?IPAddress\s*\}\}()/g,
];

/** A template in which the address is one thing among others. */
export function marked(template: string): string {
	return asked.reduce((text, pattern) => text.replace(pattern, `$1${addressMark}$2`), template);
}

/** crictl inspect tells all but the address, for each container by itself. */
export function withAddress(args: readonly Arg[], ask: Ask): Built | undefined {
	const template = args.at(-1);
	if (typeof template !== 'string' || !template.includes(addressMark) || ask.value('type') === 'image')
		return undefined;
	const first = askedFirst(template);
	const program = [
		`${[...first.asks, 'for container; do'].join('; ')} ${addressOfContainer('container')}`,
		`text=$(crictl inspect --output go-template --template "${first.variables}$0" "$container") || exit`,
		`printf "%s\\n" "$text" | sed "s/${addressMark}/$address/g"; done`,
	].join('; ');
	return {
		commands: [{argv: ['sh', '-c', program, template, ...ask.parsed.args.map(containerArg)], effect: 'read'}],
		findings: [close('inspect.address')],
	};
}

/** For sh: `address` is that of the container in a variable. */
export function addressOfContainer(variable: string): string {
	const show = (what: string, field: string, of: string) =>
		`$(crictl ${what} --output go-template --template "{{${field}}}" "${of}")`;
	return `address=${show('inspectp', '.status.network.ip', show('inspect', '.info.sandboxID', `$${variable}`))} || exit`;
}
