import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {openConsole, signalConsole, type TestConsole} from '../support/lab-console.ts';
import {keys} from '../support/terminal.ts';

let box: Box;
let console: TestConsole | undefined;
beforeAll(async () => {
	box = await bootBox('docker');
});
afterEach(() => console?.close());
afterAll(() => box?.remove());

const walkMs = 600_000;
const lookMs = 120_000;
const wide = {columns: 200, rows: 50};

function open(options = {}, ...args: readonly string[]): TestConsole {
	console = openConsole(box, ['migrate', ...args], options);
	return console;
}

async function runtimeOfNode(): Promise<string> {
	return box.must('kubectl get node node1 -o jsonpath={.status.nodeInfo.containerRuntimeVersion}');
}

/** A node under load may leave a question unanswered: it is looked at again, as a person would. */
async function lookUntil(screen: TestConsole, wanted: RegExp): Promise<void> {
	for (let attempt = 0; attempt < 8; attempt += 1) {
		const isThere = await screen.waitFor(wanted, 20_000).then(
			() => true,
			() => false,
		);
		if (isThere) return;
		screen.type('1r');
	}
	await screen.waitFor(wanted, lookMs);
}

/** Until no rtconsole runs in the node. */
async function untilGone(): Promise<void> {
	for (let second = 0; second < 300; second += 1) {
		if ((await box.run('pidof rtconsole')).exitCode !== 0) return;
		await sleep(1000);
	}
	throw new Error('rtconsole still runs');
}

it('preflight, plan and the question are on the screen; nothing but yes begins', {timeout: walkMs}, async () => {
	const screen = open();
	await lookUntil(screen, /^GO: from docker to containerd/);
	screen.type('2');
	await screen.waitFor(/^TODO +1 keep a copy/);
	screen.type(`j${keys.enter}`);
	await screen.waitFor(/^ why +/);
	screen.type('a');
	await screen.waitFor(/walk \d+ steps, from docker to containerd\?/);
	await screen.waitFor(/^writes +\/etc\/containerd\/config\.toml/);
	screen.type(`y${keys.enter}`);
	await screen.waitFor('the whole word yes, or esc');
	await screen.escape();
	await screen.waitFor('nothing was changed');
	expect((await box.run('test -e /var/lib/rtconsole/migrate/ledger.jsonl')).exitCode).toBe(1);
});

it('--read-only shows the plan and refuses to walk', {timeout: walkMs}, async () => {
	const screen = open({}, '--read-only');
	await lookUntil(screen, /^GO: from docker to containerd/);
	screen.type('a');
	await screen.waitFor('read-only mode: nothing that changes the node is run');
});

it('a hang-up ends it after the change that is under way', {timeout: walkMs}, async () => {
	const screen = open(wide);
	await lookUntil(screen, /^GO: from docker to containerd/);
	screen.type('a');
	await screen.waitFor('type yes to begin');
	screen.type(`yes${keys.enter}`);
	await screen.waitFor(/▸ move the pods away/, walkMs);
	await signalConsole(box, 'HUP');
	await untilGone();
	expect(await box.must('tail -1 /var/lib/rtconsole/migrate/ledger.jsonl')).toContain('"do":"end","ok":false');
	const begun = (
		await box.must('grep -c \'"do":"run"\\|"do":"write"\' /var/lib/rtconsole/migrate/ledger.jsonl')
	).trim();
	const done = (await box.must('grep -c \'"do":"did"\' /var/lib/rtconsole/migrate/ledger.jsonl')).trim();
	expect(done).toBe(begun);
	expect((await box.run('test -e /var/lib/rtconsole/migrate/lock')).exitCode).toBe(1);
});

it('it goes on from there, with the journals beside the steps, to containerd', {timeout: walkMs}, async () => {
	const screen = open(wide);
	await screen.waitFor(/begun and not ended: \d+ of \d+ steps are done/, lookMs);
	expect(screen.text()).toMatch(/DONE +\d+ carry the images over/);
	screen.type('a');
	await screen.waitFor('type yes to begin');
	screen.type(`yes${keys.enter}`);
	await screen.waitFor(/│ +journals/);
	await screen.waitFor(/│ kubelet 1\/\d/, lookMs);
	screen.type('q');
	await screen.waitFor('The node is being migrated. Stop the walk and leave?');
	screen.type('n');
	await screen.waitFor(/DONE +done in .*containerd:\/\//, walkMs);
	expect(await runtimeOfNode()).toMatch(/^containerd:\/\//);
	expect(await box.must('head -1 /var/lib/rtconsole/report-apply.md')).toBe('# rtconsole migrate apply\n');
});

it('undo by keys: back to docker', {timeout: walkMs}, async () => {
	const screen = open();
	await lookUntil(screen, /nothing is left to do/);
	screen.type('4');
	await screen.waitFor(/^\d+ changes stand; node: containerd:/);
	screen.type('u');
	await screen.waitFor(/take back \d+ changes, the last first\?/);
	screen.type(`yes${keys.enter}`);
	await screen.waitFor(/^\[steps\]/);
	await screen.waitFor(/DONE +all is back in /, walkMs);
	// The header is of the node as it is now, without a list that was asked for.
	await screen.waitFor(/^rtconsole +\S+ +docker 20\.10/, lookMs);
	expect(await runtimeOfNode()).toMatch(/^docker:\/\//);
	screen.type('q');
	expect(await screen.exit).toMatchObject({exitCode: 0});
});
