import type {Reader} from '../host/host.ts';
import type {Tool, ToolName} from '../model/facts.ts';
import {findTools} from './find-tools.ts';
import {askToolVersion} from './versions.ts';

const wanted = ['crictl', 'ctr', 'nerdctl'] as const satisfies readonly ToolName[];

/** Versions of the clients that are installed here: each is asked for its own, and no daemon for anything. */
export async function installedVersions(reader: Reader): Promise<Readonly<Partial<Record<ToolName, string>>>> {
	const {tools} = await findTools(reader);
	const asked = await Promise.all(
		wanted
			.map(name => tools[name])
			.map(tool => tool && askToolVersion(reader, tool).then(version => ({tool, version}))),
	);
	return Object.fromEntries(
		asked.flatMap((one): Array<[Tool['name'], string]> => (one?.version ? [[one.tool.name, one.version]] : [])),
	);
}
