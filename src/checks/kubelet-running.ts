import {stateOf} from '../model/unit-state.ts';
import {hasKubelet, unit} from './about.ts';
import {type Check, fatal, ok, skipped} from './check.ts';
import {advice, restart, run} from './fixes.ts';
import {stoppedBySignal} from './parts/stopped-by-signal.ts';
import {unitLines} from './parts/unit-lines.ts';

export const kubeletRunning: Check = {
	id: 'kubelet-running',
	title: 'the kubelet',
	follows: [
		'journal-kept',
		'kubelet-arguments',
		'registry-helpers',
		'hidden-places',
		'containerd-values',
		'kernel-limits',
		'kept-state',
		'programs-damaged',
		'places',
		'unit-conditions',
		'settings-refused',
		'left-down',
		'kubelet-credentials',
		'reserved-cgroups',
		'unit-start',
		'unit-confined',
		'node-address',
		'unit-masked',
		'containerd-config-syntax',
		'read-only',
		'kubelet-config',
		'kubelet-config-values',
		'memory',
		'kubelet-flags',
		'swap',
		'cgroup-version',
		'cri-plugin',
		'snapshotter',
		'image-garbage',
		'ports',
		'containerd-running',
		'crio-running',
		'docker-running',
		'cri-enabled',
		'kubelet-endpoint',
		'cgroup-driver',
		'certificates',
		'protect-kernel-defaults',
	],
	explains: ['unit-failed'],
	asksJournal: true,
	look(node) {
		if (!hasKubelet(node)) return skipped('there is no kubelet on this node');
		const service = unit(node, 'kubelet.service');
		const process = node.processes.find(({name}) => name === 'kubelet');
		if (process?.state === 'T') {
			return {
				...fatal(
					`process ${process.pid} of the kubelet is stopped: the node becomes NotReady`,
					stoppedBySignal(process),
				),
				byItself: true,
			};
		}
		if (process && service?.activeState !== 'activating') return ok(`it runs as process ${process.pid}`);
		const evidence = service ? [{source: 'systemctl show kubelet', text: stateOf(service)}] : [];
		if (service && service.fileState === 'disabled' && service.activeState === 'inactive') {
			return fatal('the kubelet is stopped and disabled: the node is NotReady, and stays so after a boot', {
				evidence,
				fix: [run('systemctl', 'enable', '--now', 'kubelet')],
			});
		}
		if (service?.activeState === 'inactive') {
			return fatal('the kubelet is stopped: the node is NotReady, and nobody starts or restarts its pods', {
				evidence,
				fix: [run('systemctl', 'start', 'kubelet')],
			});
		}
		if (service?.subState === 'start-pre') {
			const before = unitLines(service).filter(({name}) => name === 'ExecStartPre');
			return fatal(
				'the kubelet is not started yet: what its unit runs before it (ExecStartPre=) has not come to its end',
				{
					evidence: [...evidence, ...before.map(({path, line, value}) => ({source: `${path}:${line}`, text: value}))],
					fix: [
						run('systemctl', 'status', '--no-pager', 'kubelet'),
						advice('it shows the process that is waited for; where that never ends: take its line out of the unit'),
					],
				},
			);
		}
		return fatal('the kubelet starts and ends, again and again: its log says why', {
			evidence,
			fix: [run('journalctl', '-u', 'kubelet', '-b', '-n', '40', '--no-pager'), restart('kubelet')],
		});
	},
};
