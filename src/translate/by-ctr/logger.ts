import type {Arg} from '../types.ts';
import {removedLabel} from './held.ts';

/** Stands before each line that a container wrote to its standard error, in the file of its log, where no perl is: the streams are two again. */
export const errorMark = '\u0001:';

/**
 * Writes each line of what it reads, `0 stdout` or `3 stdout 4 stderr`, with its time and its stream, as the log of a pod has them, behind a
 * byte that no text has: perl hands on whole lines and whatever is in them. It knows whole seconds alone; the rest is from /proc/uptime,
 * which counts hundredths. Where the last line has no end it is a part, `P`. Of both at once standard output is first.
 */
const stamping = [
	'my($now,%of)=@ARGV;my $clock;my $open=open($clock,"<","/proc/uptime");',
	'sub up{return time unless $open;sysseek($clock,0,0);sysread($clock,my $up,64);return 0+(split(" ",$up))[0]}',
	'my $boot=$now-up();',
	'sub put{my($stream,$whole,$line)=@_;my $at=$boot+up();if(abs($at-time)>1.5){$boot=time-up();$at=time}my @at=gmtime(int $at);',
	'syswrite(STDOUT,sprintf("\\001%04d-%02d-%02dT%02d:%02d:%02d.%09dZ %s %s ",$at[5]+1900,$at[4]+1,@at[3,2,1,0],($at-int $at)*1e9,$stream,$whole).$line."\\n")}',
	'my(%file,%rest);for(keys %of){open($file{$_},"<&=",$_);$rest{$_}=""}',
	'while(%file){my $ready="";vec($ready,$_,1)=1 for keys %file;next if select($ready,undef,undef,undef)<1;',
	'for my $fd(sort keys %file){next unless vec($ready,$fd,1);my $got=sysread($file{$fd},$rest{$fd},65536,length $rest{$fd});',
	'put($of{$fd},"F",$1) while $rest{$fd}=~s/\\A([^\\n]*)\\n//;next if $got;put($of{$fd},"P",$rest{$fd}) if length $rest{$fd};delete $file{$fd}}}',
].join('');

/**
 * For sh: `stamp 0 stdout`. Without perl there are no times, and what was an error is marked by grep, which hands over whole lines at once and
 * reads more than a byte at a time; where it cannot either, both streams are one.
 */
export const stamp = [
	'mark=$(printf "\\001"); timed() { [ "$(perl -e "print 1" 2>/dev/null </dev/null)" = 1 ]; }',
	'stamp() {',
	`if timed; then exec perl -e '${stamping}' "$(date +%s.%N)" "$@"`,
	'elif [ "$(echo a | grep -a --line-buffered -H --label="$mark" "" 2>/dev/null)" != "$mark:a" ]; then exec cat',
	'elif [ "$2" = stderr ]; then exec grep -a --line-buffered -H --label="$mark" ""',
	'else exec grep -a --line-buffered ""; fi; }',
].join('\n');

/**
 * What the shim starts beside the container, and gives the container's streams: standard output on 3, standard error on 4, and 5 to be
 * closed when it is ready. Source: containerd pkg/process NewBinaryIO (`binary:///PROGRAM?ARGUMENT=ARGUMENT`), 1.6.20 and 1.7.24.
 */
const keep = [
	'export LC_ALL=C; file=/var/log/ctr-$CONTAINER_ID.log',
	stamp,
	'if timed; then stamp 3 stdout 4 stderr >>"$file" & out=$!',
	'else stamp 0 stdout <&3 3<&- 4<&- >>"$file" & out=$!; stamp 0 stderr <&4 3<&- 4<&- >>"$file" & fi',
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
