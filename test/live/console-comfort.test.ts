import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {type Box, bootBox, labScript} from '../support/lab.ts';
import {keys, openTerminal, type TestTerminal} from '../support/terminal.ts';

let box: Box;
let terminal: TestTerminal;
beforeAll(async () => {
	box = await bootBox('plain');
	await box.must(`useradd -m -u 1234 bob; mkdir -p /home/bob/.config/rtconsole; cat > /home/bob/.config/rtconsole/config.yaml <<'END'
theme: light
keys: {logs: L}
aliases: {dps: docker ps -a, inmoby: containers moby}
plugins:
  - {key: ctrl-g, name: state, where: [containers], command: [grep, -H, State, /proc/$PID/status], read-only: true}
  - {key: ctrl-o, name: mark, where: [containers], command: [touch, /tmp/marked-$NAME], run: background, confirm: true}
  - {key: ctrl-e, name: attached, where: [containers], command: [sh, -c, 'echo "hello $1"; read line', sh, $NAME], run: attach}
END
chown -R bob /home/bob/.config`);
});
afterEach(async () => {
	await box.run('for pid in $(pidof rtconsole); do kill -KILL "$pid"; done');
	await terminal?.close();
});
afterAll(() => box?.remove());

/** The console as root, as `sudo rtconsole` typed by bob would start it. */
function open(args: readonly string[] = [], env: readonly string[] = ['SUDO_UID=1234', 'SUDO_USER=bob']): TestTerminal {
	return openTerminal([labScript, 'pty', box.name, 'env', ...env, '/rt/rtconsole', ...args]);
}

async function atPods(args: readonly string[] = [], env?: readonly string[]): Promise<TestTerminal> {
	terminal = open(args, env);
	await terminal.waitFor(/^NAMESPACE +POD/);
	await terminal.waitFor(/^rtconsole {2}\S+ {2}(containerd|docker) \d/);
	return terminal;
}

async function goTo(place: string, wanted: RegExp): Promise<void> {
	terminal.type(':');
	await terminal.waitFor(/^:/);
	terminal.type(`${place}${keys.enter}`);
	await terminal.waitFor(wanted);
}

