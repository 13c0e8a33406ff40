import {known} from '../../model/node-snapshot.ts';
import {podsToMove} from '../facts.ts';
import {type Check, go} from './finding.ts';

const most = 6;

/** What a drain takes from pods that come again: kubectl wants a flag for the one, and says nothing of the other. */
export const drainedPods: Check = {
	id: 'drained-pods',
	title: 'what pods lose in a drain',
	look(facts) {
		if (known(facts.workloads.pods) === undefined) return undefined;
		const moved = podsToMove(facts).filter(({deleting, controller}) => !deleting && controller !== undefined);
		const jobs = moved.filter(({controller, phase}) => controller === 'Job' && phase === 'Running');
		const emptyDirs = moved.filter(({controller, emptyDirs: names}) => controller !== 'Job' && names.length > 0);
		if (jobs.length + emptyDirs.length === 0) return undefined;
		const because = [
			...(jobs.length === 0
				? []
				: [
						`${namesOf(jobs)}: ended in the middle; the Job begins again, or counts as failed where its backoffLimit is used up`,
					]),
			...(emptyDirs.length === 0 ? [] : [`${namesOf(emptyDirs)}: what is in an emptyDir is gone`]),
		];
		return go(
			because.join('; '),
			[...jobs, ...emptyDirs].map(({namespace, name, controller, emptyDirs: names}) => ({
				source: `pod ${namespace}/${name}`,
				text: controller === 'Job' ? 'of a Job, runs' : `emptyDir ${names.join(', ')}`,
			})),
		);
	},
};

function namesOf(pods: ReturnType<typeof podsToMove>): string {
	const names = pods.slice(0, most).map(({namespace, name}) => `${namespace}/${name}`);
	return names.join(', ') + (pods.length > most ? ` and ${pods.length - most} more` : '');
}
