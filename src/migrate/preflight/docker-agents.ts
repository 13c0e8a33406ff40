import {known} from '../../model/node-snapshot.ts';
import {type Check, go} from './finding.ts';

/** Programs of the node that watch containers through docker, and people who may use it. */
export const dockerAgents: Check = {
	id: 'docker-agents',
	title: 'agents and accounts that use docker',
	look({surroundings, snapshot}) {
		// The kubelet's own settings name docker too: the walk changes those.
		const ofKubelet = new Set(snapshot.kubelet.environmentFiles.map(({path}) => path));
		const configs = surroundings.callers.filter(({kind, path}) => kind === 'config' && !ofKubelet.has(path));
		const clients = known(surroundings.clients) ?? [];
		const {members} = surroundings;
		const evidence = [
			...clients.map(({name, pid}) => ({source: `process ${pid}`, text: `${name} talks to docker.sock now`})),
			...configs.flatMap(({path, lines}) =>
				lines.slice(0, 3).map(({line, text}) => ({source: `${path}:${line}`, text})),
			),
			...(members.length === 0 ? [] : [{source: '/etc/group', text: `docker: ${members.join(', ')}`}]),
		];
		if (evidence.length === 0) return go('no program of the node talks to docker');
		const named = [...new Set([...clients.map(({name}) => name), ...configs.map(({path}) => path)])];
		const programs = named.length === 0 ? [] : [`${named.join(', ')}: will see no containers any more`];
		const people =
			members.length === 0 ? [] : [`${members.join(', ')}: crictl and ctr need root, there is no group for them`];
		return {
			verdict: 'go',
			because: [...programs, ...people].join('; '),
			evidence,
			fix: [
				...(named.length === 0
					? []
					: [
							{
								text: 'point each at the CRI (unix:///run/containerd/containerd.sock) and its logs at /var/log/pods/*/*/*.log',
							},
						]),
				...(members.length === 0 ? [] : [{text: 'give them a rule of sudo for crictl, or kubectl'}]),
			],
		};
	},
};
