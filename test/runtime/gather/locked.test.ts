import {expect, it} from 'vitest';
import type {Reader} from '../../../src/host/host.ts';
import {gatherInTheWay, gatherLocked} from '../../../src/runtime/gather/locked.ts';
import {dockerNode} from '../../support/migration-facts.ts';

/** Folders and files that are there, and whether they may be written. */
const reader = (there: Readonly<Record<string, boolean>>) =>
	({
		isWritable: async (path: string) => ({'/': true, '/run': true, '/var': true, ...there})[path],
	}) as unknown as Reader;
const {snapshot} = dockerNode();

it('a file, and folders that take no new ones: what is not there yet is made in the one above', async () => {
	const readOnly = {'/etc': false, '/etc/sysctl.d': false, '/etc/containerd': true, '/var/lib': true};
	expect(await gatherLocked(reader({...readOnly, '/var/lib/kubelet/config.yaml': false}), snapshot)).toEqual([
		'/var/lib/kubelet/config.yaml',
		'/etc',
		'/etc/modules-load.d',
		'/etc/sysctl.d',
		'/etc/systemd/system',
		'/etc/systemd/system/containerd.service.d',
	]);
});

it('somebody else than root may write nothing, and nothing is said of it', async () => {
	expect(await gatherLocked(reader({'/run': false, '/etc': false}), snapshot)).toEqual([]);
});

it('a file where a folder of files is to be', async () => {
	const kinds: Record<string, string> = {
		'/etc': 'directory',
		'/etc/containerd/certs.d': 'file',
		'/etc/sysctl.d': 'other',
	};
	const looking = {kindOf: async (path: string) => kinds[path]} as unknown as Reader;
	expect(await gatherInTheWay(looking)).toEqual(['/etc/containerd/certs.d', '/etc/sysctl.d']);
});
