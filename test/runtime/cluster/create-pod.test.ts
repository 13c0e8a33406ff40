import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {expect, it} from 'vitest';
import {openCluster} from '../../../src/runtime/cluster/open-cluster.ts';

const manifest = {metadata: {name: 'bare', namespace: 'default'}, spec: {containers: []}};

/** An API server that has one pod of that name already. */
async function createdBeside(there: object) {
	const asked: string[] = [];
	let pod: object | undefined = {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'bare', uid: 'u1'}, ...there};
	const server = createServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		const answer = (code: number, body: object) => {
			response.writeHead(code, {'content-type': 'application/json'});
			response.end(JSON.stringify(body));
		};
		if (request.method === 'POST' && pod !== undefined)
			answer(409, {kind: 'Status', code: 409, reason: 'AlreadyExists', message: 'it exists'});
		else if (request.method === 'POST') answer(201, {kind: 'Pod', ...manifest});
		else if (request.method === 'DELETE') {
			pod = undefined;
			answer(200, {kind: 'Pod', ...manifest});
		} else answer(200, pod ?? {});
	});
	await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
	const {port} = server.address() as AddressInfo;
	const kubeconfig = JSON.stringify({
		clusters: [{name: 'c', cluster: {server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true}}],
		users: [{name: 'u', user: {}}],
		contexts: [{name: 'x', context: {cluster: 'c', user: 'u'}}],
		'current-context': 'x',
	});
	const cluster = await openCluster({readText: async () => kubeconfig} as never, '/root/config');
	const made = await cluster?.createPod(manifest);
	await new Promise(done => server.close(done));
	return {made, deleted: asked.some(each => each.startsWith('DELETE'))};
}

it('a pod that its kubelet evicted is made anew', async () => {
	expect(await createdBeside({status: {phase: 'Failed', reason: 'Evicted'}})).toEqual({made: 'created', deleted: true});
});

it.each([
	['one that runs', {status: {phase: 'Running'}}, 'there'],
	['one whose program failed by itself', {status: {phase: 'Failed'}}, 'there'],
	['one on its way out', {metadata: {name: 'bare', uid: 'u1', deletionTimestamp: '2026-01-01T00:00:00Z'}}, 'ending'],
])('%s stays', async (_, there, made) => {
	expect(await createdBeside(there)).toEqual({made, deleted: false});
});
