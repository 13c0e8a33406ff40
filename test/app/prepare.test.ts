import {describe, expect, it} from 'vitest';
import {prepare} from '../../src/app/prepare.ts';
import type {NodeFacts} from '../../src/model/facts.ts';
import type {NodeRuntime} from '../../src/runtime/node-runtime.ts';
import {loadTables} from '../../src/translate/load.ts';
import {facts, started} from '../support/state.ts';

const tables = await loadTables();

const onDocker: NodeFacts = {
	...facts,
	tools: {...facts.tools, docker: {name: 'docker', command: ['/usr/bin/docker'], version: '20.10.24'}},
	listing: {through: 'docker', because: 'crictl is not on this node'},
};

describe('a line that is run in the translator on a node whose containers are docker’s', () => {
	const state = started({tables, facts: onDocker});
	const node = {runtime: {facts: onDocker} as unknown as NodeRuntime, host: {} as never};

	// biome-ignore format: a table
	it.each<[string, readonly string[], string, string]>([
		['docker ps -q --filter name=web', ['ps', '-q', '--filter', 'name=web'], 'read', 'query'],
		['docker exec -it web sh', ['exec', '-it', 'web', 'sh'], 'write', 'attach'],
		['docker logs -f web', ['logs', '-f', 'web'], 'read', 'follow'],
		['docker rm -f web', ['rm', '-f', 'web'], 'destroy', 'query'],
		['docker network ls', ['network', 'ls'], 'read', 'query'],
	])('%s', async (line, words, effect, manner) => {
		const {prepared} = await prepare(line, state, node);
		expect(prepared).toMatchObject([{argv: ['/usr/bin/docker', ...words], effect, manner, files: []}]);
	});

	it('a demo, and a namespace of containerd that was asked for, are asked through the translation', async () => {
		const runtime = {facts: onDocker, listContainers: () => [], listPods: () => [], listImages: () => []};
		const asked = {...node, runtime: runtime as unknown as NodeRuntime};
		for (const elsewhere of [{demo: 'why'}, {containerdNamespace: 'default'}]) {
			const {prepared} = await prepare('docker images', started({tables, facts: onDocker, ...elsewhere}), asked);
			expect(prepared[0]?.argv).not.toContain('/usr/bin/docker');
		}
	});
});
