import {describe, expect, it} from 'vitest';
import {addressesIn, closedCgroups, readOnlyAt} from '../../../src/runtime/gather/node-state.ts';

describe('readOnlyAt', () => {
	const root = '22 1 254:0 / / rw,relatime - ext4 /dev/vda rw';
	// biome-ignore format: a table
	it.each([
		['all is well',                         [root],                                                                                   undefined],
		['the filesystem of /',                 ['22 1 254:0 / / ro,relatime - ext4 /dev/vda ro,errors=remount-ro'],                      {mountedOn: '/', what: 'filesystem'}],
		['a mount of it',                       [root, '30 22 254:0 /x /var/lib ro,relatime - ext4 /dev/vda rw'],                         {mountedOn: '/var/lib', what: 'mount'}],
		['what is mounted over it counts',      [root, '30 22 254:0 /x /var/lib ro - ext4 /dev/vda rw', '31 30 0:9 / /var/lib/kubelet rw - tmpfs t rw'], undefined],
		['the last of two at one place counts', [root, '30 22 0:9 / /var/lib/kubelet ro - tmpfs t rw', '31 30 0:8 / /var/lib/kubelet rw - tmpfs t rw'], undefined],
		['another folder of like name',         [root, '30 22 0:9 / /var/lib/kube ro - tmpfs t rw'],                                      undefined],
	])('%s', (_, lines, expected) => {
		const found = readOnlyAt('/var/lib/kubelet', lines.join('\n'));
		expect(found).toEqual(expected && {path: '/var/lib/kubelet', ...expected});
	});
});

it('addresses of the node, each once', () => {
	const trie = `Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 10.88.0.0
        /24 link UNICAST
     |-- 10.88.0.2
        /32 host LOCAL
     |-- 127.0.0.1
        /32 host LOCAL
Local:
     |-- 10.88.0.2
        /32 host LOCAL
`;
	expect(addressesIn(trie)).toEqual(['10.88.0.2', '127.0.0.1']);
});

it('a hierarchy of cgroups that can only be read beside others is told; all of them are a container', () => {
	const mount = (name: string, options: string) =>
		`3${name.length} 32 0:29 / /sys/fs/cgroup/${name} ${options},nosuid - cgroup cgroup rw,${name}`;
	const some = [mount('memory', 'ro'), mount('cpu', 'rw'), '30 1 0:26 / /sys/fs/cgroup ro - tmpfs tmpfs ro'].join('\n');
	expect(closedCgroups(some)).toEqual([
		{path: '/sys/fs/cgroup/memory', mountedOn: '/sys/fs/cgroup/memory', what: 'mount'},
	]);
	expect(closedCgroups([mount('memory', 'ro'), mount('cpu', 'ro')].join('\n'))).toEqual([]);
});
