import {expect, it} from 'vitest';
import {aligned, wantsTable} from '../../src/cli/printed-table.ts';

// biome-ignore format: a table
it.each([
	[['ps', '--format', 'table {{.ID}}\\t{{.Names}}'],            true],
	[['container', 'ls', '--format=table {{.ID}}\\t{{.Names}}'],  true],
	[['images', '--format', 'table {{.ID}}'],                     true],
	[['stats', '--no-stream', '--format', 'table {{.Name}}'],     true],
	[['stats', '--format', 'table {{.Name}}'],                    false],
	[['history', 'web'],                                          true],
	[['history', '-q', 'web'],                                    false],
	[['ps', '--format', '{{.ID}}\\t{{.Names}}'],                  false],
	[['ps'],                                                      false],
	[['exec', 'web', 'echo', 'table x'],                          false],
])('docker %j is set in columns: %s', (words, expected) => {
	expect(wantsTable(['docker', ...words])).toBe(expected);
});

it('columns are as docker sets them', () => {
	// Source: lab plain-26, docker 26.1.5.
	expect(aligned('CONTAINER ID\tNAMES\tSTATUS\n3000305a4ae7\tweb\tUp 8 seconds\n')).toBe(
		'CONTAINER ID   NAMES     STATUS\n3000305a4ae7   web       Up 8 seconds\n',
	);
	expect(aligned('NAME\tCPU %\n\tx\nblåbær-container\ty')).toBe(
		'NAME               CPU %\n                   x\nblåbær-container   y',
	);
});
