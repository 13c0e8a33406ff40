import {expect, it} from 'vitest';
import {fullNamesSaid} from '../../src/cli/full-names.ts';

// biome-ignore format: a table
it.each([
	[['images'],                                         true],
	[['image', 'ls', '-a'],                              true],
	[['images', '-q'],                                   false],
	[['images', '-aq', 'nginx'],                         false],
	[['images', '--format', '{{.Tag}}'],                 false],
	[['images', '--format={{.Repository}}'],             true],
	[['ps', '--format', '{{.Names}} {{.Image}}'],        true],
	[['ps', '--format', '{{.Names}} {{.ImageID}}'],      false],
	[['ps', '-a'],                                       true],
	[['container', 'ls'],                                true],
	[['ps', '-aq'],                                      false],
	[['inspect', '-f', '{{.Config.Image}}', 'web'],      true],
	[['image', 'inspect', '-f', '{{range .RepoTags}}{{.}}{{end}}', 'x'], true],
	[['inspect', 'web'],                                 false],
	[['logs', 'web'],                                    false],
] as const)('docker %j, read by a program: names of images are in full: %j', (words, said) => {
	expect(fullNamesSaid(['docker', ...words]) !== undefined).toBe(said);
});
