import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox, type Finished} from '../support/lab.ts';
import {lines, sorted} from '../support/lab-answers.ts';

let box: Box;
beforeAll(async () => {
	box = await bootBox('plain');
});
afterAll(() => box?.remove());

/** A docker line, answered through the CRI. */
const run = (docker: string, flags = ''): Promise<Finished> =>
	box.run(`/rt/rtconsole translate --run ${flags} docker ${docker} </dev/null`);

const idOf = async (name: string) => (await box.must(`crictl ps -a --latest -q --no-trunc --name '^${name}$'`)).trim();

it('docker ps -a lists the containers of the node', async () => {
	const {stdout, exitCode} = await run('ps -a');
	expect(exitCode).toBe(0);
	const ids = lines(await box.must('crictl ps -aq')).map(id => id.slice(0, 13));
	expect(lines(stdout).length).toBe(ids.length + 1);
	for (const id of ids) expect(stdout).toContain(id);
});

it.each(['ps -aq --no-trunc', 'ps -q --no-trunc'])('docker %s: the IDs that crictl gives', async line => {
	const {stdout, exitCode} = await run(line);
	expect(exitCode).toBe(0);
	expect(sorted(lines(stdout))).toEqual(sorted(lines(await box.must(`crictl ${line}`))));
});

it('docker logs: both streams of the newest attempt', async () => {
	const {stdout, stderr, exitCode} = await run('logs worker');
	expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: 'starting\n'});
	expect(stderr).toContain('cannot reach db:5432\n');
});

it('docker logs --tail 1: one line, of now', async () => {
	const {stdout, stderr, exitCode} = await run('logs --tail 1 log-sidecar');
	expect(exitCode).toBe(0);
	expect(lines(stdout + stderr).filter(line => /^(line|err) \d+$/.test(line)).length).toBe(1);
});

it('docker inspect: the container that is meant', async () => {
	const {stdout, exitCode} = await run('inspect log-sidecar');
	expect(exitCode).toBe(0);
	expect(stdout).toContain(await idOf('log-sidecar'));
});

describe('docker exec: output and exit codes as docker has them', () => {
	it('every argument arrives as it was typed', async () => {
		const {stdout, exitCode} = await run(`exec log-sidecar printf '<%s>' 'a  b' '$(id)' "it's" ';' '' '*'`, '--yes');
		expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: "<a  b><$(id)><it's><;><><*>"});
	});

	// The same line to a container that is docker's own, so that docker says what is right.
	it.each(['sh -c "exit 7"', 'sh -c "kill -9 $$"'])('%s', async command => {
		const docker = await box.run(`docker exec legacy-sock ${command}`);
		expect((await run(`exec log-sidecar ${command}`, '--yes')).exitCode).toBe(docker.exitCode);
	});

	it("on a terminal: its own code, nothing of crictl, and the terminal is the program's", async () => {
		const line = '/rt/rtconsole --yes docker exec -it log-sidecar sh -c "tty; exit 7"';
		const {exitCode, stdout} = await box.run(`script -qec '${line}' /dev/null`);
		expect([exitCode, stdout]).toEqual([7, expect.stringMatching(/\/dev\/pts\/\d/)]);
		expect(stdout).not.toContain('exit code 7');
		const piped = await run('exec -it log-sidecar true </dev/null', '--yes');
		expect([piped.exitCode, piped.stderr]).toEqual([1, expect.stringContaining('the input device is not a TTY')]);
	});

	it('a program that is not there: 127, as docker 28 has it (126 up to 26)', async () => {
		expect((await run('exec log-sidecar no-such-program', '--yes')).exitCode).toBe(127);
	});

	it('in a container that has ended: exit code 1', async () => {
		const {exitCode, stderr} = await run('exec done true', '--yes');
		expect(exitCode).toBe(1);
		expect(stderr).not.toBe('');
	});
});

describe('what changes the node', () => {
	it('is shown and not run where nobody can be asked', async () => {
		const {exitCode, stdout, stderr} = await run('stop -t 1 web');
		expect({exitCode, stdout}).toEqual({exitCode: 3, stdout: ''});
		expect(stderr).toMatch(/crictl .*stop .*--timeout 1 /);
		expect(stderr).toContain('--yes');
		expect(JSON.parse(await box.must(`crictl inspect ${await idOf('web')}`)).status.state).toBe('CONTAINER_RUNNING');
	});

	it('runs with --yes: docker stop', async () => {
		const {exitCode} = await run('stop -t 1 web', '--yes');
		expect(exitCode).toBe(0);
		expect(JSON.parse(await box.must(`crictl inspect ${await idOf('web')}`)).status.state).toBe('CONTAINER_EXITED');
	});

	it('runs with --yes: docker rm', async () => {
		const id = await idOf('web');
		expect((await run('rm web', '--yes')).exitCode).toBe(0);
		expect(lines(await box.must('crictl ps -aq --no-trunc'))).not.toContain(id);
	});

	it('is not run with --read-only', async () => {
		const {exitCode, stderr} = await box.run('/rt/rtconsole --read-only translate --run --yes docker stop agent');
		expect(exitCode).not.toBe(0);
		expect(stderr).toContain('read-only');
		expect(JSON.parse(await box.must(`crictl inspect ${await idOf('agent')}`)).status.state).toBe('CONTAINER_RUNNING');
	});
});

// biome-ignore format: a table
it.each([
	['logs no-such',    '',      1, /no such container: no-such/],
	['stop no-such',    '--yes', 1, /no such container: no-such/],
	['inspect no-such', '',      1, /no such (container|object).*no-such/i],
	['frobnicate',      '',      2, /docker has no command frobnicate/],
	['pss',             '',      2, /did you mean .*ps/],
	['ps --nosuch',     '',      2, /no flag --nosuch/],
	['swarm init',      '',      4, /lost/],
])('docker %s %s: exit code %d', async (docker, flags, code, message) => {
	const {exitCode, stderr} = await run(docker, flags);
	expect(stderr).toMatch(message);
	expect(exitCode).toBe(code);
});

describe('the printed lines, pasted into a shell of the node, do what they say', () => {
	it.each(['ps -aq --no-trunc', 'images -q --no-trunc', 'logs worker', 'inspect log-sidecar'])(
		'docker %s',
		async docker => {
			const pasted = await box.run(`/rt/rtconsole translate docker ${docker} > /tmp/lines; bash -e /tmp/lines`);
			const ran = await run(docker);
			expect({...pasted, stderr: ''}).toEqual({...ran, stderr: ''});
		},
	);
});

it('docker stats --no-stream: a table and no control sequences', async () => {
	const {stdout, exitCode} = await run('stats --no-stream');
	expect(exitCode).toBe(0);
	expect(stdout).toContain('log-sidecar');
	expect(stdout).not.toContain('\u001b');
});
