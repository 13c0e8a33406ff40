import {describe, expect, it} from 'vitest';
import {causeOfNewCluster} from '../../src/migrate/new-cluster.ts';
import {dockerToContainerd} from '../../src/migrate/steps/index.ts';
import {waitForDocker} from '../../src/migrate/wait-for-docker.ts';
import type {NodeFacts} from '../../src/runtime/gather/migration.ts';
import {gatherNewCluster} from '../../src/runtime/gather/new-cluster.ts';
import {dockerNode} from '../support/migration-facts.ts';

const begunMs = Date.parse('2026-11-28T18:06:00Z');
const born = (at: string) =>
	JSON.stringify({kind: 'Namespace', metadata: {name: 'kube-system', creationTimestamp: at}});

function nodeSeen(registeredAt: string, drains?: string): NodeFacts {
	const facts = dockerNode({workloads: {access: drains === undefined ? {} : {drains}}});
	if (!('value' in facts.snapshot.node)) throw new Error('no node');
	const node = {value: {...facts.snapshot.node.value, createdAtMs: Date.parse(registeredAt)}};
	return {...facts, snapshot: {...facts.snapshot, node}};
}

async function asked(facts: NodeFacts, namespace: string) {
	const argvs: string[] = [];
	const reader = {
		query: async (argv: readonly string[]) => {
			argvs.push(argv.join(' '));
			const stdout =
				argv[0] === 'kubectl' ? born(namespace) : '/var/lib/etcd/member/snap/db\n/var/lib/etcd.moved/member/snap/db\n';
			return {exitCode: 0, stdout, stderr: '', durationMs: 1};
		},
	};
	return {found: await gatherNewCluster(reader as never, facts, begunMs), argvs};
}

describe('a cluster that is younger than the walk', () => {
	const newer = '2026-11-28T18:08:02Z';

	it('is told by its first namespace, with the data of an etcd that lie elsewhere', async () => {
		const {found: one} = await asked(nodeSeen(newer, '/etc/kubernetes/admin.conf'), newer);
		expect(one).toEqual({createdAtMs: Date.parse(newer), used: '/var/lib/etcd', data: ['/var/lib/etcd.moved']});
	});

	it('is not one where the node alone was registered anew', async () => {
		const {found: none} = await asked(nodeSeen(newer, '/etc/kubernetes/admin.conf'), '2026-01-01T00:00:00Z');
		expect(none).toBeUndefined();
	});

	it.each([
		['a node that is older is asked nothing', nodeSeen('2026-01-01T00:00:00Z', '/etc/kubernetes/admin.conf')],
		['who may not read it asks nothing', nodeSeen(newer)],
	])('%s', async (_, facts) => {
		expect(await asked(facts, newer)).toEqual({found: undefined, argvs: []});
	});

	const cluster = {createdAtMs: Date.parse(newer), used: '/var/lib/etcd', data: ['/var/lib/etcd.moved']};
	const onContainerd = '--container-runtime=remote --container-runtime-endpoint=unix:///run/containerd/containerd.sock';

	it('ends the walk at the start of the kubelet, before anything is done to it', () => {
		const step = dockerToContainerd.find(({id}) => id === 'start-kubelet');
		const facts = dockerNode({flags: onContainerd, facts: {newCluster: cluster}});
		expect(step?.check(facts).is).toBe('todo');
		expect(step?.hopeless?.(facts, 0)).toContain('another, empty cluster, made at 2026-11-28T18:08:02.000Z');
		expect(step?.causes?.(facts).map(({id}) => id)).toEqual(['new-cluster']);
		expect(step?.causes?.(dockerNode({flags: onContainerd}))).toEqual([]);
	});

	it('ends an undo as well, at once', async () => {
		const seen = [];
		const going = waitForDocker({
			gather: async () => dockerNode({facts: {newCluster: cluster}}),
			nowMs: () => 0,
			sleep: async () => {},
			runtimeOf: () => 'docker://20.10.24',
		});
		for await (const each of going) seen.push(each);
		expect(seen.at(-1)).toMatchObject({ok: false, causes: [{id: 'new-cluster'}]});
	});

	it('what is to be typed puts the data back and throws nothing away', () => {
		const typed = (data: readonly string[]) =>
			causeOfNewCluster({...cluster, data}).fix.flatMap(({argv}) => (argv === undefined ? [] : [argv.join(' ')]));
		expect(typed(cluster.data)).toContain('mv /var/lib/etcd.moved/member /var/lib/etcd/');
		expect(typed([]).join('\n')).not.toContain('etcd.moved');
		expect(typed(cluster.data).join('\n')).not.toMatch(/\brm\b/);
	});
});