async function onSidecar(): Promise<void> {
	await goTo('containers', /^containers +1\//);
	terminal.type('/log-sidecar');
	await terminal.waitFor(/ 1\/1 of /);
	terminal.type(keys.enter);
	await terminal.waitFor(/\/log-sidecar +1\/1/);
}

describe('configuration', () => {
	it('of whoever typed sudo: keys, theme, commands of their own in the help', async () => {
		await atPods();
		await goTo('config', /^theme: light/);
		expect(terminal.screen().join('\n')).toMatch(/from \/home\/bob\/\.config\/rtconsole\/config\.yaml/);
		expect(terminal.screen().join('\n')).toMatch(/logs: L \(in /);
		await goTo('containers', /^containers +1\//);
		terminal.type('?/state');
		await terminal.waitFor(/ctrl-g.*state: grep/);
	});

	it('names of their own after :, which lead where they say and are listed', async () => {
		await atPods();
		await goTo('aliases', /^:dps +docker ps -a +of your own/);
		await terminal.waitFor(/^:containers +:co/);
		await goTo('inmoby', /^containers +1\//);
		await terminal.waitFor(/ns moby$/);
		await terminal.waitFor(/legacy-db/);
		await goTo('dps', /^\$ docker ps -a *$/);
		await terminal.waitFor(/^crictl ps --all/);
		terminal.type(keys.enter);
		await terminal.waitFor(/^CONTAINER +IMAGE/);
	});

	it('what others may write to is not believed, and the header says so', async () => {
		await box.must('chmod o+w /home/bob/.config/rtconsole/config.yaml');
		await atPods();
		expect(terminal.screen().join('\n')).toMatch(/! config\.yaml: it is not read: others may write/);
		await box.must('chmod o-w /home/bob/.config/rtconsole/config.yaml');
	});

	it('a broken file does not keep it from starting: the first mistake stands in the header', async () => {
		await box.must("printf 'theme: drak\\nmouse: 3\\n' > /root/bad.yaml");
		await atPods(['--config', '/root/bad.yaml'], []);
		expect(terminal.screen().join('\n')).toMatch(/! bad\.yaml:1: theme: not a theme/);
		await goTo('config', /bad\.yaml:2: mouse: true or false/);
	});
});

describe('commands of one’s own', () => {
	it('in a pane, with the row’s PID, also in read-only mode where it only looks', async () => {
		await atPods(['--read-only']);
		await onSidecar();
		terminal.type('\u0007');
		await terminal.waitFor(/^\/proc\/\d+\/status:State:/);
	});

	it('that changes something is refused in read-only mode', async () => {
		await atPods(['--read-only']);
		await onSidecar();
		terminal.type('\u000f');
		await terminal.waitFor(/read-only mode: mark is not run/);
	});

	it('behind a question, in the background', async () => {
		await box.run('rm -f /tmp/marked-*');
		await atPods();
		await onSidecar();
		terminal.type('\u000f');
		await terminal.waitFor(/touch \/tmp\/marked-log-sidecar/);
		expect((await box.run('ls /tmp/marked-*')).exitCode).not.toBe(0);
		terminal.type('y');
		await terminal.waitFor(/^done: touch/);
		expect(await box.must('ls /tmp/marked-*')).toBe('/tmp/marked-log-sidecar\n');
	});

	it('with the terminal, and back', async () => {
		await atPods();
		await onSidecar();
		terminal.type('\u0005');
		await terminal.waitFor(/^hello log-sidecar/);
		terminal.type(keys.enter);
		await terminal.waitFor(/\/log-sidecar +1\/1/);
	});
});

describe('the terminal', () => {
	it('c copies the ID over OSC 52, again the name; the bytes are the text', async () => {
		await atPods();
		await onSidecar();
		terminal.type('c');
		await terminal.waitFor(/^copied the ID [0-9a-f]{64}/);
		terminal.type('c');
		await terminal.waitFor(/^copied the name log-sidecar/);
		const sent = terminal
			.raw()
			.toString()
			.split('\u001b]52;c;')
			.slice(1)
			.map(part => Buffer.from(part.slice(0, part.indexOf('\u0007')), 'base64').toString());
		expect(sent[0]).toMatch(/^[0-9a-f]{64}$/);
		expect(sent[1]).toBe('log-sidecar');
	});

	it('the mouse: off at first; wheel, click, double click; off again when it ends', async () => {
		await atPods();
		const raw = () => terminal.raw().toString();
		expect(raw()).not.toContain('\u001b[?1000h');
		await goTo('mouse', /^mouse on/);
		expect(raw()).toContain('\u001b[?1000h\u001b[?1006h');
		const row = terminal.screen().findIndex(line => line.startsWith('NAMESPACE')) + 3;
		terminal.type(`\u001b[<0;10;${row}M\u001b[<0;10;${row}m`);
		await terminal.waitFor(/^pods +2\//);
		terminal.type('\u001b[<65;10;10M');
		await terminal.waitFor(/^pods +4\//);
		terminal.type(`\u001b[<0;10;${row}M\u001b[<0;10;${row}m\u001b[<0;10;${row}M\u001b[<0;10;${row}m`);
		await terminal.waitFor(/^pods › containers of /);
		terminal.type('q');
		await terminal.exit;
		expect(raw().lastIndexOf('\u001b[?1000l')).toBeGreaterThan(raw().lastIndexOf('\u001b[?1000h'));
	});

	it('[ ] and - go where one has been, and up recalls what was typed, in the next session too', async () => {
		await atPods();
		await goTo('images', /^images +1\//);
		await goTo('tasks', /^tasks +1\//);
		terminal.type('[');
		await terminal.waitFor(/^images +1\//);
		terminal.type('[');
		await terminal.waitFor(/^pods +1\//);
		terminal.type(']');
		await terminal.waitFor(/^images +1\//);
		terminal.type('-');
		await terminal.waitFor(/^pods +1\//);
		terminal.type('-');
		await terminal.waitFor(/^images +1\//);
		terminal.type('q');
		await terminal.exit;
		await atPods();
		terminal.type(':');
		await terminal.waitFor(/^:/);
		terminal.type(keys.up);
		await terminal.waitFor(/^:tasks/);
		expect(await box.must('stat -c "%a %U" /root/.local/state/rtconsole/history')).toBe('600 root\n');
	});

	it('Tab completes containerd namespaces and names of containers', async () => {
		await atPods();
		terminal.type(':ns ');
		await terminal.waitFor(/^:ns/);
		terminal.type(keys.tab);
		await new Promise(resolve => setTimeout(resolve, 1500));
		terminal.type('k8');
		await terminal.waitFor(/^:ns k8s\.io/);
		terminal.type(`${keys.tab}${keys.enter}`);
		await terminal.waitFor(/ns k8s\.io/);
		await terminal.waitFor(/^containers +1\//);
		terminal.type(':logs log-s');
		await terminal.waitFor(/^:logs log-sidecar/);
		terminal.type(`${keys.tab}${keys.enter}`);
		await terminal.waitFor(/› logs of .*sidecar/);
	});

	it('themes have their colours, and NO_COLOR has none, on every screen', async () => {
		await atPods();
		const colours = () =>
			terminal
				.raw()
				.toString()
				.split('\u001b[')
				.filter(each => /^(?:\d+;)*(?:3[0-7]|4[0-7]|9[0-7]|[34]8;[25];[\d;]+)(?:;\d+)*m/.test(each));
		expect(colours()).not.toEqual([]);
		terminal.type('q');
		await terminal.exit;
		await terminal.close();
		await atPods([], ['NO_COLOR=1']);
		for (const [place, wanted] of [
			['containers', /^NAME +POD/],
			['aliases', /^:pods/],
			['check', /fatal, /],
			['docker ps -a', /^crictl ps --all/],
		] as const) {
			await goTo(place, wanted);
			if (place === 'docker ps -a') terminal.type(keys.escape);
		}
		expect(colours()).toEqual([]);
	});

	it('wide mode and a filter are there again when one comes back to the list', async () => {
		await atPods();
		await goTo('containers', /^containers +1\//);
		terminal.type('\u0017');
		await terminal.waitFor(/^containers.* wide /);
		terminal.type('/log-sidecar');
		await terminal.waitFor(/ 1\/1 of /);
		terminal.type(keys.enter);
		await goTo('images', /^IMAGE/);
		await goTo('containers', /^containers.*\/log-sidecar.* 1\/1 of /);
		await terminal.waitFor(/^containers.* wide /);
	});

	it('ctrl-s saves a list, whole', async () => {
		await atPods();
		terminal.type('\u0013');
		const screen = await terminal.waitFor(/^saved as \/root\/\.local\/state\/rtconsole\/screens\/pods-\S+\.txt/);
		const path = /saved as (\S+)/.exec(screen.join('\n'))?.[1] ?? '';
		expect(await box.must(`cat ${path}`)).toMatch(/^NAMESPACE +POD/);
		expect(await box.must(`stat -c %a ${path}`)).toBe('600\n');
	});

	it('ctrl-z stops it, fg goes on, and the shell in between has a sane terminal', async () => {
		terminal = openTerminal([labScript, 'pty', box.name, 'bash', '--norc', '-i']);
		terminal.type(`PS1='shell> '${keys.enter}`);
		await terminal.waitFor(/^shell> $|^shell>$/);
		terminal.type(`/rt/rtconsole${keys.enter}`);
		await terminal.waitFor(/^pods +1\//);
		terminal.type('\u001a');
		await terminal.waitFor(/Stopped/);
		terminal.type(`echo sa""ne${keys.enter}`);
		await terminal.waitFor(/^sane/);
		terminal.type(`fg${keys.enter}`);
		await terminal.waitFor(/^pods +1\//);
		terminal.type('j');
		await terminal.waitFor(/^pods +2\//);
	});
});

describe('TERM=dumb', () => {
	it('lists once, answers lines, and writes no control sequence', async () => {
		terminal = open([], ['TERM=dumb']);
		await terminal.waitFor(/^rtconsole>/);
		terminal.type(`containers log-sidecar${keys.enter}`);
		await terminal.waitFor(/^1 of \d+ containers/);
		terminal.type(`logs log-sidecar 3${keys.enter}`);
		await new Promise(resolve => setTimeout(resolve, 1000));
		terminal.type(`docker ps -q${keys.enter}`);
		await terminal.waitFor(/^# crictl ps/);
		terminal.type(`docker ps --format 'table {{.ID}}|'${keys.enter}`);
		await terminal.waitFor(/^CONTAINER ID\|/);
		terminal.type(`inspcet x${keys.enter}`);
		await terminal.waitFor(/did you mean inspect\?/);
		terminal.type(`quit${keys.enter}`);
		expect((await terminal.exit).exitCode).toBe(0);
		expect(terminal.raw().toString()).not.toContain('\u001b');
		expect(terminal.raw().toString()).toMatch(/NAMESPACE +POD/);
	});
});
