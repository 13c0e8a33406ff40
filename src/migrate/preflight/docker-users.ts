import {known} from '../../model/node-snapshot.ts';
import {type Check, go} from './finding.ts';

const ofDocker = /^\/(var\/)?run\/docker\.sock$|^\/var\/lib\/docker(\/|$)/;

/** Pods and containers that talk to docker or read its folders: they start again, and find nothing there. */
export const dockerUsers: Check = {
	id: 'docker-users',
	title: 'pods that use docker itself',
	look({workloads}) {
		const all = known(workloads.pods) ?? [];
		const pods = all.flatMap(({namespace, name, hostPaths, neededPaths = []}) =>
			hostPaths.filter(isOfDocker).map(path => ({
				source: `pod ${namespace}/${name}`,
				text: `hostPath ${path}${neededPaths.includes(path) ? ', which must be there' : ''}`,
			})),
		);
		const stay = all.filter(({neededPaths = []}) => neededPaths.some(isOfDocker));
		const seen = new Set(pods.map(({source}) => source));
		const containers = (known(workloads.containers) ?? []).flatMap(({name, pod, running, mounts}) =>
			running && !seen.has(`pod ${pod}`)
				? mounts
						.filter(isOfDocker)
						.map(path => ({source: pod === undefined ? name : `pod ${pod}`, text: `mounts ${path}`}))
				: [],
		);
		const evidence = [...pods, ...containers];
		if (evidence.length === 0) return go('no pod mounts docker.sock or a folder of docker');
		const names = [...new Set(evidence.map(({source}) => source))];
		const again = names.filter(name => name.startsWith('pod '));
		const own = names.filter(name => !name.startsWith('pod '));
		return {
			verdict: 'go',
			because: [
				...(again.length > 0 ? [`${again.join(', ')}: will run again, and not find docker any more`] : []),
				...(stay.length > 0
					? [
							`${stay.map(({namespace, name}) => `${namespace}/${name}`).join(', ')}: from the next boot on, which takes the socket away, no start at all (FailedMount)`,
						]
					: []),
				...(own.length > 0 ? [`${own.join(', ')}: no pod, so gone with docker itself`] : []),
			].join('; '),
			evidence,
			fix: [
				...(stay.length > 0 ? [{text: 'take that volume out of the workload before this node boots again'}] : []),
				{text: 'build images with buildkit or kaniko; read containers through the CRI, logs from /var/log/pods'},
			],
		};
	},
};

function isOfDocker(path: string): boolean {
	return ofDocker.test(path);
}
