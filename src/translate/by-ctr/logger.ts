import type {Arg} from '../types.ts';
import {removedLabel} from './held.ts';

/** Stands before each line that a container wrote to its standard error, in the file of its log: the streams are two again. */
export const errorMark = '\u0001:';

/**
 * What the shim starts beside the container, and gives the container's streams: standard output on 3, standard error on 4, and 5 to be
 * closed when it is ready. grep alone hands over whole lines at once and reads more than a byte at a time; where it cannot, both
 * streams are one. Source: containerd pkg/process NewBinaryIO (`binary:///PROGRAM?ARGUMENT=ARGUMENT`), 1.6.20 and 1.7.24.
 */
const keep = [
	'export LC_ALL=C; file=/var/log/ctr-$CONTAINER_ID.log mark=$(printf "\\001")',
	'if [ "$(echo a | grep -a --line-buffered -H --label="$mark" "" 2>/dev/null)" = "$mark:a" ]; then',
	'grep -a --line-buffered "" <&3 3<&- 4<&- >>"$file" & out=$!; grep -a --line-buffered -H --label="$mark" "" <&4 3<&- 4<&- >>"$file" &',
	'else cat <&3 3<&- 4<&- >>"$file" & out=$!; cat <&4 3<&- 4<&- >>"$file" & fi',
	'exec 3<&- 4<&-; wait "$out" "$!"',
].join('\n');

/**
 * Beside a container of `--rm`: waits until its process is gone, which the streams do not tell, for the shim holds them until the task is
 * removed. The shim waits for the program that keeps the log, so that this one is not waited for. Where containerd listens only the words
 * of the shim tell: what it starts gets none of its environment.
 */
const remove = [
	'address=$(tr "\\0" "\\n" </proc/$PPID/cmdline | sed -n "/^-address$/{n;p;}")',
	`ask() { ctr --address "\${address:-/run/containerd/containerd.sock}" -n "$CONTAINER_NAMESPACE" "$@"; }`,
	'ended() { id=$CONTAINER_ID line=$CONTAINER_NAMESPACE-$CONTAINER_ID pid= tries=60',
	'while [ -z "$pid" ] && [ "$tries" -gt 0 ]; do sleep 0.5; tries=$((tries - 1)); pid=$(ask task ls | grep "^$id " | tr -s " " | cut -d" " -f2); done',
	'while [ -n "$pid" ] && [ -e "/proc/$pid" ]; do sleep 0.3; done',
	'for _ in 1 2 3 4 5 6 7 8 9 10; do ask task rm "$id"; ask containers rm "$id" && break; sleep 0.5; done',
	'grep -rlsFx -e "$line" -e "$line$(printf "\\r")" /var/lib/cni/networks | xargs -r rm -f; rm -f "/var/log/ctr-$id.log"; }',
	'(trap "" HUP TERM; ended) </dev/null >/dev/null 2>&1 3<&- 4<&- &',
].join('\n');

/** The words of `ctr … --log-uri file://…` as rtconsole runs them: with the two streams of the container apart. */
export function withLogger(argv: readonly [string, ...Arg[]], removes = false): readonly [string, ...Arg[]] {
	const [tool, ...args] = argv;
	const at = args.indexOf('--log-uri');
	if (at < 0) return argv;
	const label = removes ? ['--label', `${removedLabel}=true`] : [];
	return [tool, ...args.slice(0, at), '--log-uri', loggerUri(removes), ...label, ...args.slice(at + 2)];
}

export function loggerUri(removes = false): string {
	const program = ['exec 5>&-', ...(removes ? [remove] : []), keep].join('\n');
	return `binary:///bin/sh?-c=${encodeURIComponent(program).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16)}`)}`;
}
