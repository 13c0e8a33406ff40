import {parse} from 'smol-toml';
import {type ContainerdEdited, type ContainerdWanted, editContainerdConfig} from './containerd-config.ts';
import {toVersion3} from './containerd-v3.ts';

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
	const edited = editContainerdConfig(now, wanted, {version});
	return {text: edited.text, notes: [...notes, ...edited.notes]};
}
