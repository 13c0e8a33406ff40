import {stateOf} from '../model/unit-state.ts';
import {needsDocker, unit} from './about.ts';
import {type Check, fatal, info, ok, skipped, warning} from './check.ts';
import {run} from './fixes.ts';
import {stoppedBySignal} from './parts/stopped-by-signal.ts';

export const dockerRunning: Check = {
	id: 'docker-running',
	title: 'docker',
	follows: [
		'programs-damaged',
		'places',
		'unit-conditions',
		'settings-refused',
		'unit-start',
		'unit-confined',
		'kubelet-flags',
		'docker-config',
		'docker-socket',
		'unit-masked',
		'unit-type',
		'read-only',
		'containerd-running',
	],
	explains: ['docker-down', 'docker-required', 'live-restore-left'],
	asksJournal: true,
	look(node) {
		const service = unit(node, 'docker.service');
		const process = node.processes.find(({name}) => name === 'dockerd');
		if (process?.state === 'T') {
			return (needsDocker(node) ? fatal : warning)(
				`process ${process.pid} of dockerd is stopped: it answers nobody`,
				stoppedBySignal(process),
			);
		}
		if (process) return ok(`it runs as process ${process.pid}`);
		if (!service)
			return needsDocker(node)
				? fatal('the kubelet makes its pods through docker, and there is none on this node')
				: skipped('there is no docker on this node');
		const evidence = [{source: 'systemctl show docker', text: stateOf(service)}];
		const start = [
			...(service.activeState === 'failed'
				? [run('systemctl', 'reset-failed', 'docker.service', 'docker.socket')]
				: []),
			run('systemctl', 'start', 'docker.socket', 'docker'),
		];
		if (needsDocker(node)) {
			return fatal(`the kubelet makes its pods through docker, and docker does not run (${stateOf(service)})`, {
				evidence,
				fix: [...start, run('systemctl', 'restart', 'kubelet')],
			});
		}
		if (service.activeState === 'failed')
			return warning('docker failed; nothing of Kubernetes needs it on this node', {evidence, fix: start});
		if (service.activeState === 'activating') return info('docker is about to start', {evidence});
		return ok('it does not run, and nothing of Kubernetes needs it');
	},
};
