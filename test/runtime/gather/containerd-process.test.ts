import {describe, expect, it} from 'vitest';
import type {Reader} from '../../../src/host/host.ts';
import type {DaemonProcess} from '../../../src/model/node-snapshot.ts';
import {gatherContainerd} from '../../../src/runtime/gather/containerd.ts';

const reader = {
	findProgram: async () => '/usr/bin/containerd',
	readText: async () => undefined,
	listNames: async () => [],
	kindOf: async () => undefined,
	query: async () => ({exitCode: 1, stdout: '', stderr: 'none', durationMs: 1}),
} as unknown as Reader;

const of = (name: string, line: string, pid = 7): DaemonProcess => ({name, pid, argv: line.split(' '), state: 'S'});

async function placeOf(...processes: readonly DaemonProcess[]) {
	const {configPath, address} = await gatherContainerd(reader, undefined, processes);
	return [configPath, address];
}

const usual = ['/etc/containerd/config.toml', '/run/containerd/containerd.sock'];

describe('which containerd is meant, where no unit says it', () => {
	it('not the one that dockerd started for itself', async () => {
		const own = 'containerd --config /var/run/docker/containerd/containerd.toml --log-level info';
		expect(await placeOf(of('dockerd', 'dockerd -H fd://'), of('containerd', own))).toEqual(usual);
	});

	it('not one that dockerd is told of elsewhere', async () => {
		const own = '/opt/dk/containerd -c /etc/dk/config.toml -a /run/dk/c.sock';
		const docker = of('dockerd', 'dockerd --containerd=/run/dk/c.sock');
		expect(await placeOf(docker, of('containerd', own))).toEqual(usual);
	});

	it('any other, with the address that its command line has', async () => {
		const other = 'containerd -c /var/lib/rancher/config.toml -a /run/k3s/containerd/containerd.sock';
		expect(await placeOf(of('containerd', other))).toEqual([
			'/var/lib/rancher/config.toml',
			'/run/k3s/containerd/containerd.sock',
		]);
		const shared = of('dockerd', 'dockerd --containerd=/run/containerd/containerd.sock');
		expect(await placeOf(shared, of('containerd', '/usr/bin/containerd'))).toEqual(usual);
	});
});
