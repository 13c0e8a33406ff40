import {parse} from 'smol-toml';
import type {TomlTable} from '../../model/node-runtimes.ts';
import {hasBinDirs, runtimePlugin} from './cri-to-v3.ts';
import {editToml} from './toml.ts';

type Folders = {readonly single?: string; readonly list?: readonly string[]};

/** What a file sets of them. An empty one is not set: the default of 2.1 has `bin_dir = ''` beside its list. */
function foldersOf(data: TomlTable | undefined): Folders {
	const plugins = data?.plugins as Record<string, {cni?: Record<string, unknown>} | undefined> | undefined;
	const {bin_dir: single, bin_dirs: list} = plugins?.[runtimePlugin]?.cni ?? {};
	return {
		...(typeof single === 'string' && single !== '' ? {single} : {}),
		...(Array.isArray(list) && list.length > 0 ? {list: list.map(String)} : {}),
	};
}

/**
 * Since 2.1 the CRI plugin does not load where a file of version 3 sets `bin_dir` and `bin_dirs`; what `containerd config
 * dump` writes has both where one was set. The folder goes into the list, so that its plugins are still found.
 * Seen on containerd 2.1.9: either alone, or both in a file of version 2, does no harm.
 */
export function oneOfBinDirs(text: string, version: string, notes: string[]): string {
	if (!hasBinDirs(version)) return text;
	const {single, list} = foldersOf(parse(text) as TomlTable);
	if (single === undefined || list === undefined) return text;
	notes.push('bin_dir stood beside bin_dirs, with which the CRI plugin does not load: its folder is in bin_dirs now');
	const cni = ['plugins', runtimePlugin, 'cni'] as const;
	return editToml(text, [
		{path: [...cni, 'bin_dir'], value: undefined},
		...(list.includes(single) ? [] : [{path: [...cni, 'bin_dirs'] as const, value: [single, ...list]}]),
	]);
}

type ConfigFile = {readonly path: string; readonly data?: TomlTable | undefined};

/** The two files where one sets `bin_dir` and another `bin_dirs`: together they keep the CRI plugin from loading too. */
export function binDirsApart(
	files: readonly ConfigFile[],
	version: string,
): {readonly single: string; readonly list: string} | undefined {
	if (!hasBinDirs(version)) return undefined;
	const found = files.map(({path, data}) => ({path, ...foldersOf(data)}));
	const single = found.find(each => each.single !== undefined && each.list === undefined);
	const list = found.find(each => each.list !== undefined && each.path !== single?.path);
	return single === undefined || list === undefined ? undefined : {single: single.path, list: list.path};
}
