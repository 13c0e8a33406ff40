import type {Reader} from '../host/host.ts';
import type {NodeFacts, Tool, ToolName} from '../model/facts.ts';
import {askToolVersion} from './versions.ts';

const wanted = ['crictl', 'ctr', 'nerdctl'] as const satisfies readonly ToolName[];

/** Versions of the clients that are installed here: each is asked for its own, and no daemon for anything. */
export async function installedVersions(
	reader: Reader,
	tools: NodeFacts['tools'],
): Promise<Readonly<Partial<Record<ToolName, string>>>> {
	const asked = await Promise.all(
		wanted
			.map(name => tools[name])
			.map(tool => tool && askToolVersion(reader, tool).then(version => ({tool, version}))),
	);
	return Object.fromEntries(
		asked.flatMap((one): Array<[Tool['name'], string]> => (one?.version ? [[one.tool.name, one.version]] : [])),
	);
}
