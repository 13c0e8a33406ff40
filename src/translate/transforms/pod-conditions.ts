import type {TranslateError} from '../types.ts';
import {anyOf} from './conditions.ts';
import {eachPublished} from './published.ts';

/** What only the pod sandbox of a container tells: a template that writes something for each that fits. */
export type PodCondition = {
	/** Name of the variable that is true of its containers, without the `$`. */
	readonly variable: string;
	/** Over what `crictl inspectp` prints: its ID, as often as it fits. */
	readonly fits: string;
};

const id = '{{$.status.id}}';

// crictl's numbers are texts to Go (json.Number), which compare as numbers where they are equally long.
const padded = '(printf "%5s" .host_port)';

function text(port: string): string {
	return JSON.stringify(String(Number(port)).padStart(5));
}

/** `--filter publish=8080`, `8080/udp`, `8000-8100`: pods with such a port of the node. */
export function publishing(values: readonly string[]): PodCondition | TranslateError {
	const tests: string[] = [];
	for (const value of values) {
		const [, from, until, protocol = 'tcp'] = value.match(/^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/) ?? [];
		if (from === undefined) return {error: `docker ps --filter publish wants a port or a range, not '${value}'`};
		const code = {tcp: 0, udp: 1, sctp: 2}[protocol];
		const to = until ?? from;
		const same =
			from === to ? [`(eq ${padded} ${text(from)})`] : [`(ge ${padded} ${text(from)})`, `(le ${padded} ${text(to)})`];
		tests.push(`(and ${same.join(' ')} (eq (printf "%v" (or (index . "protocol") 0)) "${code}"))`);
	}
	return {variable: 'published', fits: eachPublished(`{{if ${anyOf(tests)}}}${id}{{end}}`)};
}

/** `--filter network=host`: pods with `hostNetwork`. */
export const onHost: PodCondition = {
	variable: 'onHost',
	fits: `{{if eq .status.linux.namespaces.options.network "NODE"}}${id}{{end}}`,
};

/** In a program of sh: the IDs of the sandboxes that fit, as words of a template. */
export function askPods({variable, fits}: PodCondition): string {
	return `${variable}=$(crictl pods --quiet | xargs --no-run-if-empty crictl inspectp --output go-template --template '${fits}' | grep -o '[0-9a-f]\\{64\\}' | sed 's/.*/ "&"/' | tr -d "\\n")`;
}

/** Stands before the template of the containers, in double quotes. */
export function podVariable({variable}: PodCondition): string {
	return `{{\\$${variable} := eq .info.sandboxID \\"\\"$${variable}}}`;
}
