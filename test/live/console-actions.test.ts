import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {addContainer, agree, answer, choose, statusOf} from '../support/lab-actions.ts';
import {lines} from '../support/lab-answers.ts';
import {openConsole, openReadyConsole, signalConsole, type TestConsole} from '../support/lab-console.ts';
import {keys} from '../support/terminal.ts';

let box: Box;
let console: TestConsole;
beforeAll(async () => {
	box = await bootBox('plain');
});
afterEach(() => console?.close());
afterAll(() => box?.remove());

async function open(): Promise<TestConsole> {
	console = await openReadyConsole(box, {columns: 120, rows: 40});
	return console;
}

const trapping = [
	'sh',
	'-c',
	'trap "exit 7" TERM; trap "echo hup >> /tmp/hup" HUP; while :; do sleep 0.1; done',
] as const;

describe('signals', () => {
	it('kill: HUP arrives and the container goes on; stop: SIGTERM first, its own exit code', async () => {
		const id = await addContainer(box, 'graceful', trapping);
		await open();
		await choose(console, 'containers', 'graceful', 'k');
		await answer(console, /^signal$/, 'HUP');
		expect(await agree(console)).toContain('task kill --signal SIGHUP');
		await console.waitFor(/^done in/);
		expect((await box.must(`sleep 0.5; crictl exec ${id} cat /tmp/hup`)).trim()).toBe('hup');
		expect((await statusOf(box, 'graceful')).state).toBe('CONTAINER_RUNNING');
		await console.escape();
		await choose(console, 'containers', 'graceful', 's');
		await answer(console, /^seconds to end/, '5');
		const question = await agree(console);
		expect(question).toContain(`stop --timeout 5 ${id}`);
		expect(question).toContain('the kubelet makes it anew');
		await console.waitFor(/^done in/);
		expect(await statusOf(box, 'graceful')).toMatchObject({state: 'CONTAINER_EXITED', exitCode: 7});
		await console.escape();
		await console.waitFor(/graceful .*exited \(7\)/);
	});

	it('several at once: those that are marked', async () => {
		for (const name of ['bulk-a', 'bulk-b', 'bulk-c']) await addContainer(box, name, ['sleep', '100000']);
		await open();
		await console.goTo('containers');
		console.type('/bulk-');
		await console.waitFor(/\/bulk-.* 1\/3 of /);
		console.type(keys.enter);
		await console.waitFor(/enter.*open/);
		console.type('  ');
		await console.waitFor(/ 3\/3 of /);
		console.type('a');
		await console.waitFor(/What to do with .* and 1 more/);
		console.type('s');
		await answer(console, /^seconds to end/, '0');
		expect(await agree(console)).toMatch(/ and 1 more\?.*stop --timeout 0 [0-9a-f]{64}.*stop --timeout 0 [0-9a-f]{64}/);
		await console.waitFor(/^done in/);
		const states = lines(await box.must("crictl ps -a --name '^bulk-' -o json | jq -r '.containers[].state'"));
		expect(states.toSorted()).toEqual(['CONTAINER_EXITED', 'CONTAINER_EXITED', 'CONTAINER_RUNNING']);
	});

	it('nothing is run on n, and on anything but y', async () => {
		await open();
		await choose(console, 'containers', 'log-sidecar', 's');
		await answer(console, /^seconds to end/, '1');
		await console.waitFor(/^y yes/);
		console.type(keys.enter);
		await console.waitFor('nothing was run');
		expect((await statusOf(box, 'log-sidecar')).state).toBe('CONTAINER_RUNNING');
	});

	it('pause and resume of a task', async () => {
		await open();
		const states = async () => box.must(`ctr -n k8s.io tasks ls | grep "$(crictl ps -q --no-trunc --name '^web$')"`);
		await choose(console, 'tasks', ' web ', 'z');
		await agree(console);
		await console.waitFor(/^done in/);
		expect(await states()).toContain('PAUSED');
		await console.escape();
		await console.waitFor(/paused +web/);
		await choose(console, 'tasks', ' web ', 'u');
		await agree(console);
		await console.waitFor(/^done in/);
		expect(await states()).toContain('RUNNING');
	});
});

