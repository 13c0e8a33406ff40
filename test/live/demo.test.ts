import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, expect, it} from 'vitest';
import {executable} from '../support/lab.ts';
import {openTerminal, type TestTerminal} from '../support/terminal.ts';

// A machine without a runtime: no tool on the PATH, no socket, in a mount namespace where /run and /var/run are empty.
const empty = mkdtempSync(join(tmpdir(), 'rtconsole-empty-'));
let console: TestTerminal;
afterEach(() => console?.close());
afterAll(() => rmSync(empty, {recursive: true, force: true}));

const emptyRun = 'mount -t tmpfs none /run && cd / && exec env -i PATH="$0" HOME="$0" TERM=xterm-256color "$@"';

function onBareMachine(args: readonly string[]): TestTerminal {
	console = openTerminal(['unshare', '--mount', 'sh', '-c', emptyRun, empty, executable, ...args], {
		columns: 100,
		rows: 30,
	});
	return console;
}

it('the console opens on the demo node, says so on every screen, and what was looked for', async () => {
	onBareMachine([]);
	await console.waitFor(/NAMESPACE +POD/);
	const seen = await console.waitFor('DEMO');
	expect(seen[0]).toMatch(/DEMO$/);
	expect(seen[2]).toMatch(/^! no container runtime here: looked for crictl/);
	for (const place of ['containers', 'images', 'tasks', 'ns', 'snapshots']) {
		console.type(':');
		await console.waitFor(/^:/);
		console.type(`${place}\r`);
		await console.waitFor(lines => lines.some(line => /1\/\d+$/.test(line)) && /DEMO$/.test(lines[0] ?? ''));
	}
	console.type(':');
	await console.waitFor(/^:/);
	console.type('containers\r');
	await console.waitFor(/running/);
	console.type('e');
	await console.waitFor(/demo/);
	console.type('q');
	expect((await console.exit).exitCode).toBe(0);
});

it('--demo: the same, because it was asked for', async () => {
	onBareMachine(['--demo']);
	await console.waitFor(/NAMESPACE +POD/);
	await console.waitFor('--demo');
	await console.waitFor('DEMO');
	// Columns that came after the first frame leave nothing of it behind.
	const rows = await console.waitFor(lines => lines.some(line => /\d+kB +\w+ /.test(line)));
	expect(rows.filter(line => /(\b\d+[smhd]\w*) ?\1$/.test(line))).toEqual([]);
});

it('a list for a script is no demo: exit 1, and what was looked for', async () => {
	onBareMachine(['pods']);
	await console.waitFor(/rtconsole: /);
	expect((await console.exit).exitCode).toBe(1);
	expect(console.screen().join(' ')).not.toContain('DEMO');
	expect(console.screen().join(' ')).toMatch(/neither .* nor crictl|no container runtime/);
});

it.each(['t', 'jjj', 'j\r'])('%j typed before the program listens moves nothing on the screen', async early => {
	console = openTerminal([executable, '--demo'], {columns: 100, rows: 24});
	// From the first byte on: what stands there first may be gone before a screen is read.
	while (console.raw().length === 0) await new Promise(done => setTimeout(done, 1));
	for (let times = 0; times < 5; times += 1) {
		console.type(early);
		await new Promise(done => setTimeout(done, 10));
	}
	const seen = await console.waitFor('crictl 1.');
	expect(seen[0]).toMatch(/^rtconsole {2}node1 .*DEMO$/);
	expect(seen[1]).toMatch(/^a recorded node/);
});
