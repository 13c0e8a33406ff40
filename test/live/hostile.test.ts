import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {json, type Row} from '../support/lab-answers.ts';
import {openReadyConsole, type TestConsole} from '../support/lab-console.ts';
import {keys} from '../support/terminal.ts';

// What a node may hold, for whoever may make a pod may choose these texts: sequences that clear the screen, set the
// title, write the clipboard, ask the terminal for an answer, blink, change the character set; C1 controls; text that
// runs the other way; wide and combining characters.
const podName = '\u001b[2J\u001b[5mevil\u202e\u009b8m漢字\u200bpod\u0007\b';
const containerName = '\u001b[38:5:201mwide\u001b(0éë名前\u2066한\u001bc';
const label =
	'\u001b]0;owned\u0007\u001b]52;c;b3duZWQ=\u001b\\\u001bP+q544e\u001b\\\u001b[6n\u009d0;owned\u009clabel\r\nowned\tx';
const logged = `\\033]0;owned\\007\\033[6n\\033[?1049l\\033[2Jlog-start\\302\\2332J\\342\\200\\256\\033(0-middle\\r-end 漢字\\n`;

const pod = {
	metadata: {name: podName, namespace: 'hostile\u001b[7m', uid: 'hostile-uid', attempt: 0},
	hostname: 'hostile',
	log_directory: '/var/log/pods/hostile',
	labels: {app: label, 'io.kubernetes.pod.name': podName, 'io.kubernetes.pod.namespace': 'hostile\u001b[7m'},
	annotations: {note: label},
	linux: {},
};
const container = {
	metadata: {name: containerName, attempt: 0},
	image: {image: 'docker.io/library/busybox:1.35'},
	command: ['sh', '-c', `while :; do printf '${logged}'; sleep 0.2; done`],
	log_path: 'hostile.log',
	labels: {'io.kubernetes.container.name': containerName, 'io.kubernetes.pod.name': podName, app: label},
	annotations: {note: label},
	linux: {},
};

let box: Box;
let console: TestConsole;
beforeAll(async () => {
	box = await bootBox('plain');
	const files = [pod, container].map(value => Buffer.from(JSON.stringify(value)).toString('base64'));
	await box.must(`set -e; cd /tmp; echo ${files[0]} | base64 -d > pod.json; echo ${files[1]} | base64 -d > container.json
		pod=$(crictl runp pod.json); id=$(crictl create "$pod" container.json pod.json); crictl start "$id"`);
});
afterEach(() => console?.close());
afterAll(() => box?.remove());

it.each(['pods', 'containers', 'images', 'tasks', 'snapshots', 'namespaces'])(
	'rtconsole %s: lines of text and nothing else',
	async name => {
		const {stdout, stderr, exitCode} = await box.run(`/rt/rtconsole ${name}`);
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		expect(stdout.match(controls)).toBe(null);
	},
);

it('--json: the names as they are', async () => {
	const pods = await json(box, 'pods');
	expect(pods.map(({name}) => name)).toContain(podName);
	const containers = await json(box, 'containers');
	const found = containers.find(row => row.name === containerName) as Row;
	expect(found).toMatchObject({podName, state: 'running'});
});

it.each([
	[80, 24],
	[200, 50],
])(
	'pods, containers, log, details at %dx%d: no control sequence but our own, columns in line',
	async (columns, rows) => {
		console = await openReadyConsole(box, {columns, rows});
		await console.waitFor(/evil.*漢字pod +ready/);
		expectAligned('STATE', ['ready', 'notready', 'crashing', 'created']);
		await console.select('evil');
		console.type(keys.enter);
		await console.waitFor(/containers of evil.*漢字pod/);
		await console.waitFor(/wide.*名前.* running/);
		expectAligned('STATE', ['running']);
		console.type('l');
		await console.waitFor(/log-start.*-middle/);
		await console.waitFor(/-end 漢字/);
		await console.escape();
		console.type('i');
		await console.waitFor('"status": {');
		console.type('/owned');
		await console.waitFor(/"(app|note)": .*owned/);
		console.type(keys.enter);
		await console.escape();
		await console.escape();
		await console.goTo('containers');
		await console.waitFor('agent-w4tqz');
		expectAligned('STATE', ['running']);
		console.type('q');
		expect((await console.exit).exitCode).toBe(0);
		const raw = console.raw().toString();
		expect(raw.replace(ours, '').match(controls)).toBe(null);
		expect(raw).not.toContain('\u001b[2J\u001b[5m');
	},
);

/** Every row's cell begins in the column where its title does, counted in cells. */
function expectAligned(title: string, values: readonly string[]): void {
	const header = console.find(title);
	const cells = console.screen().flatMap((_, row) => {
		const found = row > (header?.row ?? 0) ? values.flatMap(value => console.find(` ${value} `, row) ?? []) : [];
		return found.slice(0, 1);
	});
	expect(cells.length).toBeGreaterThan(0);
	// A cell's text begins one cell after the space that was looked for.
	for (const {row, column} of cells) expect([row, column + 1]).toEqual([row, header?.column]);
}

/** Everything that the console itself writes: screens, cursor, colours from the theme, synchronised frames. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what is looked for
const ours = /\u001b\[(\?(1049|25|2004|2026|1000|1002|1006)[hl]|<u|(0|1|7|22|27|39|3[1-6]|90)?m|[\d;]*[ABCDEGHJK])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controls = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;
