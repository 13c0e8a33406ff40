import {NodeError} from '../host/errors.ts';
import type {Reader} from '../host/host.ts';
import type {Argv} from '../model/argv.ts';
import type {NodeFacts, Tool, ToolName} from '../model/facts.ts';
import type {Clients} from './clients.ts';
import {findRunningKubelet} from './running-kubelet.ts';
import {socketFirst} from './socket-first.ts';

type Runtime = NonNullable<NodeFacts['runtime']>;

const timeoutMs = 5000;
/** None of them asks a daemon: `docker version` and `ctr version` would. */
const versionFlags: Readonly<Record<ToolName, readonly string[]>> = {
	crictl: ['--version'],
	ctr: ['--version'],
	nerdctl: ['--version'],
	docker: ['--version'],
	kubectl: ['version', '--client'],
	containerd: ['--version'],
	kubelet: ['--version'],
};

export type Versions = Pick<NodeFacts, 'tools' | 'runtime' | 'kubeletEndpoint'>;

/** Ask every tool and the runtime, side by side. One that does not answer stays without a version. */
export async function askVersions(reader: Reader, facts: NodeFacts, clients: Clients): Promise<Versions> {
	const tools = Object.values(facts.tools);
	const [versions, runtime, kubelet] = await Promise.all([
		Promise.all(tools.map(tool => askToolVersion(reader, tool))),
		askRuntime(reader, facts, clients),
		findRunningKubelet(reader),
	]);
	const known = tools.map((tool, index): [ToolName, Tool] => [
		tool.name,
		{...tool, version: versions[index] ?? tool.version},
	]);
	return {tools: Object.fromEntries(known), runtime, kubeletEndpoint: kubelet ?? facts.kubeletEndpoint};
}

/** The version that a tool gives of itself; undefined where it gives none. */
export async function askToolVersion(reader: Reader, {name, command}: Tool): Promise<string | undefined> {
	return readVersion((await answer(reader, [...command, ...versionFlags[name]])) ?? '');
}

async function askRuntime(
	reader: Reader,
	facts: NodeFacts,
	{crictl, ctr, docker}: Clients,
): Promise<Runtime | undefined> {
	const {through} = facts.listing;
	if (through === 'crictl' && crictl) {
		const runtime = readCriVersion((await answer(reader, crictl.command('version'))) ?? '');
		if (runtime) return runtime;
		// Of docker's own endpoint: the containerd beneath is not what serves it. docker is asked once a list has come from there.
		if (/(dockershim|docker|cri-dockerd)\.sock$/.test(facts.endpoint?.url ?? '')) return undefined;
	}
	if (through === 'docker' && docker) {
		const version = await answer(reader, docker.command('version', '--format', '{{.Server.Version}}'));
		return version === undefined ? undefined : {name: 'docker', version: version.trim()};
	}
	if (!ctr || facts.containerdAddress === undefined) return undefined;
	const patient = socketFirst(reader, facts.containerdAddress, 'containerd');
	const version = readServerVersion((await answer(patient, ctr.globalCommand('version'))) ?? '');
	return version === undefined ? undefined : {name: 'containerd', version};
}

async function answer(reader: Reader, argv: Argv): Promise<string | undefined> {
	try {
		const {exitCode, stdout} = await reader.query(argv, {timeoutMs});
		return exitCode === 0 ? stdout : undefined;
	} catch (error) {
		// A version is good to know; that a tool hangs is said by the lists.
		if (error instanceof NodeError) return undefined;
		throw error;
	}
}

/** First version in the words of any tool: `crictl version v1.30.0`, `Docker version 20.10.24+dfsg1, build …`. */
export function readVersion(text: string): string | undefined {
	return /(?<![\w.])v?(\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1];
}

/** Read `crictl version`, which has no JSON form: `RuntimeName:  containerd`, one a line. */
export function readCriVersion(text: string): Runtime | undefined {
	const field = (name: string) => new RegExp(`^${name}:[ \\t]*(\\S.*?)\\s*$`, 'm').exec(text)?.[1];
	const [name, version, apiVersion] = [field('RuntimeName'), field('RuntimeVersion'), field('RuntimeApiVersion')];
	return name === undefined || version === undefined ? undefined : {name, version, apiVersion};
}

/** Read `ctr version`: a block for the client, then one for the server. */
export function readServerVersion(text: string): string | undefined {
	return /^Server:\s+Version:[ \t]*(\S+)/m.exec(text)?.[1];
}
