import type {Finished} from '../host/host.ts';

/**
 * The exit code that docker gives where crictl and ctr give another.
 *
 * A program in a container: its own code; 126 where it cannot be started, 127 where it does not exist. crictl and nerdctl
 * say the code on standard error and end with 1. `docker exec` has 127 as `docker run` does: docker 28.5.2 gives it, 20.10.24 and
 * 26.1.5 gave 126 for both, which was a mistake. Source: recorded on these; moby/moby pull request 48552. runc ends with 255 where it
 * starts nothing (1.1.15).
 */
export function dockerExitCode(
	words: readonly string[],
	argv: readonly string[],
	{exitCode, stderr}: Finished,
): number {
	// ctr: a warning, and the end is good. Source: lab plain, ctr 1.6.20.
	if (exitCode === 0 && / images rm /.test(argv.join(' ')) && / image not found"/.test(stderr))
		return words.some(word => /^(--force|-f)$/.test(word)) ? 0 : 1; // docker: content with --force
	const inContainer = words.includes('exec') || words.includes('run');
	if (exitCode === 0 || !inContainer) return exitCode;
	const said = words.includes('exec') ? stderr.match(/(?:command terminated|exec failed) with exit code (\d+)/) : null;
	if (said !== null) return Number(said[1]);
	const byRunc = exitCode === 255 && /level=error msg="exec failed: /.test(stderr);
	if (exitCode !== 1 && !byRunc) return exitCode;
	// A folder that is to be put in and is not there: docker looks before it makes the container.
	if (words.includes('run') && missingSource.test(stderr)) return 125;
	const started = byRunc ? stderr.replace('exec failed', 'OCI runtime exec failed') : stderr;
	if (/executable file not found|OCI runtime.*no such file or directory/.test(started)) return 127;
	if (/OCI runtime.*(permission denied|is a directory|not a directory|exec format error)/.test(started)) return 126;
	if (byRunc) return 1;
	return words.includes('run') && /^ctr: /m.test(stderr) ? 125 : exitCode;
}

/** runc 1.1, and from 1.2 on (1.3.6). */
const missingSource =
	/(error mounting "[^"\n]*" to rootfs at [^\n]*: stat|failed to fulfil mount request: open) [^\n]*no such file/;
