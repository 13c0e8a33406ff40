import {expect, it} from 'vitest';
import {noexecAt, readHead} from '../../src/runtime/gather/damaged.ts';

function elf(machine: number, sectionsAt: number): Uint8Array {
	const bytes = new Uint8Array(64);
	bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
	const view = new DataView(bytes.buffer);
	view.setUint16(18, machine, true);
	view.setBigUint64(40, BigInt(sectionsAt), true);
	view.setUint16(58, 64, true);
	view.setUint16(60, 10, true);
	return bytes;
}

it('the head of a program tells where the file must end', () => {
	expect(readHead(elf(62, 5000), 5640)).toEqual({size: 5640, isScript: false, machine: 62, end: 5640});
	expect(readHead(new TextEncoder().encode('#!/bin/sh\n'), 10)).toMatchObject({isScript: true});
	expect(readHead(new Uint8Array(0), 0).machine).toBeUndefined();
	expect(readHead(new TextEncoder().encode('x'.repeat(80)), 80)).toEqual({size: 80, isScript: false, end: 0});
});

it('the last of the nearest mounts says whether a program may be run', () => {
	const mounts = '20 1 8:1 / / rw - ext4 /dev/a rw\n30 20 8:1 /c /usr/lib/cni rw,noexec - ext4 /dev/a rw\n';
	expect(noexecAt('/usr/lib/cni/bridge', mounts)).toBe('/usr/lib/cni');
	expect(noexecAt('/usr/lib/cnix', mounts)).toBeUndefined();
	expect(noexecAt('/usr/lib/cni/bridge', `${mounts}31 30 8:1 /c /usr/lib/cni rw - ext4 /dev/a rw\n`)).toBeUndefined();
});
