import {afterAll, beforeAll, expect, it} from 'vitest';
import {type Box, bootBox} from '../support/lab.ts';

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
