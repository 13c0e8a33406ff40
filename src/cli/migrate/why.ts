import {checkHost} from '../../app/check-up.ts';
import type {Checked} from '../../checks/check.ts';
import {causesOfSaid} from '../../explain/said.ts';
import type {FailedStep} from '../../migrate/engine.ts';
import type {Cause} from '../../migrate/progress.ts';
import {hostnameOf} from '../hostname-of.ts';
import {behind, withoutChanges, withoutTwins} from './behind.ts';
import type {SessionContext} from './session.ts';
import {whyPods} from './why-pods.ts';

const shown = 3;

/**
 * What lies behind a step that failed: first what its own words are known to mean, then what a check-up of the node finds.
 * What the walk itself brought about (a kubelet that it stopped) is no cause.
 */
export function createWhy(context: SessionContext): (failed: FailedStep) => Promise<readonly Cause[]> {
	return async failed => {
		const [said, {checkUp}, ofPods] = await Promise.all([
			explainWords(failed.because),
			checkNode(context),
			whyPods(context, failed.pods ?? []),
		]);
		const words = ofPods.length > 0 ? ofPods : said;
		const found = behind(failed, withoutChanges(checkUp.checks), words.length > 0).map(asCause);
		return withoutTwins(found, words)
			.slice(0, shown)
			.map(cause =>
				lostAlready.includes(cause.id) ? cause : {...cause, fix: cause.fix.filter(each => !losesImages(each))},
			);
	};
}

/** Causes of which the image itself is the matter. */
const lostAlready = ['docker-layer-damaged'];

/** No container uses yet what was carried over: who makes room that way throws it away, and docker may be gone by then. */
function losesImages({text, argv = []}: Cause['fix'][number]): boolean {
	return /\b(rmi|image prune|images (rm|prune)|system prune)\b/.test([text, ...argv].join(' '));
}

async function checkNode(context: SessionContext) {
	const host = await context.openHost();
	const {kubeconfig} = context.globals;
	return checkHost(host, {
		hostname: hostnameOf(host),
		nowMs: context.now(),
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
