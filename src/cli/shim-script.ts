import type {Argv} from '../model/argv.ts';
import {shimMarker} from '../model/shim.ts';

/** Set for every process that rtconsole starts: a shim that finds it makes way for the docker behind it. */
export const nestedVariable = 'RTCONSOLE_NESTED';

/**
 * A `docker` that calls rtconsole. Where rtconsole itself calls `docker`, it must not come back to itself: the next docker
 * in PATH runs, and without one nothing does. Only what the shell itself has is used: without `grep` in PATH two shims
 * would call each other for ever.
 */
export function shimScript(executable: Argv): string {
	return `#!/bin/sh
${shimMarker} docker through crictl and ctr; "rtconsole shim remove" takes it away
if [ -n "\${${nestedVariable}:-}" ]; then
	set -f
	IFS=:
	for folder in $PATH; do
		[ -f "$folder/docker" ] && [ -x "$folder/docker" ] || continue
		second=
		{ read -r _ && read -r second; } 2>/dev/null <"$folder/docker"
		case $second in '${shimMarker}'*) continue ;; esac
		exec "$folder/docker" "$@"
	done
	echo 'docker: there is only the shim of rtconsole' >&2
	exit 127
fi
exec ${executable.map(singleQuoted).join(' ')} docker "$@"
`;
}

/** For any POSIX sh, whatever the word holds: `$'…'`, which is for display, is not known to all of them. */
function singleQuoted(word: string): string {
	return `'${word.replaceAll("'", `'\\''`)}'`;
}
