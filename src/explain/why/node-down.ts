import type {WhyContainer, WhyFacts} from '../../model/why-facts.ts';
import {span} from './container-words.ts';
import type {WhyCause} from './why.ts';

/** A runtime that finds no process any more says 255; docker ends what runs while the node goes down. */
const vanished = 255;
const asked = [137, 143];
const goingDownMs = 180_000;

/** An attempt that ran when its node went down: its program is not to blame. */
export function nodeDownCause(
	{name, exitCode = 0, startedAtMs, createdAtMs, finishedAtMs}: WhyContainer['container'],
	{upSinceMs, nowMs}: WhyFacts,
): WhyCause | undefined {
	if (upSinceMs === undefined || ((startedAtMs ?? 0) > 0 ? (startedAtMs ?? 0) : createdAtMs) >= upSinceMs)
		return undefined;
	const beforeMs = finishedAtMs === undefined ? 0 : upSinceMs - finishedAtMs;
	const wasThere =
		exitCode === vanished
			? beforeMs < goingDownMs
			: asked.includes(exitCode) && beforeMs >= 0 && beforeMs < goingDownMs;
	if (!wasThere) return undefined;
	const ago = span(nowMs - upSinceMs);
	return {
		id: 'node-went-down',
		title: `The node went down under ${name}, and is up again for ${ago}`,
		cause: `It ran before the node was started, and its exit code ${exitCode} is what the runtime gives to what it finds gone. Its program is not to blame.`,
		confidence: 0.9,
		evidence: [{source: '/proc/1/stat', text: `the first process of this node runs for ${ago}`}],
		fix: [
			{text: 'last -x -n 4 shutdown reboot', argv: ['last', '-x', '-n', '4', 'shutdown', 'reboot']},
			{text: 'journalctl -b -1 -e --no-pager -n 40', argv: ['journalctl', '-b', '-1', '-e', '--no-pager', '-n', '40']},
		],
	};
}
