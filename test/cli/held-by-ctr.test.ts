import {expect, it} from 'vitest';
import {heldByCtr} from '../../src/cli/held-by-ctr.ts';
import type {Container} from '../../src/model/container.ts';
import type {NodeRuntime} from '../../src/runtime/node-runtime.ts';
import {buildByCtr} from '../../src/translate/by-ctr/builders.ts';
import {translate} from '../../src/translate/translate.ts';
import {tables} from '../translate/support.ts';

const base = {state: 'running', attempt: 0, image: 'x', imageId: 'x', createdAtMs: 1, labels: {}} as const;
const containers: readonly Container[] = [
	{...base, id: 'mine', name: 'mine', containerdNamespace: 'default'},
	{...base, id: 'c'.repeat(64), name: 'web', podName: 'front', podNamespace: 'default', containerdNamespace: 'k8s.io'},
];
const runtime = {containers: async () => containers} as unknown as NodeRuntime;

// biome-ignore format: a table
it.each([
	['inspect -f {{.HostConfig.RestartPolicy.Name}} mine',     true],
	['inspect -f {{.HostConfig.RestartPolicy.Name}} web',      false],
	['inspect -f {{.HostConfig.RestartPolicy.Name}} mine web', false],
	['inspect -f {{.HostConfig.RestartPolicy.Name}} nosuch',   false],
	['inspect -f {{.Nothing.Known}} mine',                     false],
	['update --restart no mine',                               true],
	['swarm init',                                             false],
])('docker %s is asked of ctr: %s', async (line, expected) => {
	const asks = async (namespace: string) =>
		translate(`docker ${line}`.split(' '), tables, {}, {buildInstead: ask => buildByCtr({namespace}, ask)});
	expect((await heldByCtr(asks, runtime)) !== undefined).toBe(expected);
});
