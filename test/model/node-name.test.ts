import {expect, it} from 'vitest';
import {nodeNameOf} from '../../src/model/node-name.ts';

// biome-ignore format: a table
it.each([
	[undefined,         'node1',    'node1'],
	[undefined,         'NODE-One', 'node-one'],
	['Worker.Example',  'NODE-One', 'worker.example'],
	[' worker ',        'node1',    'worker'],
	['',                'Node1',    'node1'],
])('--hostname-override=%s on %s is the node %s', (override, hostname, expected) => {
	const flags = override === undefined ? [] : [{name: '--hostname-override', value: 'first'}, {name: '--hostname-override', value: override}];
	expect(nodeNameOf(flags, hostname)).toBe(expected);
});
