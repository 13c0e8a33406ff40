import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, afterEach, beforeAll, describe, expect, it, vi} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {openReadyConsole, signalConsole, type TestConsole} from '../support/lab-console.ts';
import {keys} from '../support/terminal.ts';

let box: Box;
let console: TestConsole;
beforeAll(async () => {
	box = await bootBox('plain');
});
afterEach(() => console?.close());
afterAll(() => box?.remove());

describe('on every way out the terminal is given back', () => {
	// biome-ignore format: a table
	it.each<readonly [string, number, () => unknown]>([
		['q',       0,   () => console.type('q')],
		[':q',      0,   () => console.goTo('q')],
		['ctrl-c',  0,   () => console.type(keys.ctrlC)],
		['SIGTERM', 143, () => signalConsole(box, 'TERM')],
		['SIGINT',  130, () => signalConsole(box, 'INT')],
		['SIGQUIT', 131, () => signalConsole(box, 'QUIT')],
		['SIGHUP',  129, () => signalConsole(box, 'HUP')],
	])('%s: exit code %d', async (_, exitCode, leave) => {
		console = await openReadyConsole(box);
		await leave();
		expect((await console.exit).exitCode).toBe(exitCode);
		expectRestored(console.raw().toString());
		expect(console.text().trim()).toBe('');
		await vi.waitFor(async () => expect(await leftovers()).toBe(''), {timeout: 5000});
	});

	it('ctrl-c out of a log that is followed, a filter that is typed, and the help', async () => {
		for (const screen of ['l', '/we', '?', 't']) {
			console = await openReadyConsole(box);
			await console.goTo('containers');
			await console.waitFor('legacy-db');
			await console.select('sidecar');
			console.type(screen);
			await sleep(500);
			console.type(keys.ctrlC);
			expect({screen, ...(await console.exit)}).toEqual({screen, exitCode: 0, signal: 0});
			expectRestored(console.raw().toString());
			await vi.waitFor(async () => expect(await leftovers()).toBe(''), {timeout: 5000});
		}
	});

	it('the terminal goes away (a dropped connection): nothing is left running', async () => {
		console = await openReadyConsole(box);
		expect(await leftovers()).toContain('ctr events');
		// script(1) holds the other end of the console's terminal, as sshd would.
		await box.must('kill -KILL "$(pidof script)"');
		await console.exit;
		await vi.waitFor(async () => expect(await leftovers()).toBe(''), {timeout: 5000});
	});
});

describe('another size', () => {
	it('60x12 and back: drawn anew, as high and as wide as the terminal', async () => {
		console = await openReadyConsole(box);
		const before = await console.settled();
		console.resize(60, 12);
		await console.waitFor(seen => /^pods +1\/4$/.test(seen[2] ?? '') && /^enter open/.test(seen[11] ?? ''));
		expect(console.text()).toContain('web-7d9f8c6b5-x2x7k');
		console.resize(80, 24);
		await console.waitForSame(before);
	});

	it('20x5 and back: says what it needs, then goes on', async () => {
		console = await openReadyConsole(box);
		const before = await console.settled();
		console.resize(20, 5);
		await console.waitFor(/^rtconsole needs/);
		expect(console.text()).toContain('40x10');
		console.resize(80, 24);
		await console.waitForSame(before);
		console.resize(200, 50);
		await console.waitFor(seen => (seen.at(-1) ?? '').includes('quit') && seen.length === 50);
		expect(console.screen().filter(line => line.startsWith('rtconsole')).length).toBe(1);
	});

	it('a hundred sizes in a second: the last one is what is seen', async () => {
		console = await openReadyConsole(box);
		const before = await console.settled();
		for (let step = 0; step < 100; step += 1) {
			console.resize(40 + ((step * 7) % 120), 10 + ((step * 3) % 40));
			await sleep(10);
		}
		console.resize(80, 24);
		await console.waitForSame(before);
	});
});

/** What the program left on the terminal: the normal screen, a cursor, and nothing after that. */
function expectRestored(raw: string): void {
	expect(raw).toContain('\u001b[?1049l');
	expect(raw.lastIndexOf('\u001b[?25h')).toBeGreaterThan(raw.lastIndexOf('\u001b[?25l'));
	const screens = raw.slice(raw.lastIndexOf('\u001b[?1049h')).split('\u001b[?1049l');
	for (const after of screens.slice(1)) expect(after).toMatch(shownNothing);
	expect(raw.lastIndexOf('\u001b[?2004l')).toBeGreaterThan(raw.lastIndexOf('\u001b[?2004h'));
}

/** Control sequences only: nothing that is seen. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what is looked for
const shownNothing = /^(\u001b\[[?<>]?[\d;]*[a-zA-Z]|\r|\n)*$/;

/** Programs of the console that still run in the node. */
async function leftovers(): Promise<string> {
	return (await box.run("ps -eo args | grep -E '^(/rt/rtconsole|ctr events|crictl .*logs)'")).stdout.trim();
}
