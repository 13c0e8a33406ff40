import {known, type NodeSnapshot, type Unit} from '../model/node-snapshot.ts';
import {type Check, type Fix, fatal, type Outcome, ok, skipped, worstOf} from './check.ts';
import {advice} from './fixes.ts';
import {execSteps} from './parts/exec-steps.ts';
import {nodeServices, type UnitLine, unitLines, withoutLines, withValue} from './parts/unit-lines.ts';

export const unitStart: Check = {
	id: 'unit-start',
	title: 'what systemd does before a service',
	follows: ['unit-masked', 'programs-damaged', 'unit-confined'],
	explains: [
		'unit-step',
		'unit-mounts',
		'unit-user',
		'unit-folder',
		'unit-scheduling',
		'unit-output',
		'unit-rights',
		'unit-cgroup',
		'service-exec',
		'unit-bad',
	],
	look(node) {
		const units = known(node.units);
		if (units === undefined) return skipped('systemd does not answer');
		const down = nodeServices.flatMap(name => {
			const unit = units[name];
			return unit?.loadState === 'loaded' && ['failed', 'activating'].includes(unit.activeState) ? [unit] : [];
		});
		return worstOf(
			down.flatMap(unit => [...failedStep(unit, node), ...missingVariables(unit)]),
			ok('no service fails before its program runs'),
		);
	},
};

function failedStep(unit: Unit, node: NodeSnapshot): readonly Outcome[] {
	const step = unit.exitStatus === undefined ? undefined : execSteps[unit.exitStatus];
	if (step === undefined) return [];
	const lines = unitLines(unit).filter(({name, value}) => step.names.test(name) && value !== '');
	const last = lines.at(-1);
	return [
		fatal(
			`systemd cannot ${step.what} (exit status ${unit.exitStatus} of ${unit.name})${last ? `: ${last.name}=${last.value}` : ''}`,
			{
				evidence: last ? [{source: `${last.path}:${last.line}`, text: `${last.name}=${last.value}`}] : [],
				fix:
					unit.exitStatus === 203
						? programFix(unit, last, node)
						: last === undefined
							? []
							: withoutLines(
									lines.filter(one => one === last || isTwin(one, last)),
									unit,
								),
			},
		),
	];
}

/** Output and errors are sent to one place by two lines, and the first to fail is named. */
function isTwin(one: UnitLine, last: UnitLine): boolean {
	return last.isDropIn && one.path === last.path && [one, last].every(({name}) => /^Standard/.test(name));
}

/** The program is elsewhere, or a drop-in named it: what the unit file says is right. */
function programFix(unit: Unit, last: UnitLine | undefined, {programs}: NodeSnapshot): readonly Fix[] {
	const path = /^[-@:+!|]*(\/\S+)/.exec(last?.value ?? '')?.[1];
	if (last === undefined || path === undefined) return [];
	const words = (value: string) => value.split(/\s+/).length;
	const before = unitLines(unit).findLast(
		({name, value, path: place}) => name === 'ExecStart' && value !== '' && place !== last.path,
	);
	// What a drop-in replaced by less than was there before is not what was meant.
	if (last.isDropIn && before !== undefined && words(before.value) > words(last.value))
		return withoutLines(
			unitLines(unit).filter(({name, path: place}) => name === 'ExecStart' && place === last.path),
			unit,
		);
	const elsewhere = programs[path.slice(path.lastIndexOf('/') + 1)];
	if (elsewhere !== undefined && elsewhere !== path) return withValue(last, path, elsewhere, unit);
	const all = unitLines(unit).filter(({name}) => name === 'ExecStart');
	const own = all.filter(one => one.isDropIn && one.path === last.path);
	if (last.isDropIn && all.some(({isDropIn, value}) => !isDropIn && !value.startsWith(path)))
		return withoutLines(own, unit);
	return [advice(`${path}: is it there, may it be run, is it for this machine? Reinstall its package`)];
}

/** `EnvironmentFile=` without `-` must be there: systemd then does not even try. */
function missingVariables(unit: Unit): readonly Outcome[] {
	if (unit.result !== 'resources') return [];
	const named = unitLines(unit).filter(({name, value}) => name === 'EnvironmentFile' && value.startsWith('/'));
	const last = named.at(-1);
	if (last === undefined) return [];
	return [
		fatal(`systemd cannot read a file of variables of ${unit.name}: ${named.map(({value}) => value).join(', ')}`, {
			evidence: named.map(({path, line, name, value}) => ({source: `${path}:${line}`, text: `${name}=${value}`})),
			fix: withValue(last, '=', '=-', unit),
		}),
	];
}
