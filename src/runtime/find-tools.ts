import {FileUnreadable} from '../host/errors.ts';
import type {Reader} from '../host/host.ts';
import type {Argv} from '../model/argv.ts';
import type {Tool, ToolName} from '../model/facts.ts';
import {valueOfKey} from './kubelet-flags.ts';
import {readUnless} from './read-unless.ts';

export type FoundTools = {
	readonly tools: Readonly<Partial<Record<ToolName, Tool>>>;
	readonly lookedFor: readonly string[];
};

/** A program that carries another: `k3s crictl`. */
type Carrier = readonly [program: string, subcommand: string];

const carriers: Readonly<Record<ToolName, readonly Carrier[]>> = {
	crictl: [['k3s', 'crictl']],
	ctr: [
		['k3s', 'ctr'],
		['k0s', 'ctr'],
		['microk8s', 'ctr'],
	],
	nerdctl: [],
	docker: [],
	kubectl: [
		['k3s', 'kubectl'],
		['k0s', 'kubectl'],
		['microk8s', 'kubectl'],
	],
	containerd: [],
	kubelet: [],
};
const inDataFolders: readonly ToolName[] = ['crictl', 'ctr', 'kubectl', 'containerd', 'kubelet'];
const toolNames = Object.keys(carriers) as ToolName[];

/** Find the tools of this node in PATH and in the known places of the distributions. Starts no process. */
export async function findTools(reader: Reader): Promise<FoundTools> {
	const folders = await toolFolders(reader);
	const findOnce = rememberFound(reader);
	const found = await Promise.all(toolNames.map(name => findTool(reader, findOnce, name, folders)));
	return {
		tools: Object.fromEntries(found.flatMap(({tool}) => (tool ? [[tool.name, tool]] : []))),
		lookedFor: found.map(({sentence}) => sentence),
	};
}

async function findTool(reader: Reader, find: Reader['findProgram'], name: ToolName, folders: readonly string[]) {
	const places = inDataFolders.includes(name) ? folders : [];
	const [inPath, carried, atPlaces] = await Promise.all([
		find(name),
		Promise.all(carriers[name].map(async carrier => ((await find(carrier[0])) ? carrier : undefined))),
		Promise.all(places.map(async folder => existing(reader, `${folder}/${name}`))),
	]);
	const command: Argv | undefined = inPath
		? [name]
		: (carried.find(Boolean) ?? atPlaces.flatMap((path): Argv[] => (path ? [[path]] : []))[0]);
	const carrier = inPath && carried.find(Boolean)?.[0];
	const tool: Tool | undefined = command && {name, command, ...(carrier && {carrier})};
	const searched = ['PATH', ...carriers[name].map(carrier => carrier.join(' ')), ...places];
	const result = command ? `found as ${command.join(' ')}` : 'not found';
	return {tool, sentence: `${name}: ${result} (searched: ${searched.join(', ')})`};
}

/** `k3s` carries three of the tools, and is looked for once. */
function rememberFound(reader: Reader): Reader['findProgram'] {
	const found = new Map<string, Promise<string | undefined>>();
	return name => {
		const looked = found.get(name) ?? reader.findProgram(name);
		found.set(name, looked);
		return looked;
	};
}

async function existing(reader: Reader, path: string): Promise<string | undefined> {
	try {
		return (await reader.kindOf(path)) === 'file' ? path : undefined;
	} catch (error) {
		if (error instanceof FileUnreadable) return undefined;
		throw error;
	}
}

/** rke2 keeps its tools outside PATH, in a data folder that can be moved. */
async function toolFolders(reader: Reader): Promise<readonly string[]> {
	const config = await readUnless(reader)('/etc/rancher/rke2/config.yaml');
	const moved = config && valueOfKey(config.text, 'data-dir');
	return [`${moved ?? '/var/lib/rancher/rke2'}/bin`];
}
