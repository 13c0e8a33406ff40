import {crioVersion} from '../runtime/crio-version.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import type {Versions} from '../translate/version.ts';
import type {Context} from './context.ts';

type Writable = {-readonly [Name in keyof Versions]: Versions[Name]};

export type NodeWithVersions = {readonly runtime: NodeRuntime; readonly versions: Versions};

/** What is run must be right for the tools of this node: some versions destroy what others leave alone. */
export async function openNodeWithVersions(context: Context): Promise<NodeWithVersions> {
	const runtime = await context.openRuntime();
	const {tools, runtime: behind} = await runtime.versions();
	const versions: Writable = {};
	for (const name of ['crictl', 'ctr', 'nerdctl', 'docker'] as const) {
		const version = tools[name]?.version;
		if (version !== undefined) versions[name] = version;
	}
	if (behind?.name === 'containerd') versions.containerd = behind.version;
	const crio = crioVersion(runtime.facts);
	if (crio !== undefined) {
		versions.crio = crio;
		const crioRuntime = await (await import('../runtime/crio-runtime.ts')).crioRuntime(context.host);
		if (crioRuntime !== undefined) versions.crioRuntime = crioRuntime;
	}
	return {runtime, versions};
}
