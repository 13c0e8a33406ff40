import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {repairedConfig} from '../../../src/migrate/edit/containerd-repair.ts';

const own = (version: string) =>
	readFileSync(new URL(`../../fixtures/containerd/default-${version}.toml`, import.meta.url), 'utf8');

describe('the configuration of containerd, repaired', () => {
	it.each(['1.6.20', '1.7.24', '2.1.9'])('what containerd %s writes itself needs nothing', version => {
		expect(repairedConfig(own(version), {}, {version})).toEqual({text: own(version), notes: []});
	});

	it('of two settings for the folders of plugins that are both set, one stays', () => {
		const both = own('2.1.9').replace("bin_dir = ''", "bin_dir = '/opt/cni/bin'");
		const {text, notes} = repairedConfig(both, {}, {version: '2.1.9'});
		expect(text).not.toContain("bin_dir = '/opt/cni/bin'");
		expect(text).toContain('bin_dirs = [');
		expect(notes).toHaveLength(1);
	});
});
