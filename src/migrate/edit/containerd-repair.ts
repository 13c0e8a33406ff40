import {parse} from 'smol-toml';
import {type ContainerdEdited, type ContainerdWanted, editContainerdConfig} from './containerd-config.ts';
import {toVersion3} from './containerd-v3.ts';
import {hasBinDirs, runtimePlugin} from './cri-to-v3.ts';
import {editToml} from './toml.ts';

/**
 * config.toml with what keeps the CRI plugin from loading, or its settings from being read, put right; then with what the
 * kubelet needs. Throws where it is no TOML.
 */
export function repairedConfig(
	text: string | undefined,
	wanted: ContainerdWanted,
	{version}: {readonly version: string},
): ContainerdEdited {
	if (text === undefined) return editContainerdConfig(text, wanted, {version});
	const notes: string[] = [];
	let now = text;
	const told = Number((parse(text) as {version?: number}).version ?? 0);
	if (told >= 3 && Number(version.split('.')[0]) >= 2) {
		// 2.0 to 2.2 do not read the CRI plugin's old name in a file of version 3.
		const moved = toVersion3(now, {version});
		now = moved.text;
		notes.push(...moved.notes);
	}
	now = oneOfBinDirs(now, version, notes);
	const edited = editContainerdConfig(now, wanted, {version});
	return {text: edited.text, notes: [...notes, ...edited.notes]};
}

/** Since 2.1 the CRI plugin does not load where `bin_dir` and `bin_dirs` are both set; its own default has `bin_dir = ''`. */
function oneOfBinDirs(text: string, version: string, notes: string[]): string {
	if (!hasBinDirs(version)) return text;
	const plugins = (parse(text) as {plugins?: Record<string, {cni?: Record<string, unknown>}>}).plugins ?? {};
	const cni = plugins[runtimePlugin]?.cni;
	if (!cni?.bin_dir || cni.bin_dirs === undefined) return text;
	notes.push('bin_dir stood beside bin_dirs, with which the CRI plugin does not load: bin_dirs stays');
	return editToml(text, [{path: ['plugins', runtimePlugin, 'cni', 'bin_dir'], value: undefined}]);
}
