import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {json} from '../support/lab-answers.ts';
import {openConsole, openReadyConsole, type TestConsole} from '../support/lab-console.ts';
import {keys} from '../support/terminal.ts';

let box: Box;
let console: TestConsole | undefined;
beforeAll(async () => {
	box = await bootBox('plain');
});
afterEach(() => console?.close());
afterAll(() => box?.remove());

const web = 'web-7d9f8c6b5-x2x7k';

async function open(columns: number, rows: number): Promise<TestConsole> {
	console = await openReadyConsole(box, {columns, rows});
	return console;
}

describe.each([
	[80, 24],
	[200, 50],
])('the console at %dx%d', (columns, rows) => {
	it('shows the pods of the node by name, as wide and as high as the terminal', async () => {
		console = openConsole(box, [], {columns, rows});
		await console.waitFor(web);
		// The first frame is drawn over what was there while the program loaded.
		expect(console.text()).not.toContain('looking for the runtime');
		await console.waitFor(/^rtconsole {2}node1 {2}containerd 1\.6\.20/);
		const seen = console.screen();
		for (const {name} of await json(box, 'pods')) expect(seen.join('\n')).toContain(` ${name} `);
		expect(seen.length).toBe(rows);
		expect(seen[1]).toContain('unix:///run/containerd/containerd.sock');
		expect(seen[2]).toMatch(/^pods .*1\/4$/);
		expect(seen[3]).toMatch(/^NAMESPACE +POD +STATE/);
		expect(seen.at(-1)).toMatch(/^enter open {2}esc back {2}l logs/);
	});

	it('enter: containers of the pod, then its details; esc: back', async () => {
		const console = await open(columns, rows);
		await console.select('web-7');
		console.type(keys.enter);
		await console.waitFor(`pods › containers of ${web}`);
		await console.waitFor('log-sidecar');
		console.type(keys.enter);
		await console.waitFor('describe');
		await console.waitFor(/^ {2}State +running$/);
		await console.escape();
		await console.waitFor(/› containers of/);
		await console.escape();
		await console.waitFor(/^pods .*1 of 4$/);
	});

	it('e: a shell in the container, and back', async () => {
		const console = await open(columns, rows);
		await console.goTo('containers');
		await console.waitFor('agent-w4tqz');
		await console.select('sidecar');
		console.type('e');
		await console.waitFor(/[#$] ?$/);
		console.type('echo in-$((40+2)) on $(hostname)\r');
		await console.waitFor(`in-42 on ${web}`);
		console.type('stty size\r');
		await console.waitFor(`${rows} ${columns}`);
		console.type('exit\r');
		await console.waitFor(/^containers .*1\/1 of/);
		expect(console.text()).not.toContain('in-42');
		await console.escape();
		// The cursor stays on its row when the filter goes.
		await console.waitFor(/^containers .*\d+\/19$/);
	});

	it('/: only what matches; esc: all again', async () => {
		const console = await open(columns, rows);
		console.type('/KUBE-SYS');
		await console.waitFor(seen => seen.join().includes('agent-w4tqz') && !seen.join().includes(web));
		await console.escape();
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
		await console.goTo(place);
		await console.waitFor(row);
	});

	it('?: the keys; !: every command with its argv and its exit code', async () => {
		const console = await open(columns, rows);
		console.type('?');
		await console.waitFor('what it does');
		expect(console.text()).toContain('open the row: pod → containers → details');
		await console.escape();
		console.type('!');
		await console.waitFor(/^pods › commands .* follow /);
		console.type('g');
		await console.waitFor(/^ +0 +\d+ ms {2}crictl --runtime-endpoint/);
		const pods = 'crictl --runtime-endpoint unix:///run/containerd/containerd.sock pods --output json';
		await console.waitFor(seen => seen.join(' ').replace(/ +/g, ' ').includes(pods));
		for (let page = 0; page < 6 && !console.text().includes('ctr events'); page += 1) {
			console.type('\u0006');
			await console.settled();
		}
		await console.waitFor('ctr events');
	});

	it('i: what crictl inspectp says', async () => {
		const console = await open(columns, rows);
		await console.select('web-7');
		console.type('i');
		await console.waitFor('"uid": "3d1c7f0e-5a0f-4b52-9b43-0e4f0c1a0001"');
		expect(console.text()).toContain('inspectp');
	});
});
