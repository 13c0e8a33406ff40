import {configured, hasKubelet} from './about.ts';
import {type Check, fatal, ok, skipped, warning} from './check.ts';
import {amount} from './disk-pressure.ts';
import {at, replaceInLine, restart, run} from './fixes.ts';

/** A threshold above this part of all numbers is itself the mistake. */
const useful = 0.5;

export const pidPressure: Check = {
	id: 'pid-pressure',
	title: 'process numbers',
	explains: ['pid-pressure', 'task-limit'],
	look(node) {
		const most = Number(node.kernel.sysctls['kernel.pid_max']);
		const tasks = node.state?.tasks;
		if (!hasKubelet(node) || tasks === undefined || !(most > 0)) return skipped('there is no kubelet, or no pid_max');
		const set = configured(node, 'evictionHard.pid.available');
		const threshold = set === undefined ? 0 : (amount(set.value, most) ?? 0);
		const free = most - tasks;
		const evidence = [
			{source: '/proc/loadavg', text: `${tasks} processes and threads of at most ${most}`},
			...(set ? [at(set)] : []),
		];
		const who = run('ps', '-eo', 'nlwp,pid,comm', '--sort=-nlwp');
		if (set !== undefined && free < threshold) {
			return fatal(
				`${free} process numbers are free, and the kubelet evicts below ${set.value} (pid.available): PIDPressure, no pod is started`,
				{
					evidence,
					fix:
						threshold > most * useful
							? [replaceInLine(set.path, set.line, set.value, '5%'), restart('kubelet')]
							: [who, run('sysctl', '-w', 'kernel.pid_max=4194304')],
				},
			);
		}
		if (free < most * 0.02) {
			return warning(`${free} of ${most} process numbers are free: soon nothing can be started`, {
				evidence,
				fix: [who, run('sysctl', '-w', 'kernel.pid_max=4194304')],
			});
		}
		return ok(`${tasks} of ${most} are in use`);
	},
};
