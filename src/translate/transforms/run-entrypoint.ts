import type {Command} from '../types.ts';

/**
 * docker puts the ENTRYPOINT of an image before what is typed behind it; ctr puts what is typed in its place. Run by rtconsole, the image is
 * asked for it: `$0` is its name, `$1` how many words at the end of the line were typed. A word of it with a new line in it would be two.
 */
export function afterEntrypoint(argv: Command['argv'], reference: string, typed: number): Command['argv'] {
	const asked =
		'crictl inspecti --output go-template --template "{{range index .info.imageSpec.config \\"Entrypoint\\"}}{{println .}}{{end}}" "$0" 2>/dev/null';
	const program = [
		`entry=$(${asked}); typed=$1; shift; [ -n "$entry" ] || exec "$@"`,
		'at=$(($# - typed)); index=0',
		'for word do [ "$index" -gt 0 ] || set --; if [ "$index" = "$at" ]; then set -f; IFS="\n"; set -- "$@" $entry; unset IFS; fi; set -- "$@" "$word"; index=$((index + 1)); done',
		'exec "$@"',
	];
	return ['sh', '-c', program.join('; '), reference, String(typed), ...argv];
}
