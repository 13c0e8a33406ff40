import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {type Box, bootBox, labScript} from '../support/lab.ts';
import {openReadyConsole, type TestConsole} from '../support/lab-console.ts';
import {keys, openTerminal} from '../support/terminal.ts';

let box: Box;
let console: TestConsole;
beforeAll(async () => {
	box = await bootBox('plain');
});
afterEach(() => console?.close());
afterAll(() => box?.remove());

const stateOf = async (name: string) =>
	JSON.parse(await box.must(`crictl inspect $(crictl ps -a --latest -q --name '^${name}$')`)).status.state;

it.each([
	[80, 24],
	[200, 50],
])('t at %dx%d: the translation as it is typed; enter runs a read', async (columns, rows) => {
	console = await openReadyConsole(box, {columns, rows});
	console.type('t');
	await console.waitFor('$ docker');
	console.type('ps -a');
	await console.waitFor('crictl ps --all');
	console.type(keys.enter);
	await console.waitFor(/^[0-9a-f]{13} +docker\.io\/library\/web:1\.0 .* Runn/);
	await console.escape();
	await console.waitFor('$ docker ps -a');
	console.type('z');
	await console.waitFor(seen => !seen.join('\n').includes('crictl ps --all'));
});

it('a write is asked for first: the exact command and what it touches; n is no, y runs it', async () => {
	console = await openReadyConsole(box, {columns: 120, rows: 40});
	await console.goTo('docker stop -t 1 log-sidecar');
	await console.waitFor('crictl stop --timeout 1');
	console.type(keys.enter);
	await console.waitFor(/y yes, run it/);
	const id = (await box.must("crictl ps -q --no-trunc --name '^log-sidecar$'")).trim();
	expect(console.text().replaceAll(/\n */g, '')).toContain(id);
	expect(console.text()).toContain('web-7d9f8c6b5-x2x7k');
	console.type('n');
	await console.waitFor(seen => !seen.join().includes('y yes, run it'));
	expect(await stateOf('log-sidecar')).toBe('CONTAINER_RUNNING');
	console.type(keys.enter);
	await console.waitFor(/y yes, run it/);
	console.type('y');
	await console.waitFor(/ended/);
	expect(await stateOf('log-sidecar')).toBe('CONTAINER_EXITED');
});

it('translate --run on a terminal asks, and takes no for an answer', async () => {
	const terminal = openTerminal([
		labScript,
		'pty',
		box.name,
		'/rt/rtconsole',
		'translate',
		'--run',
		'docker',
		'stop',
		'-t',
		'1',
		'agent',
	]);
	await terminal.waitFor('[y/N]');
	terminal.type('n\r');
	expect((await terminal.exit).exitCode).toBe(3);
	expect(await stateOf('agent')).toBe('CONTAINER_RUNNING');
});
