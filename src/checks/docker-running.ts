import {known, type NodeSnapshot} from '../model/node-snapshot.ts';
import {stateOf} from '../model/unit-state.ts';
import {needsDocker, unit} from './about.ts';
import {type Check, fatal, info, type Outcome, ok, skipped, warning} from './check.ts';
import {at, replaceInLine, run} from './fixes.ts';
import {stoppedBySignal} from './parts/stopped-by-signal.ts';

export const dockerRunning: Check = {
	id: 'docker-running',
	title: 'docker',
	follows: [
		'journal-kept',
		'kept-state',
		'programs-damaged',
		'places',
		'unit-conditions',
		'settings-refused',
		'left-down',
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
		const astray = otherContainerd(node);
		if (astray !== undefined && /^(activating|failed)$/.test(service?.activeState ?? '')) return astray;
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

/** dockerd waits a minute for a containerd that is somewhere else, and ends; all that while its process is there. */
function otherContainerd(node: NodeSnapshot): Outcome | undefined {
	const told =
		node.docker.flags.findLast(({name}) => name === '--containerd') ??
		known(node.docker.config)?.settings.findLast(({name}) => name === 'containerd');
	const {address} = node.containerd;
	const isThere = (path: string) => node.kinds[path.replace(/^\/var\/run\//, '/run/')] !== undefined;
	// In a file of JSON a value has its quotes.
	const place = told?.value.replaceAll('"', '');
	if (told === undefined || place === undefined || isThere(place) || !isThere(address)) return undefined;
	return (needsDocker(node) ? fatal : warning)(
		`dockerd waits for a containerd at ${place}, where none is; that of this node is at ${address}`,
		{
			evidence: [at(told), {source: place, text: 'is not there'}],
			fix: [
				replaceInLine(told.path, told.line, place, address),
				run('systemctl', 'daemon-reload'),
				run('systemctl', 'reset-failed', 'docker.service', 'docker.socket'),
				run('systemctl', 'restart', 'docker.socket', 'docker'),
			],
		},
	);
}
