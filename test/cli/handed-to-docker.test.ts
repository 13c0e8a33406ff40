import {expect, it} from 'vitest';
import {dockerCommand} from '../../src/cli/commands/docker.ts';
import {translateCommand} from '../../src/cli/commands/translate.ts';
import type {NodeFacts} from '../../src/model/facts.ts';
import {calledAs} from '../../src/runtime/called-as.ts';
import {runOneShot} from '../support/one-shot.ts';

const tools: NodeFacts['tools'] = {
	crictl: {name: 'crictl', command: ['crictl'], version: '1.30.0'},
	ctr: {name: 'ctr', command: ['ctr'], version: '1.6.20'},
	docker: {name: 'docker', command: ['/usr/bin/docker'], version: '20.10.24'},
};
const endpoint = (path: string): NodeFacts['endpoint'] => ({url: `unix://${path}`, source: 'kubelet', detail: ''});
const dockershim = {tools, endpoint: endpoint('/var/run/dockershim.sock')};

// biome-ignore format: a table
it.each([
	['dockershim',                 dockershim,                                                               true],
	['cri-dockerd',                {tools, endpoint: endpoint('/run/cri-dockerd.sock')},                     true],
	['docker alone',               {tools, listing: {through: 'docker', because: 'no CRI endpoint was found'}}, true],
	['containerd beside a docker', {tools, endpoint: endpoint('/run/containerd/containerd.sock')},           false],
	['dockershim, no docker here', {...dockershim, tools: {crictl: tools.crictl, ctr: tools.ctr}},           false],
] as const)('%s: docker itself is asked: %s', async (_name, facts, expected) => {
	const {ran, code, err} = await runOneShot(dockerCommand, ['ps', '-a', '--format', '{{.Names}}'], {}, {facts: facts as Partial<NodeFacts>, answers: {ps: {exitCode: expected ? 5 : 0}}});
	expect(ran.includes('attach /usr/bin/docker ps -a --format {{.Names}}')).toBe(expected);
	expect(code).toBe(expected ? 5 : 0);
	expect(err.includes("# docker itself: the containers of this node are docker's (")).toBe(expected);
});

// biome-ignore format: a table
it.each([
	['volume ls',                'looks'],
	['network inspect bridge',   'looks'],
	['compose ps',               'looks'],
	['system df -v',             'looks'],
	['rm -f web',                'asks'],
	['volume create xy',          'asks'],
	['run busybox ls',           'asks'],
	['exec web ps',              'asks'],
	['volume rm ls',             'asks'],
])('docker %s %s', async (line, expected) => {
	const nobody = await runOneShot(dockerCommand, line.split(' '), {}, {facts: dockershim});
	const asked = expected === 'asks';
	expect([nobody.code, nobody.ran.length]).toEqual(asked ? [3, 0] : [0, 1]);
	const yes = await runOneShot(dockerCommand, line.split(' '), {yes: true}, {facts: dockershim});
	expect(yes.ran).toEqual([`attach /usr/bin/docker ${line}`]);
});

it('translate says whose the containers are, and names no other socket', async () => {
	const called = calledAs({hostname: '', lookedFor: [], warnings: [], listing: {through: 'crictl'}, ...dockershim});
	expect(called).toEqual({docker: 'unix:///var/run/dockershim.sock'});
	const versions = {crictl: 'crictl version 1.30.0', ctr: 'ctr v1.6.20', docker: 'Docker version 20.10.24'};
	const {out} = await runOneShot(translateCommand, ['docker', 'ps', '-a'], {}, {facts: dockershim, versions});
	expect(out).toContain(
		"crictl ps --all\n# close: The containers of this node are docker's (unix:///var/run/dockershim.sock)",
	);
	expect(out).not.toContain('alias crictl');
});
