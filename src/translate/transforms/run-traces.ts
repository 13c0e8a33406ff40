import {endedLabel} from '../by-ctr/held.ts';
import {stamp} from '../by-ctr/logger.ts';
import type {Command} from '../types.ts';

/**
 * `ctr run` in the foreground takes the task away, and with it the exit code that `docker wait` and `docker inspect` tell later; and what it
 * prints is in no file for `docker logs`. A container of that name that is there already keeps its own.
 */
export function keepingTraces(id: string, argv: Command['argv'], log: boolean): NonNullable<Command['run']> {
	const [errors, output] = ['stderr', 'stdout'].map(
		stream => `{ tee /dev/fd/6 >&${stream === 'stderr' ? 2 : 5}; } 6>&1 | stamp 0 ${stream} >>"$log"`,
	);
	const both = `{ code=$({ { { "$@" 3>&- 4>&- 5>&-; echo "$?" >&4; } 2>&1 >&3 | ${errors}; } 3>&1 | ${output}; } 4>&1); } 5>&1`;
	const kept = log ? `log="/var/log/ctr-$0.log"; ${stamp}\n${both}` : '"$@"; code=$?';
	const label = `ctr -n default containers label "$0" ${endedLabel}="$code" >/dev/null 2>&1`;
	const program = `! ctr -n default containers info "$0" >/dev/null 2>&1 && { ${kept}; ${label}; exit "$code"; } || exec "$@"`;
	return {argv: ['sh', '-c', program, id, ...argv]};
}
