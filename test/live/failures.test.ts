import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {lines} from '../support/lab-answers.ts';
import {keepContainerdDown, reviveContainerd, signalContainerd} from '../support/lab-containerd.ts';

let box: Box;
beforeAll(async () => {
	box = await bootBox('plain');
});
afterAll(() => box?.remove());

const lists = ['pods', 'containers', 'images', 'tasks', 'snapshots', 'namespaces'] as const;

describe('what was typed wrong is named, with exit code 2', () => {
	// biome-ignore format: a table
	it.each([
		['podz',             /unknown command podz; did you mean pods\?/],
		['contaners',        /unknown command contaners; did you mean containers\?/],
		['pods --jsn',       /unknown flag --jsn; did you mean --json\?/],
		['--jsn',            /unknown flag --jsn; did you mean --json\?/],
		['pods web',         /unexpected argument web/],
		['pods --timeout',   /--timeout needs a value/],
		['pods --timeout x', /--timeout x: not a duration/],
		['',                 /needs a terminal.*rtconsole pods --json/],
	])('rtconsole %s', async (args, message) => {
		const {exitCode, stdout, stderr} = await box.run(`/rt/rtconsole ${args} </dev/null`);
		expect(stderr).toMatch(message);
		expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''});
		expect(lines(stderr).length).toBe(1);
	});

	// biome-ignore format: a table
	it.each([
		['podz',                      {error: 'unknown command podz', suggestion: 'pods'}],
		['translate docker ps --alk', {error: 'docker ps has no flag --alk', suggestion: '--all'}],
	])('rtconsole --json %s: as JSON on stdout', async (args, answer) => {
		const {exitCode, stdout, stderr} = await box.run(`/rt/rtconsole --json ${args}`);
		expect({exitCode, stderr}).toEqual({exitCode: 2, stderr: ''});
		expect(JSON.parse(stdout)).toEqual(answer);
	});
});

it.each(['pods', 'containers', 'images', 'tasks', 'snapshots', 'namespaces', 'version'])(
	'rtconsole %s --help',
	async name => {
		const {exitCode, stdout, stderr} = await box.run(`/rt/rtconsole ${name} --help`);
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		expect(stdout).toContain(`rtconsole ${name}`);
	},
);

it.each(lists)('rtconsole %s as nobody: permission, and what to do about it', async name => {
	const nobody = 'setpriv --reuid 65534 --regid 65534 --clear-groups';
	const {exitCode, stdout, stderr} = await box.run(`${nobody} /rt/rtconsole ${name}`);
	expect(stderr).toMatch(/permission denied.*sudo/);
	expect({exitCode, stdout}).toEqual({exitCode: 1, stdout: ''});
});

it.each(['pods', 'pods --json', 'containers', 'images --json', '--help'])(
	'rtconsole %s | head -1 is quiet',
	async args => {
		const {stdout, stderr} = await box.run(`/rt/rtconsole ${args} | head -1`);
		expect(lines(stdout).length).toBe(1);
		expect(stderr).toBe('');
	},
);

it('a reader that went away before the first byte is no error', async () => {
	const {stderr, exitCode} = await box.run('set -o pipefail; /rt/rtconsole containers --json | true');
	expect(stderr).toBe('');
	expect([0, 141]).toContain(exitCode);
});

describe('containerd does not answer', () => {
	beforeAll(() => keepContainerdDown(box));
	afterEach(() => reviveContainerd(box));

	it.each(lists)('stopped: rtconsole %s names the socket within seconds, exit 1', async name => {
		await signalContainerd(box, 'TERM');
		const startedAt = performance.now();
		const {exitCode, stdout, stderr} = await box.run(`/rt/rtconsole ${name}`);
		expect(stderr).toContain('/run/containerd/containerd.sock');
		expect(stderr).not.toMatch(/\n\s+at /);
		expect({exitCode, stdout}).toEqual({exitCode: 1, stdout: ''});
		expect(performance.now() - startedAt).toBeLessThan(5000);
	});

	it.each(lists)('hanging: rtconsole %s --timeout 2s ends within seconds, exit 1', async name => {
		await signalContainerd(box, 'STOP');
		const startedAt = performance.now();
		const {exitCode, stdout, stderr} = await box.run(`/rt/rtconsole ${name} --timeout 2s`);
		expect(performance.now() - startedAt).toBeLessThan(8000);
		expect(stderr).toContain('no answer within 2 s');
		expect({exitCode, stdout}).toEqual({exitCode: 1, stdout: ''});
	});
});
