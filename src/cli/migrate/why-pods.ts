import {hostname} from 'node:os';
import type {Why} from '../../explain/why/why.ts';
import type {Cause} from '../../migrate/progress.ts';
import type {SessionContext} from './session.ts';

/** They wait for the same thing, most often. */
const asked = 4;

/** Why each of these pods does not run, from all that speaks of it: the API server's words and events, journals, the runtime. */
export async function whyPods(context: SessionContext, names: readonly string[]): Promise<readonly Cause[]> {
	if (names.length === 0) return [];
	const {globals, env} = context;
	const [host, {discover}, {createNodeRuntime}, {askWhy}] = await Promise.all([
		context.openHost(),
		import('../../runtime/discover.ts'),
		import('../../runtime/create-runtime.ts'),
		import('../../app/why.ts'),
	]);
	// The runtime of before the walk is not the one that has them now.
	const facts = await discover(host, {env, hostname: hostname(), runtimeEndpoint: undefined});
	const runtime = createNodeRuntime(host, facts, {containerdNamespace: undefined});
	const {kubeconfig} = globals;
	const options = {nowMs: context.now(), ...(kubeconfig === undefined ? {} : {kubeconfig})};
	const all = await Promise.all(
		names.slice(0, asked).map(async name => {
			const why = await askWhy(host, runtime, {by: 'name', name}, options).catch(() => undefined);
			return why === undefined || 'error' in why ? [] : causesOfPod(name, why);
		}),
	);
	return merged(all.flat());
}

type PodCause = Cause & {readonly pod: string};

/** What is behind it, and not what follows from that. */
function causesOfPod(pod: string, {causes}: Pick<Why, 'causes'>): readonly PodCause[] {
	return causes
		.filter(({causedBy}) => causedBy === undefined)
		.slice(0, 1)
		.map(({id, cause, evidence, fix}) => ({pod, id, because: cause, evidence, fix}));
}

/** The same cause of several pods is told once; each piece of evidence says whose it is. */
export function merged(found: readonly PodCause[]): readonly Cause[] {
	return [...new Set(found.map(({id, because}) => `${id} ${because}`))].map(key => {
		const same = found.filter(({id, because}) => `${id} ${because}` === key);
		const [{pod: _, ...first}] = same as [PodCause];
		const evidence = same.flatMap(({pod, evidence: [one]}) =>
			one === undefined ? [] : [{source: `${pod}: ${one.source}`, text: one.text}],
		);
		return {...first, evidence};
	});
}
