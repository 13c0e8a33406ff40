import {stateOf} from '../model/unit-state.ts';
import {runtimeOf, unit} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {restart, run} from './fixes.ts';
import {stoppedBySignal} from './parts/stopped-by-signal.ts';

export const crioRunning: Check = {
	id: 'crio-running',
	title: 'CRI-O',
	follows: ['left-down', 'unit-masked', 'unit-type', 'unit-start', 'unit-confined', 'programs-damaged', 'read-only'],
	explains: ['dial-crio'],
	asksJournal: true,
	look(node) {
		if (runtimeOf(node) !== 'crio') return skipped('the kubelet does not use it');
		const process = node.processes.find(({name}) => name === 'crio');
		if (process?.state === 'T') {
			return fatal(
				`process ${process.pid} of CRI-O is stopped (SIGSTOP, or a debugger): it answers nobody`,
				stoppedBySignal(process),
			);
		}
		if (process !== undefined) return ok(`it runs as process ${process.pid}`);
		const service = unit(node, 'crio.service');
		if (service === undefined) return fatal('the kubelet makes its pods through CRI-O, and there is no crio.service');
		return fatal(`CRI-O does not run (${stateOf(service)}): no container can be started, stopped or looked at`, {
			evidence: [{source: 'systemctl show crio', text: stateOf(service)}],
			fix: [...(service.activeState === 'failed' ? [run('systemctl', 'reset-failed', 'crio')] : []), restart('crio')],
		});
	},
};
