import type {WhyFacts} from '../../model/why-facts.ts';
import {journalTimeMs} from '../journal-time.ts';
import type {Evidence} from './why.ts';

export const journal = 'journal';

/** Lines older than this tell of another trouble, where there are newer ones. */
const recentMs = 30 * 60_000;

/** Of what has ended already: why it could not be taken away is no reason why it does not run. */
const cleaning =
	/failed to (?:remove|delete|clean ?up) |removal of container|(?:Remove|Delete)Container |UnmountVolume|TearDown failed|get state for [0-9a-f]{64}/i;

/** Every sentence on the node, and of the API server, that speaks of it; who says it beside it. */
export function everythingSaid({containers, api, kernel, journal: lines, nowMs, owner}: WhyFacts): readonly Evidence[] {
	const known = 'value' in api ? api.value : undefined;
	// What kept it from a node is over once it has one; the event stays for an hour.
	const madeMs = Math.max(0, ...containers.map(({container}) => container.createdAtMs));
	const isPlaced = known !== undefined && !known.unmet.some(({type}) => type === 'PodScheduled');
	return [
		...(owner?.said ?? []),
		...containers.flatMap(({container, message, oomKilled}) => [
			...(message === undefined ? [] : [{source: `runtime, of ${container.name}`, text: message}]),
			...(oomKilled ? [{source: `runtime, of ${container.name}`, text: 'OOMKilled'}] : []),
		]),
		...(known?.containers ?? []).flatMap(({name, waiting}) =>
			waiting === undefined
				? []
				: [{source: `API server, of ${name}`, text: `${waiting.reason}: ${waiting.message ?? ''}`}],
		),
		...(known?.message === undefined
			? []
			: [{source: 'API server', text: `${known.reason ?? known.phase}: ${known.message}`}]),
		...(known?.unmet ?? []).flatMap(({type, reason, message}) =>
			message === undefined || type === 'ContainersReady' || type === 'Ready' || type === 'Initialized'
				? []
				: [{source: `API server, ${type}`, text: `${reason ?? type}: ${message}`}],
		),
		...(known?.events ?? [])
			.filter(({warning, reason}) => warning && (reason !== 'FailedScheduling' || !isPlaced))
			.filter(({reason, message, atMs}) => !isOver(`${reason}: ${message}`, atMs, madeMs))
			.map(({reason, message}) => ({source: 'event', text: `${reason}: ${message}`})),
		...('value' in kernel ? kernel.value.map(text => ({source: 'kernel', text})) : []),
		...('value' in lines
			? recent(lines.value, nowMs)
					.filter(line => !isOver(line, journalTimeMs(line), madeMs))
					.filter(line => known?.goneAtMs !== undefined || !cleaning.test(line))
					.map(text => ({source: journal, text}))
			: []),
	];
}

/** What a pod needs before any of its containers is made: a network, its sandbox, its volumes. */
const beforeAny =
	/network is not ready|network for sandbox|PodSandbox|sandbox container|MountVolume|AttachVolume|FailedMount|attach or mount volumes|failed sandbox/i;

/** It kept the pod from its start, and a container of it was made since. */
function isOver(text: string, atMs: number | undefined, madeMs: number): boolean {
	return atMs !== undefined && atMs < madeMs && beforeAny.test(text);
}

function recent(lines: readonly string[], nowMs: number): readonly string[] {
	const fresh = lines.filter(line => {
		const atMs = journalTimeMs(line);
		return atMs === undefined || nowMs - atMs < recentMs;
	});
	return fresh.length > 0 ? fresh : lines;
}