describe('shells', () => {
	it('as the user of the image, and as root', async () => {
		await addContainer(box, 'nonroot', ['sleep', '100000'], {
			linux: {security_context: {run_as_user: {value: 1000}}},
		});
		await open();
		await console.goTo('containers');
		await console.select('nonroot');
		console.type('e');
		await console.waitFor(/[#$] ?$/);
		console.type('echo user-$(id -u)\r');
		await console.waitFor('user-1000');
		console.type('exit\r');
		await console.waitFor(/^containers .*1\/1 of/);
		console.type('a');
		await console.waitFor('What to do with');
		console.type('r');
		await console.waitFor(/[#$] ?$/);
		console.type('echo user-$(id -u)\r');
		await console.waitFor('user-0');
		console.type('exit\r');
		await console.waitFor(/^containers .*1\/1 of/);
	});

	it('in an image without a shell: the node brings one, and says so first', async () => {
		await makeBareImage();
		await addContainer(box, 'bare', ['/lib/sleep', '100000'], {image: {image: 'docker.io/library/bare:1'}});
		await open();
		await console.goTo('containers');
		await console.select('bare ');
		console.type('e');
		expect(await agree(console)).toContain('this image has no shell');
		await console.waitFor(/[#$] ?$/);
		console.type('echo files-$(ls / | tr "\\n" ,) in $(hostname)\r');
		await console.waitFor(/^files-.*pause-here,.* in web-7d9f8c6b5-x2x7k/);
		console.type('exit\r');
		await console.waitFor(/^containers .*1\/1 of/);
	});
});

/** An image whose only program is one that waits: no shell, no tar. */
async function makeBareImage(): Promise<void> {
	await box.must(`cd $(mktemp -d) && mkdir -p root/data root/lib && touch root/pause-here && cp /usr/bin/busybox root/lib/sleep
		tar -C root -cf - . | docker import - bare:1
		docker save bare:1 | ctr -n k8s.io images import -`);
}

describe('files', () => {
	const sum = async (where: string) => (await box.must(`${where} | sha256sum`)).split(' ')[0];

	it('out: byte for byte; what is there already is named before it is overwritten', async () => {
		await box.must(
			`crictl exec $(crictl ps -q --name '^web$') sh -c 'head -c 300000 /dev/urandom > /tmp/data.bin'; rm -f /tmp/out.bin`,
		);
		await open();
		const copy = async () => {
			await choose(console, 'containers', 'web:1.0.*k8s', 'o');
			await answer(console, /^path in the container$/, '/tmp/data.bin');
			await answer(console, /^path on this node$/, '/tmp/out.bin');
			const question = await agree(console);
			await console.waitFor(/^done in/);
			await console.escape();
			return question;
		};
		expect(await copy()).not.toContain('overwritten');
		const inside = `crictl exec $(crictl ps -q --name '^web$') cat /tmp/data.bin`;
		expect(await sum('cat /tmp/out.bin')).toBe(await sum(inside));
		expect(await copy()).toContain('! /tmp/out.bin exists (300kB) and is overwritten');
	});

	it('out of a container that has ended: from its snapshot', async () => {
		const left = async () => (await box.run('mount | grep /tmp; ls -d /tmp/tmp.*')).stdout;
		const before = await left();
		await open();
		await choose(console, 'containers', 'done.*k8s', 'o');
		await answer(console, /^path in the container$/, '/etc/passwd');
		await answer(console, /^path on this node$/, '/tmp/passwd-of-done');
		expect(await agree(console)).toContain('its snapshot is mounted');
		await console.waitFor(/^done in/);
		expect(await box.must('cat /tmp/passwd-of-done')).toContain('root:x:0:0');
		expect(await left()).toBe(before);
	});

	it('in: byte for byte, also where the image has no shell', async () => {
		await box.must('head -c 200000 /dev/urandom > /tmp/in.bin');
		await open();
		await choose(console, 'containers', 'web:1.0.*k8s', 'i');
		await answer(console, /^path on this node$/, '/tmp/in.bin');
		await answer(console, /^path in the container/, '/tmp/');
		await agree(console);
		await console.waitFor(/^done in/);
		expect(await sum(`crictl exec $(crictl ps -q --name '^web$') cat /tmp/in.bin`)).toBe(await sum('cat /tmp/in.bin'));
		await console.escape();
		await choose(console, 'containers', 'bare ', 'i');
		await answer(console, /^path on this node$/, '/tmp/in.bin');
		await answer(console, /^path in the container/, '/data/');
		expect(await agree(console)).toContain('this image has no shell');
		await console.waitFor(/^done in/);
		const pid = await box.must(
			`crictl inspect -o go-template --template '{{.info.pid}}' $(crictl ps -q --name '^bare$')`,
		);
		expect(await sum(`cat /proc/${pid.trim()}/root/data/in.bin`)).toBe(await sum('cat /tmp/in.bin'));
	});
});

describe('images', () => {
	const names = async () => lines(await box.must('ctr -n k8s.io images ls -q')).toSorted();

	it('export: a tar that ctr and docker take', async () => {
		await open();
		await choose(console, 'images', 'library/web:1.0.*k8s', 'w');
		await answer(console, /^file on this node$/, '/tmp/web.tar');
		await agree(console);
		await console.waitFor(/^done in/);
		expect(await box.must('ctr -n copied images import /tmp/web.tar && docker load -i /tmp/web.tar')).toMatch(
			/web:1\.0/,
		);
	});

	it('pull: from a registry, and esc ends one that hangs', async () => {
		await box.must(`/kit/registry-up.sh >/dev/null 2>&1
			docker tag web:1.0 127.0.0.1:5000/team/pulled:1 && docker push -q 127.0.0.1:5000/team/pulled:1`);
		await open();
		await choose(console, 'images', 'library/web:1.0.*k8s', 'p');
		await answer(console, /^image$/, '127.0.0.1:5000/team/pulled:1');
		expect(await agree(console)).toContain('pull 127.0.0.1:5000/team/pulled:1');
		await console.waitFor(/^done in/, 30_000);
		expect(await names()).toContain('127.0.0.1:5000/team/pulled:1');
		await console.escape();
		await box.must(`socat TCP-LISTEN:5999,fork,reuseaddr SYSTEM:'sleep 1000' >/dev/null 2>&1 & sleep 0.5`);
		await choose(console, 'images', 'busybox:1.35.*k8s', 'p');
		await answer(console, /^image$/, '127.0.0.1:5999/team/never:1');
		await agree(console);
		await console.waitFor(/^running/);
		await console.waitFor('1 RUNNING');
		await console.escape();
		await console.waitFor(/^cancelled after/);
		expect((await box.run("pgrep -f 'crictl.*team/neve[r]'")).stdout).toBe('');
	});

	it('remove: one name of several; then exactly the names that were announced', async () => {
		await open();
		const before = await names();
		await choose(console, 'images', 'busybox:1.35.*k8s', 'x');
		await answer(console, /^which name goes/, 'docker.io/library/busybox:latest');
		expect(await agree(console)).toContain('the name docker.io/library/busybox:latest goes');
		await console.waitFor(/^done in/);
		expect(await names()).toEqual(before.filter(name => name !== 'docker.io/library/busybox:latest'));
		await console.escape();
		await choose(console, 'images', 'bare:1.*k8s', 'x');
		const question = await agree(console);
		expect(question).toContain('This cannot be undone');
		expect(question).toMatch(/goes with its name: docker\.io\/library\/bare:1/);
		expect(question).toContain('in use by 1: web-7d9f8c6b5-x2x7k/bare (running)');
		await console.waitFor(/^done in/);
		const left = await names();
		const gone = before.filter(name => !left.includes(name) && !name.startsWith('sha256:'));
		expect(gone).toEqual(['docker.io/library/bare:1', 'docker.io/library/busybox:latest']);
	});
});

describe('ports', () => {
	it('a port that leads into the pod, behind the screen, until it is stopped', async () => {
		await open();
		await choose(console, 'pods', 'web-7', 'f');
		await answer(console, /^LOCAL:POD/, '18099:8080');
		await agree(console);
		await console.waitFor(/^open for/);
		await console.waitFor(/Forwarding from 127\.0\.0\.1:18099/);
		await console.escape();
		await console.waitFor(/^pods /);
		await console.waitFor('1 RUNNING');
		expect(await box.must('curl -s --max-time 5 http://127.0.0.1:18099/')).not.toBe('');
		await console.goTo('jobs');
		await console.waitFor(/^Forward|^forward/i);
		console.type('x');
		await console.waitFor(/stopped after/);
		expect((await box.run('curl -s --max-time 5 http://127.0.0.1:18099/')).exitCode).not.toBe(0);
	});

	it('a port that is taken is refused; a failure stays to be read', async () => {
		await box.must('socat TCP-LISTEN:18777,reuseaddr,fork SYSTEM:true >/dev/null 2>&1 & sleep 0.5');
		await open();
		await choose(console, 'pods', 'web-7', 'f');
		await answer(console, /^LOCAL:POD/, '18777:8080');
		await console.waitFor('port 18777 of this node is taken');
		await choose(console, 'images', 'busybox:1.35.*k8s', 'p');
		await answer(console, /^image$/, '127.0.0.1:1/team/nobody:1');
		await agree(console);
		await console.waitFor(/^failed after \S+: The registry cannot be reached/, 30_000);
		await console.escape();
		await console.goTo('jobs');
		await console.waitFor(/failed after/);
		console.type(keys.enter);
		await console.waitFor(/connection refused/);
	});

	it.each(['quit', 'SIGTERM'])('%s ends what still runs', async how => {
		await open();
		await choose(console, 'pods', 'web-7', 'f');
		await answer(console, /^LOCAL:POD/, '18100:8080');
		await agree(console);
		await console.waitFor(/Forwarding from/);
		await console.escape();
		if (how === 'quit') {
			console.type('q');
			await console.waitFor('end what still runs?');
			console.type('y');
		} else await signalConsole(box, 'TERM');
		await console.exit;
		await box.must(
			"for i in $(seq 30); do pgrep -f 'crictl.*port-forwar[d]' >/dev/null || exit 0; sleep 0.1; done; exit 1",
		);
	});
});

describe('who owns it', () => {
	it("docker's container: through docker", async () => {
		await open();
		await choose(console, 'containers', 'legacy-db', 's');
		await answer(console, /^seconds to end/, '4');
		expect(await agree(console)).toMatch(/docker stop --time 4 [0-9a-f]{64}/);
		await console.waitFor(/^done in/);
		expect((await box.must("docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' legacy-db")).trim()).toBe(
			'exited 0',
		);
	});

	it('a container of ctr alone: SIGTERM, a wait, and only then SIGKILL; then removed', async () => {
		await box.must(`ctr -n k8s.io images export /tmp/bb.tar docker.io/library/busybox:1.35 && ctr images import /tmp/bb.tar
			ctr run -d docker.io/library/busybox:1.35 alone sh -c 'trap "" TERM; while :; do sleep 0.1; done'`);
		await open();
		await choose(console, 'containers', 'alone', 's');
		await answer(console, /^seconds to end/, '1');
		expect(await agree(console)).toContain('nothing starts it again');
		await console.waitFor(/^done in/);
		expect(await box.must('ctr tasks ls')).toMatch(/alone +\d+ +STOPPED/);
		await console.escape();
		await choose(console, 'containers', 'alone', 'x');
		await agree(console);
		await console.waitFor(/^done in/);
		expect(await box.must('ctr containers ls -q')).not.toContain('alone');
	});
});

describe('remove', () => {
	it('a container that has ended, with its log', async () => {
		const log = (await statusOf(box, 'graceful')) as unknown as {readonly logPath: string};
		await open();
		await choose(console, 'containers', 'graceful', 'x');
		const question = await agree(console);
		expect(question).toContain('This cannot be undone');
		expect(question).toContain('The log goes too');
		await console.waitFor(/^done in/);
		expect(await box.must("crictl ps -a -q --name '^graceful$'")).toBe('');
		expect((await box.run(`ls ${log.logPath}`)).exitCode).not.toBe(0);
		await console.escape();
		await console.waitFor(/none of \d+ matches|no containers/);
	});

	it('a pod sandbox: stopped, then removed', async () => {
		await open();
		await choose(console, 'pods', 'report-', 'x');
		expect(await agree(console)).toContain('the logs of its containers go with it');
		await console.waitFor(/^done in/, 30_000);
		expect(await box.must('crictl pods -q --name report')).toBe('');
	});
});

it('read-only: nothing of it, and a sentence', async () => {
	console = openConsole(box, ['--read-only'], {columns: 120, rows: 40});
	await console.waitFor(/^NAMESPACE +POD/);
	await console.waitFor('READ-ONLY');
	expect(console.screen().at(-1)).not.toMatch(/actions|shell/);
	console.type('a');
	await console.waitFor('read-only mode: nothing that changes the node is run');
});

it('the command log as a script that a shell takes', async () => {
	await open();
	await console.goTo('containers');
	await console.waitFor(/^containers .*\d+\/\d+/);
	console.type('!');
	await console.waitFor('ctr events');
	console.type('\u0013');
	const screen = await console.waitFor(/saved as (\S+)/);
	const path = /saved as (\S+)/.exec(screen.join('\n'))?.[1];
	const script = await box.must(`bash -n ${path} && cat ${path}`);
	expect(script).toMatch(/^#!\/bin\/bash\n/);
	expect(script).toMatch(/# 20\d\d-\S+Z {2}asks, exit 0, \d+ ms\ncrictl --runtime-endpoint \S+ pods --output json\n/);
});
