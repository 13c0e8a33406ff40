import type {FlagTransform} from '../transform.ts';
import {lost} from '../transform.ts';
import type {Command} from '../types.ts';
import {dateOf, isUntil} from './until.ts';

/** `--filter until=24h` and `label=…` choose by what each image tells of itself; whatever else would choose is not known. */
export const pruneImageFilter: FlagTransform = values => {
	const until = values.filter(isUntil);
	const unknown = values.filter(value => !isUntil(value) && !/^label!?=[^=]/.test(value));
	if (unknown.length === 0 && until.length < 2) return {};
	return {refused: true, findings: [lost('prune.image-filter')]};
};

/**
 * The images without a name, or all, that no container uses, that are not pinned, and that the filters choose. When an image was made is
 * in UTC in its own settings; where nothing is said of that, it stays. A containerd that pins nothing names the pause image, which stays.
 */
export function chosenImages(
	filters: readonly string[],
	{all, pinned}: {readonly all: boolean; readonly pinned: boolean},
): Command {
	const until = filters.find(isUntil)?.slice('until='.length) ?? '';
	const template = 'crictl inspecti --output go-template --template';
	const pause = 'echo "$pause"; ';
	const used = `{ ${pinned ? '' : pause}crictl ps --all --quiet | xargs --no-run-if-empty crictl inspect --output go-template --template "{{.status.imageRef}}"; } | sort -u | xargs --no-run-if-empty -n 1 ${template} "{{.status.id}}" 2>/dev/null`;
	const program = [
		...(until === '' ? [] : ['time=$(date --utc --date "$1" +%Y-%m-%dT%H:%M:%SZ) || exit; shift']),
		...(pinned
			? []
			: ['pause=$(crictl info --output go-template --template "{{.config.sandboxImage}}") && [ -n "$pause" ] || exit']),
		`used=$(${used})`,
		`crictl images --quiet${all ? '' : ' --filter dangling=true'} | sort -u | xargs --no-run-if-empty -n 1 ${template} "${until === '' ? '' : '{{\\$time := \\"$time\\"}}'}$1" | sed -n /./p | grep -vxF -e none -e "$used" | xargs --no-run-if-empty crictl rmi`,
	].join('; ');
	const date = until === '' ? [] : [dateOf(until) ?? ''];
	return {argv: ['sh', '-c', program, 'sh', ...date, idWhere(filters)], effect: 'destroy'};
}

/** A template that tells the ID of an image that is chosen. */
function idWhere(filters: readonly string[]): string {
	const labels = filters.flatMap(filter => {
		const [, no, label = ''] = /^label(!?)=(.*)$/s.exec(filter) ?? [];
		return label === '' ? [] : [no === '!' ? `(not ${hasLabel(label)})` : hasLabel(label)];
	});
	const made = '(index .info.imageSpec "created")';
	const old = filters.some(isUntil) ? [`(and ${made} (lt (printf "%.19sZ" ${made}) $time))`] : [];
	const tests = ['(not (index .status "pinned"))', ...old, ...labels];
	return `{{if and ${tests.join(' ')}}}{{.status.id}}{{end}}`;
}

function hasLabel(label: string): string {
	const [name = '', ...rest] = label.split('=');
	const labels = '(index .info.imageSpec.config "Labels")';
	const value = `(printf "%v" (index ${labels} ${JSON.stringify(name)}))`;
	const test = rest.length === 0 ? `(ne ${value} "<nil>")` : `(eq ${value} ${JSON.stringify(rest.join('='))})`;
	return `(and ${labels} ${test})`;
}
