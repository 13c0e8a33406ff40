import type {CheckUp} from '../checks/run.ts';
import type {Reader} from '../host/host.ts';
import type {NodeSnapshot} from '../model/node-snapshot.ts';
import type {GatherOptions} from '../runtime/gather.ts';

/**
 * Gather and look: what the command and the screen have in common. Everything is loaded here, when it is first wanted.
 *
 * @param saidSinceMs what the journals said before that is of no matter.
 */
export async function checkHost(
	reader: Reader,
	{saidSinceMs, ...options}: GatherOptions & {readonly saidSinceMs?: number},
): Promise<{readonly node: NodeSnapshot; readonly checkUp: CheckUp}> {
	const [{gatherSnapshot}, {runChecks}, {readJournals}, {knownMatcher}] = await Promise.all([
		import('../runtime/gather.ts'),
		import('../checks/run.ts'),
		import('../checks/journals.ts'),
		import('../explain/known-matcher.ts'),
	]);
	const [node, {errors, matcher}] = await Promise.all([gatherSnapshot(reader, options), knownMatcher()]);
	const said = readJournals(node, matcher, errors, saidSinceMs);
	return {node, checkUp: runChecks(node, said)};
}

/** What a person must know of a check-up, or of something else, of a recording that was not made for it; undefined where it has all answers, or is a node. */
export function lackOf(
	{recording}: Reader,
	{who, command} = {who: 'a check-up', command: 'check'},
): string | undefined {
	const count = recording?.missed().length ?? 0;
	if (count === 0) return undefined;
	return `${count} ${count === 1 ? 'answer' : 'answers'} that ${who} asks for ${count === 1 ? 'is' : 'are'} not in this recording, and may pass for something that is missing on the node: record it with rtconsole --record DIR ${command}`;
}
