import {known} from '../../model/node-snapshot.ts';
import {type Check, go} from './finding.ts';

const files = ['json-file', 'local', ''];

/** Where logs are afterwards, and drivers that send them elsewhere now. */
export const logs: Check = {
	id: 'logs',
	title: 'logs of containers',
	look({workloads}) {
		const containers = (known(workloads.containers) ?? []).filter(({running, ofKubelet}) => running && ofKubelet);
		if (containers.length === 0) return undefined;
		const other = containers.filter(({logDriver}) => !files.includes(logDriver));
		if (other.length === 0)
			return go('stay under /var/log/pods, in lines of the CRI in place of docker’s JSON: a log agent must read those');
		const drivers = [...new Set(other.map(({logDriver}) => logDriver))].join(', ');
		return {
			verdict: 'go',
			because: `docker hands them to ${drivers}; the CRI writes files under /var/log/pods and nothing else`,
			evidence: other.map(({name, logDriver}) => ({source: 'docker inspect', text: `${name}: ${logDriver}`})),
			fix: [{text: 'a log agent (a DaemonSet) that reads /var/log/pods/*/*/*.log and sends on'}],
		};
	},
};
