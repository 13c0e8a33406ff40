import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {type Box, bootBox, labScript} from '../support/lab.ts';
import {openReadyConsole, type TestConsole} from '../support/lab-console.ts';
import {keepContainerdDown, reviveContainerd, signalContainerd} from '../support/lab-containerd.ts';
import {openTerminal, type TestTerminal} from '../support/terminal.ts';

let box: Box;
let console: TestConsole;
let other: TestTerminal | undefined;
beforeAll(async () => {
	box = await bootBox('plain');
	await keepContainerdDown(box);
});
afterEach(async () => {
	await console?.close();
	await other?.close();
	other = undefined;
});
afterAll(() => box?.remove());

const sidecar = '/var/log/pods/default_web-7d9f8c6b5-x2x7k_3d1c7f0e-5a0f-4b52-9b43-0e4f0c1a0001/log-sidecar/0.log';
const saved = /saved all (\d+) lines \([^)]*\): (\S+\.log)/;

async function openLog(filter: string): Promise<TestConsole> {
	console = await openReadyConsole(box, {columns: 200, rows: 50});
	await console.goTo('containers');
	await console.waitFor('agent-w4tqz');
	await console.select(filter);
	console.type('l');
	await console.waitFor('read from the file');
	return console;
}

/** The whole screen as one text, wrapped lines joined. */
const joined = (seen: readonly string[]) => seen.join('\n');

const savedBefore = new Set<string>();

async function save(): Promise<{readonly count: number; readonly path: string}> {
	const found = (seen: readonly string[]) =>
		[...joined(seen).matchAll(new RegExp(saved, 'g'))].find(([, , path = '']) => !savedBefore.has(path));
	console.type('\u0013');
	const [, count, path = ''] = found(await console.waitFor(seen => found(seen) !== undefined)) ?? [];
	savedBefore.add(path);
	return {count: Number(count), path};
}

it('the file is named, with the command that would show the same; ctrl-s saves what is in it, to the byte', async () => {
	await openLog('sidecar');
	await console.waitFor(/^\$ tail -n 1000 -F -- \/var\/log\/pods\/default_web.*\/log-sidecar\/0\.log$/);
	await console.waitFor(/the same: crictl .* logs --follow --tail 1000 [0-9a-f]{64}/);
	const {count, path} = await save();
	expect(count).toBeGreaterThan(10);
	await box.must(`sed 's/^[^ ]* [^ ]* F //' ${sidecar} | head -n ${count} | cmp - ${path}`);
	expect((await box.must(`stat -c %a ${path}`)).trim()).toBe('600');
	console.type('t');
	await console.waitFor(/^\d{4}-\d\d-\d\dT\S+Z line \d+$/);
	const timed = await save();
	await box.must(`sed 's/^\\([^ ]*\\) [^ ]* F /\\1 /' ${sidecar} | head -n ${timed.count} | cmp - ${timed.path}`);
});

it('p: the attempt before; a filter with lines around it', async () => {
	await openLog('worker.*1. 2 ');
	await console.waitFor('cannot reach db:5432');
	expect(console.text()).toContain('/worker/2.log');
	console.type('p');
	await console.waitFor(/attempt 1 \(previous\)/);
	await console.waitFor('/worker/1.log');
	await console.waitFor('cannot reach db:5432');
	console.type('/reach\r');
	await console.waitFor(seen => !joined(seen).includes('starting'));
	console.type('+');
	await console.waitFor('starting');
});

it('a rotated file is joined, and following goes on through another rotation', async () => {
	await openLog('sidecar');
	await console.waitFor(/^line \d+$/);
	// As the kubelet does it; who has the file open writes on into the old one.
	await box.must(`mv ${sidecar} ${sidecar}.20260101-000000
		echo "$(date -u +%FT%T.%NZ) stdout F after the first rotation" > ${sidecar}`);
	await console.waitFor('after the first rotation', 3000);
	await box.must(`gzip ${sidecar}.20260101-000000; mv ${sidecar} ${sidecar}.20260102-000000
		echo "$(date -u +%FT%T.%NZ) stderr F after the second rotation" > ${sidecar}`);
	await console.waitFor('after the second rotation', 3000);
	const {path} = await save();
	await box.must(
		`head -n 1 ${path} | grep -qx 'line 0'; tail -n 2 ${path} | cmp - <(printf 'after the %s rotation\\n' first second)`,
	);
	await console.escape();
	console.type('l');
	await console.waitFor('2 rotated files joined');
	await console.waitFor(/^(line|err) \d+$/);
	await console.waitFor('after the second rotation');
});

