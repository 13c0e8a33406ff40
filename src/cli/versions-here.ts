import {crioVersion} from '../runtime/crio-version.ts';
import type {Called} from '../translate/called.ts';
import type {Versions} from '../translate/version.ts';
import type {Context} from './context.ts';

/** In PATH, or where rke2 keeps its own. */
const programs = ['crictl', 'ctr', 'nerdctl', 'k3s', 'k0s', 'microk8s'];
const rke2 = '/var/lib/rancher/rke2/bin';

/** Versions of the clients on this machine, from themselves: what is not installed has none. Asks no daemon. */
export async function versionsHere(context: Context): Promise<Versions> {
	const {demo, replay} = context.globals;
	if (!demo && replay === undefined && !anyInPath(context.env.PATH ?? '')) return {};
	const [{installedVersions}, facts] = await Promise.all([
		import('../runtime/installed-versions.ts'),
		context.openFacts(),
	]);
	const crio = crioVersion(facts);
	const installed = await installedVersions(context.host, facts.tools);
	if (crio === undefined) return installed;
	const crioRuntime = await (await import('../runtime/crio-runtime.ts')).crioRuntime(context.host);
	return {...installed, crio, ...(crioRuntime !== undefined && {crioRuntime})};
}

/** How those are called here, where their bare names do not reach the runtime of this node. */
export async function calledHere(context: Context): Promise<Called> {
	const [{calledAs}, facts] = await Promise.all([import('../runtime/called-as.ts'), context.openFacts()]);
	return calledAs(facts);
}

/** A quick look, for a machine without any: to open the door to it takes longer than to translate. */
function anyInPath(path: string): boolean {
	const {Bun} = globalThis as {readonly Bun?: {which(name: string, options: {PATH: string}): string | null}};
	if (Bun === undefined) return true;
	return programs.some(name => Bun.which(name, {PATH: `${path}:${rke2}`}) !== null);
}
