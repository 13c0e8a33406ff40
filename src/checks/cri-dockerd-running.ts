import {criDockerdName} from '../model/cri-dockerd.ts';
import {stateOf} from '../model/unit-state.ts';
import {runtimeOf, unit} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {run} from './fixes.ts';
import {stoppedBySignal} from './parts/stopped-by-signal.ts';

export const criDockerdRunning: Check = {
	id: 'cri-dockerd-running',
	title: 'cri-dockerd',
	follows: [
		'left-down',
		'programs-damaged',
		'unit-start',
		'unit-confined',
		'cri-dockerd-settings',
		'unit-type',
		'docker-running',
		'unit-masked',
	],
	explains: ['cri-dockerd-down'],
	asksJournal: true,
	look(node) {
		if (runtimeOf(node) !== 'cri-dockerd') return skipped('the kubelet does not use it');
		const process = node.processes.find(each => each.name === 'cri-dockerd');
		if (process && process.state !== 'T') return ok(`it runs as process ${process.pid}`);
		if (process) {
			return fatal(`process ${process.pid} of cri-dockerd is stopped: it answers nobody`, stoppedBySignal(process));
		}
		const name = criDockerdName(node.units);
		const service = unit(node, `${name}.service`);
		if (service === undefined) return skipped('it is not on this node, though the endpoint names it');
		return fatal('the kubelet makes its pods through cri-dockerd, and it does not run', {
			evidence: service ? [{source: `systemctl show ${name}`, text: stateOf(service)}] : [],
			fix: [run('systemctl', 'start', `${name}.socket`, name)],
		});
	},
};