it('F looks through all of it, rotated and compressed files too; F again shows the end; H shows it among the others', async () => {
	const written = (from: number, needle: string) =>
		`seq ${from} ${from + 9999} | awk -v t="$(date -u +%FT%TZ)" '{print t " stdout F filler " $1} $1 == ${from + 17} {print t " stdout F ${needle}"}'`;
	await box.must(`${written(0, 'needle oldest')} | gzip > ${sidecar}.20250101-000000.gz
		${written(10_000, 'needle middle')} > ${sidecar}.20250102-000000`);
	try {
		await openLog('sidecar');
		await console.waitFor(/rotated files joined/);
		console.type('/needle\r');
		await console.waitFor(/none of \d+ lines matches/);
		console.type('F');
		await console.waitFor(/2 of \d{5,} lines match/);
		await console.waitFor(/^needle oldest$/);
		await console.waitFor(/^needle middle$/);
		console.type('F');
		await console.waitFor(/none of \d+ lines matches/);
		console.type('/\u0015(line|err) \\d+0$\rs');
		await console.waitFor(/^(line|err) \d+0$/);
		expect(console.text()).not.toMatch(/^(line|err) \d+[1-9]$/m);
		console.type('H');
		await console.waitFor(/^(line|err) \d+[1-9]$/);
	} finally {
		await box.must(`rm ${sidecar}.20250101-000000.gz ${sidecar}.20250102-000000`);
	}
});

it('a line of a megabyte, bytes that are no text, control sequences: keys are answered, nothing gets through', async () => {
	await box.must(`cp -p ${sidecar} /tmp/before; t=$(date -u +%FT%T.%NZ)
		{ for i in $(seq 64); do printf "$t stdout P "; head -c 16384 /dev/zero | tr '\\0' x; echo; done
		printf "$t stdout F the-end\\n"; printf "$t stdout F odd \\377\\376\\0 \\033[2J\\033]0;owned\\007 \\342\\200\\256 odd-end\\n"; } >> ${sidecar}`);
	await openLog('sidecar');
	await console.waitFor(/odd \S* +odd-end$/);
	console.type('w');
	await console.waitFor(/bytes left out/);
	const pressed = performance.now();
	console.type('?');
	await console.waitFor('what it does', 2000);
	expect(performance.now() - pressed).toBeLessThan(1000);
	await console.escape();
	const raw = console.raw().toString();
	expect(raw).not.toContain('\u001b]0;owned');
	expect(raw).not.toContain('\u202e');
	await box.must(`cat /tmp/before > ${sidecar}`);
});

it("docker's own containers: json lines, both streams, each with its time", async () => {
	await box.must(
		`docker rm -f talker; docker run -d --name talker busybox:1.35 sh -c 'echo to-stdout; echo to-stderr >&2; while :; do sleep 1; echo tick; done'`,
	);
	await openLog('talker');
	await console.waitFor(/^\$ tail .*-json\.log/);
	await console.waitFor(/^to-stderr$/);
	await console.waitFor(/^tick$/);
	console.type('t');
	await console.waitFor(/^\d{4}-\d\d-\d\dT\S+Z +to-stdout$/);
	await box.must('docker rm -f talker');
});

it('who may not read the file is told so, and gets the log through docker', async () => {
	await box.must(`id joe || useradd -G docker joe; chmod 666 /run/containerd/containerd.sock
		docker rm -f open; docker run -d --name open busybox:1.35 sh -c 'while :; do echo for-everybody; sleep 1; done'`);
	const joe = openTerminal([labScript, 'pty', box.name, 'su', '-s', '/bin/sh', 'joe', '-c', '/rt/rtconsole'], {
		columns: 200,
		rows: 50,
	});
	other = joe;
	await joe.waitFor(/^NAMESPACE +POD/);
	joe.type(':containers\r');
	await joe.waitFor('open ');
	joe.type('/open +running\r');
	await joe.waitFor(/ 1\/1 of /);
	joe.type('l');
	await joe.waitFor(/not from the file: permission denied, run it with sudo: \/var\/lib\/docker\//);
	await joe.waitFor(/^\$ docker logs --follow --tail 1000/);
	await joe.waitFor(/^for-everybody$/);
	joe.type('q');
	await joe.exit;
	await box.must('docker rm -f open; chmod 660 /run/containerd/containerd.sock');
});

it('the disk is full: that is said, and nothing is left of the file', async () => {
	await box.must(
		`mkdir -p /root/.local/state/rtconsole/logs; mount -t tmpfs -o size=8k tmpfs /root/.local/state/rtconsole/logs
		for i in $(seq 2000); do echo "$(date -u +%FT%TZ) stdout F filling the disk with line $i"; done >> ${sidecar}`,
	);
	await openLog('sidecar');
	await console.waitFor('line 2000');
	console.type('\u0013');
	await console.waitFor(/not saved: .*ENOSPC.*what was written of it is removed/);
	expect(await box.must('ls /root/.local/state/rtconsole/logs; umount /root/.local/state/rtconsole/logs')).toBe('');
});

it('containerd is stopped: the log is there all the same', async () => {
	try {
		console = await openReadyConsole(box, {columns: 200, rows: 50});
		await console.goTo('containers');
		await console.waitFor('agent-w4tqz');
		await console.waitFor(/^\S+ +worker .*exited \(1\)/);
		await signalContainerd(box, 'KILL');
		await console.select('worker.*1. 2 ');
		console.type('l');
		await console.waitFor('cannot reach db:5432');
		console.type('p');
		await console.waitFor('/worker/1.log');
		await console.waitFor('cannot reach db:5432');
	} finally {
		await reviveContainerd(box);
	}
});
