import {expect, it} from 'vitest';
import type {Reader} from '../../../src/host/host.ts';
import {kubeletUnit} from '../../../src/migrate/preflight/kubelet-unit.ts';
import {gatherKubeletUnit} from '../../../src/runtime/gather/kubelet-unit.ts';
import {dockerNode} from '../../support/migration-facts.ts';
import {unitOf} from '../../support/node-snapshot.ts';

const processes = [{pid: 7, name: 'kubelet', argv: [], state: 'S'}];
const show =
	'FragmentPath=/etc/systemd/system/k8s-node.service\nDropInPaths=/etc/systemd/system/k8s-node.service.d/1.conf /etc/systemd/system/k8s-node.service.d/2.conf\n';
const reader = (cgroup: string) =>
	({
		readText: async (path: string) => (path === '/proc/7/cgroup' ? cgroup : undefined),
		query: async () => ({stdout: show, stderr: '', exitCode: 0, durationMs: 1}),
	}) as unknown as Reader;
const seen = (cgroup: string, kubelet = unitOf('kubelet.service', {loadState: 'not-found', activeState: 'inactive'})) =>
	gatherKubeletUnit(reader(cgroup), {units: {value: {'kubelet.service': kubelet}}, processes});
const v1 = '9:memory:/system.slice/k8s-node.service\n1:name=systemd:/system.slice/k8s-node.service\n0::/\n';

it('a kubelet of another unit is told by its cgroup, of version 1 and 2, with the files of that unit', async () => {
	const found = {
		name: 'k8s-node.service',
		path: '/etc/systemd/system/k8s-node.service',
		dropIns: ['/etc/systemd/system/k8s-node.service.d'],
	};
	expect(await seen(v1)).toEqual(found);
	expect(await seen('0::/system.slice/k8s-node.service\n')).toEqual(found);
	expect(await seen('0::/user.slice/session-1.scope\n')).toEqual({});
	expect(await seen('0::/system.slice/kubelet.service\n')).toBeUndefined();
	expect(await seen(v1, unitOf('kubelet.service'))).toBeUndefined();
});

it('it is refused, with what gives the unit its usual name', async () => {
	const look = (kubeletIn: object) => kubeletUnit.look(dockerNode({surroundings: {kubeletIn}}));
	expect(look((await seen(v1)) ?? {})).toMatchObject({
		verdict: 'no-go',
		because: expect.stringContaining('k8s-node.service'),
		fix: [
			{argv: ['cp', '-a', '/etc/systemd/system/k8s-node.service', '/etc/systemd/system/kubelet.service']},
			{argv: ['cp', '-a', '-T', '/etc/systemd/system/k8s-node.service.d', '/etc/systemd/system/kubelet.service.d']},
			{argv: ['systemctl', 'daemon-reload']},
			{argv: ['systemctl', 'disable', '--now', 'k8s-node.service']},
			{argv: ['systemctl', 'enable', '--now', 'kubelet.service']},
		],
	});
	expect(look({})).toMatchObject({verdict: 'no-go'});
	expect(kubeletUnit.look(dockerNode())).toBeUndefined();
});
