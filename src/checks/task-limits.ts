import {quoteWord} from '../model/argv.ts';
import type {NodeSnapshot, Setting} from '../model/node-snapshot.ts';
import type {TaskLimit} from '../model/node-state.ts';
import {type Check, type Fix, fatal, type Outcome, ok, skipped, worstOf} from './check.ts';
import {advice, at, deleteLine, restart, run} from './fixes.ts';

/** A start of runc alone takes more. */
const spare = 4;
const fewTasks = 256;

/** Cgroups whose number of tasks is used up: nothing in them can start another program, or another thread. */
export const taskLimits: Check = {
	id: 'task-limits',
	title: 'how many tasks cgroups may have',
	follows: ['unit-confined'],
	explains: ['task-limit'],
	look(node) {
		const limits = node.state?.taskLimits;
		if (limits === undefined) return skipped('not looked at');
		const used = limits.filter(one => one.now + spare > one.most || isFew(one));
		const low = lowDefault(node.state?.systemdDefaults ?? []);
		return worstOf(
			used.map(limit => outcome(limit, low, node)),
			ok(`${limits.length} have a limit, and none is near it`),
		);
	},
};

/** All pods together: a start of one takes more at once than stay. The kubelet itself writes thousands there, or none. */
function isFew({path, most}: TaskLimit): boolean {
	return most < fewTasks && /\/kubepods/.test(path);
}

/** The last one counts. */
function lowDefault(defaults: readonly Setting[]): Setting | undefined {
	const set = defaults.findLast(({name}) => name === 'DefaultTasksMax');
	return set !== undefined && /^\d+$/.test(set.value) && Number(set.value) < fewTasks ? set : undefined;
}

function outcome({path, most, now}: TaskLimit, low: Setting | undefined, node: NodeSnapshot): Outcome {
	const service = /([^/]+\.service)$/.exec(path)?.[1];
	const isDefault = service !== undefined && low?.value === String(most) && !saysItself(service, node);
	return fatal(
		`${path} has ${now} of the ${most} tasks that it may have${isDefault ? ', which is the default of systemd here' : ''}: nothing in it, or next to nothing, can start another program`,
		{
			evidence: [
				{source: `${path}/pids.max`, text: `${most}, pids.current ${now}`},
				...(isDefault && low !== undefined ? [at(low)] : []),
			],
			fix: isDefault && low !== undefined ? withoutDefault(low, service) : raised(path, service),
		},
	);
}

function saysItself(service: string, {units}: NodeSnapshot): boolean {
	const files = 'value' in units ? (units.value[service]?.files ?? []) : [];
	return files.some(({text}) => /^\s*TasksMax\s*=/m.test(text));
}

function withoutDefault({path, line}: Setting, service: string): readonly Fix[] {
	return [deleteLine(path, line), run('systemctl', 'daemon-reexec'), restart(service)];
}

function raised(path: string, service: string | undefined): readonly Fix[] {
	if (service !== undefined)
		return [
			run('systemctl', 'set-property', service, 'TasksMax=infinity'),
			advice(
				`where it was set before: systemctl cat ${service}; ps -eLo cgroup,comm | grep ${service}: what has so many`,
			),
		];
	return [
		run('sh', '-c', `echo max > ${quoteWord(`${path}/pids.max`)}`),
		advice(`who set it: podPidsLimit is for each pod and writes no limit here; what has so many: systemd-cgtop -t`),
	];
}
