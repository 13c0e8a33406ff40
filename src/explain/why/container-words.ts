import {exitInWords} from '../../model/exit-words.ts';
import type {WhyContainer} from '../../model/why-facts.ts';
import {isHeld} from './held.ts';
import type {WhyContainerSaid} from './why.ts';

/** The state of a container in a sentence. */
export function sayContainer(one: WhyContainer, nowMs: number): WhyContainerSaid {
	const {container, message, log} = one;
	return {
		name: container.name,
		said: sentence(one, nowMs),
		good: (container.state === 'running' && !isHeld(one)) || (container.state === 'exited' && container.exitCode === 0),
		log: 'value' in log ? log.value : [],
		...(message !== undefined && {message}),
	};
}

function sentence(
	{container, message, oomKilled, memoryLimitBytes, oomKills, before, frozen, health}: WhyContainer,
	nowMs: number,
): string {
	const {state, attempt, startedAtMs, finishedAtMs, createdAtMs} = container;
	const often = attempt === 0 ? '' : `, restarted ${attempt === 1 ? 'once' : `${attempt} times`}`;
	const limit = memoryLimitBytes === undefined ? '' : `; its limit is ${mebibytes(memoryLimitBytes)}`;
	switch (state) {
		case 'running': {
			const kills = oomKills ? `; the kernel killed a process in it ${oomKills} times for want of memory${limit}` : '';
			const held = frozen ? '; it is paused' : health === undefined ? '' : `; docker calls it ${health.status}`;
			return `runs for ${span(nowMs - (startedAtMs ?? createdAtMs))}${held}${often}${kills}${endedBefore(before)}`;
		}
		case 'created': {
			if (isBeingMade(container, nowMs)) return `is being made${often}${endedBefore(before)}`;
			const tried = container.exitCode !== undefined || message !== undefined;
			return `was made ${span(nowMs - createdAtMs)} ago and ${tried ? 'could not be started' : 'was not started'}${often}`;
		}
		case 'exited': {
			const lived =
				startedAtMs === undefined || finishedAtMs === undefined || startedAtMs <= 0
					? ''
					: `, after ${span(finishedAtMs - startedAtMs)}`;
			if (hasNoTask(container)) return 'has no task that runs: it was never started, or it has ended';
			const ago = finishedAtMs === undefined ? '' : ` ${span(nowMs - finishedAtMs)} ago`;
			const code =
				container.exitCode === undefined && !oomKilled
					? ', with an exit code that nobody told'
					: ` with ${exitOf(container, oomKilled)}`;
			return `ended${ago}${lived}${code}${oomKilled ? limit : ''}${often}`;
		}
		case 'unknown':
			return `the runtime does not know what became of it${often}`;
	}
}

const startMs = 5000;

/** Between its making and its start, which on a busy node takes a second or two. */
export function isBeingMade({state, createdAtMs}: WhyContainer['container'], nowMs: number): boolean {
	return state === 'created' && nowMs - createdAtMs < startMs;
}

/** Of ctr or nerdctl: there is no more to say of it without a task. */
function hasNoTask({podId, exitCode, finishedAtMs, containerdNamespace}: WhyContainer['container']): boolean {
	const isOfAnother = !['k8s.io', 'moby'].includes(containerdNamespace);
	return isOfAnother && podId === undefined && exitCode === undefined && finishedAtMs === undefined;
}

function endedBefore(before: WhyContainer['before']): string {
	return before?.exitCode === undefined ? '' : `; the attempt before ended with ${exitOf(before)}`;
}

function exitOf({exitCode = -1, reason}: WhyContainer['container'], oomKilled = reason === 'OOMKilled'): string {
	return `exit code ${exitInWords(exitCode, oomKilled ? 'OOMKilled' : reason)}`;
}

/** `95s`, `12m`, `3h`: as kubectl has it. */
export function span(milliseconds: number): string {
	const seconds = Math.max(0, Math.round(milliseconds / 1000));
	if (seconds < 120) return `${seconds}s`;
	if (seconds < 7200) return `${Math.floor(seconds / 60)}m`;
	return seconds < 172_800 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`;
}

export function mebibytes(bytes: number): string {
	return bytes < 2 ** 20 ? `${Math.ceil(bytes / 1024)} KiB` : `${Math.round(bytes / 2 ** 20)} MiB`;
}
