import {afterAll, beforeAll, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';
import {openReadyConsole} from '../support/lab-console.ts';
import {keys} from '../support/terminal.ts';

let box: Box;
beforeAll(async () => {
	box = await bootBox('docker');
});
afterAll(() => box?.remove());

const pod = 'docker ps -q --filter label=io.kubernetes.docker.type=container | head -1';

// biome-ignore format: a table
it.each([
	['docker ps -q --no-trunc',                           'docker ps -q --no-trunc'],
	['docker volume ls -q; echo $?',                      'docker volume ls -q; echo $?'],
	[`docker exec -i $(${pod}) cat <<<in; echo $?`,       'echo in; echo 0'],
	[`docker exec $(${pod}) sh -c "exit 7"; echo $?`,     'echo 7'],
	['docker save busybox:1.35 | tar -tf - | grep -c manifest.json', 'echo 1'],
	['docker run -d --name handed busybox:1.35 sleep 99 >/dev/null; docker inspect -f "{{.State.Running}}" handed; docker rm -f handed', 'printf "true\\nhanded\\n"'],
])('on a node whose containers are docker\'s, rtconsole docker is docker: %s', async (line, expected) => {
	const asked = await box.run(`docker() { /rt/rtconsole --yes docker "$@"; }; ${line}`);
	expect(asked.stdout).toBe((await box.run(expected)).stdout);
});

it('and so it is in the console: a read at once, a change after a question', async () => {
	const screen = await openReadyConsole(box, {columns: 80, rows: 24});
	try {
		await screen.goTo('docker ps --filter label=io.kubernetes.container.name=web -q');
		await screen.waitFor(/^enter run/);
		screen.type(keys.enter);
		const [first = ''] = (await box.must('docker ps --filter label=io.kubernetes.container.name=web -q')).split('\n');
		expect(first).not.toBe('');
		await screen.waitFor(new RegExp(`^${first}`));
		await screen.escape();
		await screen.escape();
		await screen.goTo('docker tag busybox:1.35 handed:1');
		await screen.waitFor(/^enter run/);
		screen.type(keys.enter);
		await screen.waitFor(/y yes, run it/);
		screen.type('y');
		await screen.waitFor(/ended/);
		expect(await box.must('docker images -q handed:1')).not.toBe('');
	} finally {
		await screen.close();
	}
});
