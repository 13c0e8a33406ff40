import type {WhyContainer, WhyFacts} from '../../model/why-facts.ts';
import {journalTimeMs} from '../journal-time.ts';

export type Asked = {readonly how: string; readonly who: string; readonly line: string};

/** Source: containerd's CRI service (1.6 to 2.1) for what it is asked, dockerd when its patience is over. */
const words = [
	{pattern: /StopContainer for /, of: 'container', how: 'the runtime was asked to stop it'},
	{pattern: /failed to exit within \d+ ?s(?:econds)? of signal/, of: 'container', how: 'docker was asked to stop it'},
	{pattern: /StopPodSandbox for /, of: 'sandbox', how: 'the runtime was asked to stop its whole sandbox'},
] as const;

/** The line of a journal in which somebody asked the runtime to end it, the newest; none where it was a bare signal. */
export function askedToEnd(
	{id, podId, attempt, finishedAtMs}: WhyContainer['container'],
	{journal, kubelet, tool}: WhyFacts,
): Asked | undefined {
	if (!('value' in journal)) return undefined;
	for (const {pattern, of, how} of words) {
		const named = of === 'container' ? id : podId;
		const line = journal.value.findLast(
			text =>
				named !== undefined &&
				text.includes(named) &&
				pattern.test(text) &&
				// The kubelet stops the sandbox of what has ended already, too.
				(finishedAtMs === undefined || (journalTimeMs(text) ?? 0) <= finishedAtMs),
		);
		if (line !== undefined) return {how, who: whoWords(kubelet, tool, of, attempt), line};
	}
	return undefined;
}

function whoWords(
	kubelet: WhyFacts['kubelet'],
	tool: WhyFacts['tool'],
	of: 'container' | 'sandbox',
	attempt: number,
): string {
	const byHand = tool === 'docker' ? 'docker stop' : of === 'sandbox' ? 'crictl stopp or rmp' : 'crictl stop';
	if ('value' in kubelet && kubelet.value === 'runs' && attempt > 1)
		return 'It goes so again and again: then it is the kubelet, for a liveness or startup probe that fails, and only the API server has its words (kubectl get events).';
	return 'value' in kubelet && kubelet.value === 'none'
		? `No kubelet runs here: it was a person or a script, with ${byHand}.`
		: `The kubelet does so (a deletion, an eviction, a probe), or a person with ${byHand}.`;
}
