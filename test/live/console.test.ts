import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {json, lines} from '../support/lab-answers.ts';
import {openConsole} from '../support/lab-console.ts';
import {keys, type TestTerminal} from '../support/terminal.ts';

let box: Box;
let screen: TestTerminal | undefined;
beforeAll(async () => {
	box = await bootBox('plain');
});
afterEach(() => screen?.close());
afterAll(() => box?.remove());

const web = 'web-7d9f8c6b5-x2x7k';

async function open(columns = 80, rows = 24): Promise<TestTerminal> {
	screen = openConsole(box, [], {columns, rows});
	await screen.waitFor(web);
	// The versions come last: from here on nothing but what the test does changes the header.
	await screen.waitFor(/^rtconsole {2}node1 {2}containerd 1\./);
	return screen;
}

/** The row of a name under the cursor, found by typing a filter. */
async function select(console: TestTerminal, filter: string): Promise<void> {
	console.type(`/${filter}`);
	await console.waitFor(new RegExp(`/${filter}.* 1/1 of `));
	console.type(keys.enter);
	await console.waitFor(/enter.*open/);
}

/** A lone escape, told apart from the beginning of a sequence by the pause after it. */
async function escape(console: TestTerminal): Promise<void> {
	console.type(keys.escape);
	await sleep(200);
}

async function goTo(console: TestTerminal, place: string): Promise<void> {
	console.type(':');
	await console.waitFor(/^:/);
	console.type(`${place}${keys.enter}`);
}

describe.each([
	[80, 24],
	[200, 50],
])('the console at %dx%d', (columns, rows) => {
	it('shows the pods of the node by name, as wide and as high as the terminal', async () => {
		const console = await open(columns, rows);
		const seen = console.screen();
		for (const {name} of await json(box, 'pods')) expect(seen.join('\n')).toContain(` ${name} `);
		expect(seen.length).toBe(rows);
		expect(seen[0]).toMatch(/^rtconsole {2}node1 {2}containerd 1\.6\.20/);
		expect(seen[1]).toContain('unix:///run/containerd/containerd.sock');
		expect(seen[2]).toMatch(/^pods .*1\/4$/);
		expect(seen[3]).toMatch(/^NAMESPACE +POD +STATE/);
		expect(seen.at(-1)).toMatch(/^enter open {2}esc back {2}l logs/);
		expect(seen.join('\n')).not.toContain('looking for the runtime');
	});

	it('enter: containers of the pod, then its details; esc: back', async () => {
		const console = await open(columns, rows);
		await select(console, 'web-7');
		console.type(keys.enter);
		await console.waitFor(`pods › containers of ${web}`);
		await console.waitFor('log-sidecar');
		console.type(keys.enter);
		await console.waitFor('inspect');
		await console.waitFor('"status": {');
		await escape(console);
		await console.waitFor(/› containers of/);
		await escape(console);
		await console.waitFor(/^pods .*1 of 4$/);
	});

	it('l: a line that the container wrote a second ago, as it comes', async () => {
		const console = await open(columns, rows);
		await goTo(console, 'containers');
		await console.waitFor('agent-w4tqz');
		await select(console, 'sidecar');
		console.type('l');
		await console.waitFor('logs of');
		const first = await lastNumber(console);
		await console.waitFor(() => numbers(console).some(number => number >= first + 4), 5000);
		const written = lines(await box.must(`tail -n 1 /var/log/pods/default_${web}_*/log-sidecar/0.log`))[0] ?? '';
		const now = Number(/(?:line|err) (\d+)/.exec(written)?.[1]);
		await console.waitFor(() => numbers(console).some(number => number >= now), 2000);
	});

	it('e: a shell in the container, and back', async () => {
		const console = await open(columns, rows);
		await goTo(console, 'containers');
		await console.waitFor('agent-w4tqz');
		await select(console, 'sidecar');
		console.type('e');
		await console.waitFor(/[#$] ?$/);
		console.type('echo in-$((40+2)) on $(hostname)\r');
		await console.waitFor(`in-42 on ${web}`);
		console.type('stty size\r');
		await console.waitFor(`${rows} ${columns}`);
		console.type('exit\r');
		await console.waitFor(/^containers .*1\/1 of/);
		expect(console.screen().join('\n')).not.toContain('in-42');
		await escape(console);
		await console.waitFor(/^containers .*1\/19$/);
	});

	it('/: only what matches; esc: all again', async () => {
		const console = await open(columns, rows);
		console.type('/KUBE-SYS');
		await console.waitFor(seen => seen.join().includes('agent-w4tqz') && !seen.join().includes(web));
		await escape(console);
		await console.waitFor(web);
		console.type('/no-such-pod');
		await console.waitFor('none of 4 matches /no-such-pod');
	});

	// biome-ignore format: a table
	it.each([
		['images',    /^docker\.io\/library\/busybox:1\.35 .* k8s\.io/],
		['ns',        /^moby +docker +\d+ +\d+/],
		['tasks',     /^[0-9a-f]{13} +\d+ +running +web +web-7d9f8c6b5-x2x7k +k8s\.io/],
		['snapshots', /^[0-9a-f]{13} .*committed .*overlayfs +k8s\.io/],
		['containers', /legacy-db +running/],
	])(':%s', async (place, row) => {
		const console = await open(columns, rows);
		await goTo(console, place);
		await console.waitFor(row);
	});

	it('?: the keys; !: every command with its argv and its exit code', async () => {
		const console = await open(columns, rows);
		console.type('?');
		await console.waitFor('what it does');
		expect(console.screen().join('\n')).toContain('open the row: pod → containers → details');
		await escape(console);
		console.type('!');
		await console.waitFor(/^ +0 +\d+ ms {2}crictl --runtime-endpoint unix:\/\/\/run\/containerd\/containerd\.soc/);
		await console.waitFor('ctr events');
	});

	it('i: what crictl inspectp says', async () => {
		const console = await open(columns, rows);
		await select(console, 'web-7');
		console.type('i');
		await console.waitFor('"uid": "3d1c7f0e-5a0f-4b52-9b43-0e4f0c1a0001"');
		expect(console.screen().join('\n')).toContain('inspectp');
	});
});

it('a pod and a container that are made meanwhile appear without a key', async () => {
	const console = await open();
	const made = await box.must(
		`cd /tmp/rec; sed 's/web-7d9f8c6b5-x2x7k/newcomer/g; s/000000000001/000000000009/g; s/18080/18089/; s/1a0001/1a0009/g' ${web}.pod.json > new.pod.json; crictl runp new.pod.json`,
	);
	await console.waitFor('newcomer', 10_000);
	await goTo(console, 'containers');
	await console.waitFor('legacy-db');
	await box.must(
		`cd /tmp/rec; sed 's/log-sidecar/late/g' side.json > late.json; id=$(crictl create ${made.trim()} late.json new.pod.json); crictl start "$id"`,
	);
	await console.waitFor(/^late +newcomer +running/, 10_000);
	await box.must(`crictl rmp -f ${made.trim()}`);
	await console.waitFor(seen => !seen.join().includes('newcomer'), 10_000);
});

function numbers(console: TestTerminal): readonly number[] {
	return console.screen().flatMap(line => {
		const found = /^(?:line|err) (\d+)$/.exec(line);
		return found ? [Number(found[1])] : [];
	});
}

async function lastNumber(console: TestTerminal): Promise<number> {
	await console.waitFor(/^(line|err) \d+$/);
	return Math.max(...numbers(console));
}
