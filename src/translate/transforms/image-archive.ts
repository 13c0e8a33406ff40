import {imageName} from '../image-name.ts';
import type {Arg, Command} from '../types.ts';

/**
 * An image of files: an archive of docker's is put together by hand of `layer.tar` in a folder of its own, and imported. `layer` writes
 * that file; `describe` is a program of sh that writes `$0/config.json` (`$sum` is the layer's) from the arguments, which begin at `$2`.
 *
 * Source: moby image/spec v1.2 (manifest.json, config.json, layer.tar); seen on containerd 1.6.20 and 1.7.24.
 */
export function imageOfFiles(
	{
		folder,
		name,
		describe,
		args,
	}: {
		readonly folder: string;
		readonly name: string;
		readonly describe: readonly string[];
		readonly args: readonly Arg[];
	},
	layer: readonly Command[],
): readonly Command[] {
	const archive: Command['inputFrom'] = ['tar', '-C', folder, '-cf', '-', 'manifest.json', 'config.json', 'layer.tar'];
	const manifest = JSON.stringify([{Config: 'config.json', RepoTags: [imageName(name)], Layers: ['layer.tar']}]);
	const program = ['sum=$(sha256sum "$0/layer.tar" | cut -c -64)', ...describe, 'printf "%s" "$1" >"$0/manifest.json"'];
	return [
		{argv: ['mkdir', '-m', '700', folder], effect: 'write'},
		...layer,
		{argv: ['sh', '-c', program.join('; '), folder, manifest, ...args], effect: 'write'},
		{inputFrom: archive, argv: ['ctr', '-n', 'k8s.io', 'images', 'import', '-'], effect: 'write', output: 'none'},
		{
			argv: ['sh', '-c', 'sha256sum "$0/config.json" | sed "s/^/sha256:/; s/ .*//"; rm -r "$0"', folder],
			effect: 'write',
		},
	];
}

/** What this machine is to an image. */
export const machine = 'case $(uname -m) in x86_64) on=amd64 ;; aarch64) on=arm64 ;; *) on=$(uname -m) ;; esac';
