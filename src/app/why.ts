import type {Why} from '../explain/why/why.ts';
import type {Reader} from '../host/host.ts';
import type {NodeRuntime} from '../runtime/node-runtime.ts';
import type {Wanted} from '../runtime/why/find-subject.ts';
import type {WhyOptions} from '../runtime/why/gather-why.ts';

/** Gather and explain: what the command and the screen have in common. Everything is loaded here, when it is first wanted. */
export async function askWhy(
	reader: Reader,
	runtime: NodeRuntime,
	wanted: Wanted,
	options: WhyOptions,
): Promise<Why | {readonly error: string}> {
	const [{gatherWhy}, {explainWhy}, {knownMatcher}] = await Promise.all([
		import('../runtime/why/gather-why.ts'),
		import('../explain/why/why.ts'),
		import('../explain/known-matcher.ts'),
	]);
	const [facts, {matcher}] = await Promise.all([gatherWhy(reader, runtime, wanted, options), knownMatcher()]);
	if ('error' in facts) return facts;
	return explainWhy(facts, matcher);
}
