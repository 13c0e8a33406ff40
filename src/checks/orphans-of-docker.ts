import {known} from '../model/node-snapshot.ts';
import {needsDocker} from './about.ts';
import {type Check, ok, skipped, warning} from './check.ts';
import {advice, run} from './fixes.ts';

export const orphansOfDocker: Check = {
	id: 'orphans-of-docker',
	title: "docker's containers without docker",
	follows: ['docker-running'],
	look(node) {
		const moby = known(node.namespaces)?.find(({name}) => name === 'moby');
		if ('missing' in node.namespaces) return skipped(node.namespaces.missing);
		if (moby === undefined || moby.tasks.length === 0) return ok('none does');
		if (node.processes.some(({name}) => name === 'dockerd')) return ok('docker runs');
		const live = known(node.docker.config)?.settings.find(
			({name, value}) => name === 'live-restore' && value.startsWith('true'),
		);
		return warning(
			`${moby.tasks.length} containers of docker run, and docker does not${live ? ' (live-restore leaves them)' : ''}: they hold ports and memory, and docker ps cannot show them`,
			{
				evidence: [
					{source: 'ctr -n moby tasks ls', text: `PIDs ${moby.tasks.slice(0, 8).join(', ')}`},
					...(live ? [{source: `${live.path}:${live.line}`, text: 'live-restore: true'}] : []),
				],
				fix: needsDocker(node)
					? [run('systemctl', 'start', 'docker')]
					: [
							advice(
								'start docker once and stop them (docker stop $(docker ps -q)), or ctr -n moby tasks kill --signal SIGTERM ID',
							),
						],
			},
		);
	},
};
