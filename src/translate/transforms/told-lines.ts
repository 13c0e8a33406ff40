import {quote} from '../../model/argv.ts';
import type {Arg, Command} from '../types.ts';

/** docker's short name of an image, for sed: what docker.io has is written without it. */
const asShort = 's#docker[.]io/\\(library/\\)\\{0,1\\}##';

/**
 * `docker load` for a program that reads `Loaded image: NAME`. Source: ctr images import, recorded: up to 1.7
 * `unpacking NAME (sha256:…)...done`, from 2.0 on `NAME<tab>saved`, which it draws anew as it goes on (seen with 2.1.9).
 */
export function loadedLines(command: Command): Command {
	const name = '\\([^[:space:]]*\\)';
	const sed = [
		`s/^unpacking ${name} (.*/Loaded image: \\1/`,
		`s/^${name}[[:space:]]*saved[[:space:]]*$/Loaded image: \\1/`,
		'/^Loaded image: /!d',
		asShort,
	].join('; ');
	return {
		...command,
		argv: [
			'sh',
			'-c',
			`text=$("$@") || exit; printf '%s\\n' "$text" | sed '${sed}' | awk '!told[$0]++'`,
			'sh',
			...command.argv,
		],
	};
}

/**
 * `docker pull` for a program that reads whether anything new came: crictl says `Image is up to date` of every image.
 * Source: cri-tools pullImage.
 */
export function pulledLines(pull: readonly [string, ...Arg[]], reference: string, shown: string): Command {
	const id = quote(['crictl', 'inspecti', '--output', 'go-template', '--template', '{{.status.id}}']);
	const program = [
		`name=$1 shown=$2; shift 2; before=$(${id} "$name" 2>/dev/null)`,
		'"$@" >&2 || exit',
		`if [ "$(${id} "$name")" = "$before" ]; then what='Image is up to date'; else what='Downloaded newer image'; fi`,
		'echo "Status: $what for $shown"; echo "$name"',
	].join('; ');
	return {argv: ['sh', '-c', program, 'sh', reference, shown, ...pull], effect: 'write'};
}

/**
 * `docker push` for a program, which reads the digest: ctr draws bars, whose last state has it in the name of the manifest or of the
 * index. Source: ctr 1.6.20 and 1.7.24 images push: `manifest-1.35@sha256:fd63…: done`, `index-sha256:…`.
 */
export function pushedLines(push: readonly [string, ...Arg[]], reference: string): Command {
	const [, repository = reference, tag = ''] = /^(.*?)(?::([^:/@]+))?(?:@.*)?$/.exec(reference) ?? [];
	const program = [
		'tag=$1; shift; said=$("$@") || exit',
		'digest=$(printf "%s\\n" "$said" | grep -ao "\\(index\\|manifest\\)-[^ ]*" | grep -o "sha256:[0-9a-f]\\{64\\}" | head -n 1)',
		'echo "The push refers to repository [$0]"; [ -z "$digest" ] || echo "$tag: digest: $digest size: $(ctr -n k8s.io content get "$digest" | wc -c)"',
	];
	return {argv: ['sh', '-c', program.join('; '), repository, tag, ...push], effect: 'write'};
}
