import {expect, it} from 'vitest';
import {dockerExitCode} from '../../src/cli/docker-exit-code.ts';

const oci = 'OCI runtime exec failed: exec failed: unable to start container process: exec:';

// biome-ignore format: a table
it.each([
	['exec x nosuch',  127, `${oci} "nosuch": executable file not found in $PATH: unknown`],
	['exec x /no/x',   127, `${oci} "/no/x": stat /no/x: no such file or directory: unknown`],
	['exec x /passwd', 126, `${oci} "/passwd": permission denied: unknown`],
	['exec x /etc',    126, `${oci} "/etc": is a directory: unknown`],
	['exec x false',   7,   'level=fatal msg="execing command in container: command terminated with exit code 7"'],
	['exec x false',   3,   'time="…" level=fatal msg="exec failed with exit code 3"'], // nerdctl 1.7.7 and 2.3.5
	['exec x true',    1,   'transport: Error while dialing: dial unix /run/c.sock: connect: no such file or directory'],
	['exec x true',    1,   'transport: Error while dialing: dial unix /run/c.sock: connect: permission denied'],
])('docker %s → %d', (words, expected, stderr) => {
	const finished = {exitCode: 1, stdout: '', stderr, durationMs: 1};
	expect(dockerExitCode(words.split(' '), ['crictl', 'exec', 'ID'], finished)).toBe(expected);
});

// runc 1.1.5 and 1.3.6.
it.each([
	['error mounting "/no/such" to rootfs at "/x": stat /no/such: no such file or directory: unknown'],
	['failed to fulfil mount request: open /no/such: no such file or directory'],
])('a folder to be put in that is not there is a mistake of the line, as in docker: %s', said => {
	const stderr = `ctr: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${said}`;
	const argv = ['ctr', '-n', 'default', 'run', 'x'];
	expect(dockerExitCode(['docker', 'run', 'x'], argv, {exitCode: 1, stdout: '', stderr, durationMs: 1})).toBe(125);
});

it('an image that ctr does not find is a failure, as in docker', () => {
	const stderr = 'time="…" level=warning msg="docker.io/no/such:1: image not found"';
	const argv = ['ctr', '-n', 'k8s.io', 'images', 'rm', 'docker.io/no/such:1'];
	expect(dockerExitCode(['rmi', 'no/such:1'], argv, {exitCode: 0, stdout: '', stderr, durationMs: 1})).toBe(1);
});

const runc = 'time="2026-11-27T23:50:55Z" level=error msg="exec failed:';

// biome-ignore format: a table. Source: lab plain-26, runc 1.1.15
it.each([
	['exec -w / x nosuch',  127, `${runc} unable to start container process: exec: \\"nosuch\\": executable file not found in $PATH"`],
	['exec -w / x /passwd', 126, `${runc} unable to start container process: exec: \\"/etc/passwd\\": permission denied"`],
	['exec -w / x /tmp',    126, `${runc} unable to start container process: exec: \\"/tmp\\": is a directory"`],
	['exec -w /no x pwd',   127, `${runc} unable to start container process: chdir to cwd (\\"/no\\") set in config.json failed: no such file or directory"`],
	['exec -w / frozen ls', 1,   `${runc} cannot exec in a paused container (use --ignore-paused to override)"`],
	['exec -w / x own',     255, 'the program itself\n'],
])('docker %s through runc → %d', (words, expected, stderr) => {
	const finished = {exitCode: 255, stdout: '', stderr, durationMs: 1};
	expect(dockerExitCode(words.split(' '), ['runc', '--root', '/r', 'exec', 'ID'], finished)).toBe(expected);
});
