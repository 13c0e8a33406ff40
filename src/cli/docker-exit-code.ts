import type {Finished} from '../host/host.ts';

/**
 * The exit code that docker gives where crictl and ctr give another.
 *
 * A program in a container: its own code; 126 where it cannot be started, 127 where it does not exist.
 * Source: docker run --help, "Exit status"; crictl says the code on standard error and ends with 1.
 */
export function dockerExitCode(
	words: readonly string[],
	argv: readonly string[],
	{exitCode, stderr}: Finished,
): number {
	const inContainer = words.includes('exec') || words.includes('run');
	if (exitCode === 0 || !inContainer) return exitCode;
	if (argv.includes('exec') && /command terminated with exit code (\d+)/.test(stderr)) {
		return Number(stderr.match(/command terminated with exit code (\d+)/)?.[1]);
	}
	if (exitCode !== 1) return exitCode;
	if (/executable file not found|no such file or directory/.test(stderr)) return 127;
	if (/permission denied|not a directory|exec format error/.test(stderr) && /OCI runtime/.test(stderr)) return 126;
	return words.includes('run') && /^ctr: /m.test(stderr) ? 125 : exitCode;
}
