import {expect, it} from 'vitest';
import {whyBare} from '../../src/cli/bare-machine.ts';
import type {NodeFacts} from '../../src/model/facts.ts';

const facts: NodeFacts = {
	hostname: 'laptop',
	tools: {},
	lookedFor: ['crictl: not found (searched: PATH)', 'docker: /usr/bin/docker', 'sockets: /run/docker.sock'],
	listing: {through: 'nothing', because: 'neither a socket nor crictl'},
	warnings: [],
};

// biome-ignore format: a table
it.each<readonly [name: string, changed: Partial<NodeFacts>, expected: string | undefined]>([
	['nothing at all',                {},                                                                    'no container runtime here: looked for crictl, docker, sockets'],
	['a client of docker',            {tools: {docker: {name: 'docker', command: ['docker'], version: '28'}}}, 'no container runtime here: looked for crictl, sockets; there is docker, and nothing that answers'],
	['crictl, and a runtime is down', {tools: {crictl: {name: 'crictl', command: ['crictl'], version: '1.30.0'}}}, undefined],
	['docker answers',                {listing: {through: 'docker', because: 'there is no crictl'}},           undefined],
])('%s', (_, changed, expected) => {
	expect(whyBare({...facts, ...changed})).toBe(expected);
});
