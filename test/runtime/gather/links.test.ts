import {expect, it} from 'vitest';
import {wayOut} from '../../../src/runtime/gather/links.ts';

const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';

// biome-ignore format: a table
it.each([
	['the default route',       'eth0\t00000000\t0100580A\t0003\t0\t0\t0\t00000000\t0\t0\t0\ncni0\t0000F40A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n', 'eth0'],
	['the one of least metric', 'wlan0\t00000000\t0100580A\t0003\t0\t0\t600\t00000000\t0\t0\t0\neth1\t00000000\t0100580A\t0003\t0\t0\t100\t00000000\t0\t0\t0\n', 'eth1'],
	['none that refuses',       'lo\t00000000\t00000000\t0201\t0\t0\t0\t00000000\t0\t0\t0\n', undefined],
	['half of the world',       'tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0\n', undefined],
])('%s', (_, lines, expected) => {
	expect(wayOut(head + lines)).toBe(expected);
});
