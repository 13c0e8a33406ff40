import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {binDirsApart} from '../../../src/migrate/edit/bin-dirs.ts';
import {editContainerdConfig} from '../../../src/migrate/edit/containerd-config.ts';
import {repairedConfig} from '../../../src/migrate/edit/containerd-repair.ts';
import {toVersion3} from '../../../src/migrate/edit/containerd-v3.ts';

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

	// Seen on containerd 2.1.9, each of them: `ctr plugins ls` says `error` of the first alone.
	it.each([
		[
			'both',
			'3',
			"bin_dir = '/usr/lib/cni'\nbin_dirs = ['/opt/cni/bin']\n",
			"bin_dirs = ['/usr/lib/cni', '/opt/cni/bin']",
		],
		[
			'both, as config dump writes them',
			'3',
			"bin_dir = '/usr/lib/cni'\nbin_dirs = ['/usr/lib/cni', '/opt/cni/bin']\n",
			"bin_dirs = ['/usr/lib/cni', '/opt/cni/bin']",
		],
		['one alone', '3', "bin_dir = '/usr/lib/cni'\n", undefined],
		['one, and an empty list', '3', "bin_dir = '/usr/lib/cni'\nbin_dirs = []\n", undefined],
	])('the folders of plugins in version 3: %s', (_, version, lines, after) => {
		const text = `# mine\nversion = ${version}\n\n[plugins.'io.containerd.cri.v1.runtime'.cni]\n${lines.replace('bin_dirs', '# ours\nbin_dirs')}`;
		const repaired = repairedConfig(text, {}, {version: '2.1.9'});
		if (after === undefined) return expect(repaired).toEqual({text, notes: []});
		expect(repaired.text.replaceAll('"', "'").replace(/\[ | \]/g, each => each.trim())).toContain(after);
		expect(repaired.text).toMatch(/^# mine[\s\S]*# ours/);
		expect(repaired.text).not.toMatch(/^bin_dir =/m);
		return undefined;
	});

	it('the walk from docker and the one to version 3 mend that too, and before 2.1 nothing is touched', () => {
		const text = "version = 3\n\n[plugins.'io.containerd.cri.v1.runtime'.cni]\nbin_dir = '/a'\nbin_dirs = ['/b']\n";
		expect(editContainerdConfig(text, {}, {version: '2.1.9'}).text).not.toMatch(/^bin_dir =/m);
		expect(toVersion3(text, {version: '2.2.0'}).text).not.toMatch(/^bin_dir =/m);
		expect(repairedConfig(text, {}, {version: '2.0.5'}).text).toBe(text);
	});

	it('two files that set one each are named, and not before 2.1', () => {
		const file = (path: string, cni: object) => ({path, data: {plugins: {'io.containerd.cri.v1.runtime': {cni}}}});
		const files = [file('/a.toml', {bin_dirs: ['/b']}), file('/b.toml', {bin_dir: '/a'})];
		expect(binDirsApart(files, '2.1.9')).toEqual({single: '/b.toml', list: '/a.toml'});
		expect(binDirsApart(files, '1.7.24')).toBeUndefined();
		expect(binDirsApart([file('/a.toml', {bin_dirs: ['/b'], bin_dir: ''})], '2.1.9')).toBeUndefined();
	});
});
