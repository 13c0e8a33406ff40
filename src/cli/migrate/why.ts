import {checkHost} from '../../app/check-up.ts';
import type {Checked} from '../../checks/check.ts';
import {knownMatcher} from '../../explain/known-matcher.ts';
import {causesOfSaid} from '../../explain/said.ts';
import type {FailedStep} from '../../migrate/engine.ts';
import type {Machine} from '../../migrate/machine.ts';
import type {Cause} from '../../migrate/progress.ts';
import {hostnameOf} from '../hostname-of.ts';
import {behind, withoutChanges, withoutTwins} from './behind.ts';
import {changedSince, withChanged} from './changed-since.ts';
import {lastWords} from './last-words.ts';
import {markPassing} from './passing.ts';
import {withRoomTaken} from './room-taken.ts';
import type {SessionContext} from './session.ts';
import {isSoNow} from './so-now.ts';
import {didNotMatter} from './stood.ts';
import {whyPods} from './why-pods.ts';

const shown = 3;
/** What made a step fail at once may have been said just before it. */
const saidBeforeMs = 60_000;

/**
 * What lies behind a step that failed, or waits: first what its own words are known to mean, then what a check-up of the node
 * finds. What the walk itself brought about (a kubelet that it stopped) is no cause, nor is what was so before it and did not matter.
 */
export function createWhy(
	context: SessionContext,
	{entries}: Pick<Machine, 'entries'>,
): (failed: FailedStep) => Promise<readonly Cause[]> {
	return async failed => {
		const [said, {node, checkUp}, ofPods, {errors}, changed] = await Promise.all([
			explainWords(failed.because),
			checkNode(context, failed),
			whyPods(context, failed.pods ?? []),
			knownMatcher(),
			entries().then(async all => changedSince(await context.openHost(), all)),
		]);
		const words = (ofPods.length > 0 ? ofPods : said).filter(({id}) => isSoNow(id, node));
		const isNew = (finding: Checked) => !didNotMatter(finding, failed.stood ?? []);
		const found = behind(failed, withoutChanges(checkUp.checks), words.length > 0)
			.filter(isNew)
			.map(asCause);
		const causes = withoutTwins(withoutNotReady(found), words).slice(0, shown);
		const told = await withRoomTaken(causes.length > 0 ? causes : lastWords(failed, node), await context.openHost());
		const known = withChanged(told, changed);
		return markPassing(known, node, errors).map(cause =>
			lostAlready.includes(cause.id) ? cause : {...cause, fix: cause.fix.filter(each => !losesImages(each))},
		);
	};
}

/** It follows from whatever else is found. */
function withoutNotReady(found: readonly Cause[]): readonly Cause[] {
	return found.length > 1 ? found.filter(({id}) => id !== 'node-status') : found;
}

/** Causes of which the image itself is the matter. */
const lostAlready = ['docker-layer-damaged'];

/** No container uses yet what was carried over: who makes room that way throws it away, and docker may be gone by then. */
function losesImages({text, argv = []}: Cause['fix'][number]): boolean {
	return /\b(rmi|image prune|images (rm|prune)|system prune)\b/.test([text, ...argv].join(' '));
}

async function checkNode(context: SessionContext, {sinceMs}: FailedStep) {
	const host = await context.openHost();
	const {kubeconfig} = context.globals;
	const nowMs = context.now();
	return checkHost(host, {
		hostname: hostnameOf(host),
		nowMs,
		saidSinceMs: Math.min(sinceMs, nowMs - saidBeforeMs),
		...(kubeconfig === undefined ? {} : {kubeconfig}),
	});
}

function asCause({id, because, evidence, fix}: Checked): Cause {
	return {id, because, evidence, fix};
}

async function explainWords(because: string): Promise<readonly Cause[]> {
	const causes = await causesOfSaid(because.split('\n'));
	return causes.map(({id, cause, matched, fix}) => ({
		id,
		because: cause,
		evidence: matched.slice(0, 1).map(({text}) => ({source: 'what it said', text})),
		fix,
	}));
}
