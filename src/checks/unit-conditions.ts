import {known, type Unit} from '../model/node-snapshot.ts';
import {type Check, fatal, type Outcome, ok, skipped, warning, worstOf} from './check.ts';
import {restart, run} from './fixes.ts';
import {nodeServices, type UnitLine, unitLines} from './parts/unit-lines.ts';
import {found, needing} from './parts/unit-needs.ts';

/** What keeps systemd from starting a service at all, so that the service itself says nothing. Source: man systemd.unit. */
export const unitConditions: Check = {
	id: 'unit-conditions',
	title: 'what systemd asks before a service',
	follows: ['unit-masked', 'programs-damaged'],
	explains: [
		'unit-condition',
		'unit-step',
		'unit-before-start',
		'unit-needs',
		'unit-dependency',
		'mount-failed-first',
		'mount-unit',
		'unit-by-hand',
	],
	look(node) {
		const units = known(node.units);
		if (units === undefined) return skipped('systemd does not answer');
		const loaded = nodeServices.flatMap(name => {
			const unit = units[name];
			return unit?.loadState === 'loaded' ? [unit] : [];
		});
		const isUp = ({activeState}: Unit) => activeState === 'active';
		return worstOf(
			[
				...loaded.filter(isUp).flatMap(later),
				...loaded.flatMap(unit => excluding(unit, loaded)),
				...loaded
					.filter(unit => !isUp(unit))
					.flatMap(unit => [
						...lacking(unit),
						...needing(unit),
						...unmet(unit),
						...saidNo(unit),
						...failedBefore(unit),
						...notByHand(unit),
					]),
			],
			ok('nothing that is asked before keeps a service from its start'),
		);
	},
};

/** `Requires=` of a unit that is not there. */
function lacking(unit: Unit): readonly Outcome[] {
	const {lacks = []} = unit;
	const lines = unitLines(unit).filter(
		({name, value}) =>
			/^(Requires|BindsTo|Requisite)$/.test(name) && value.split(/\s+/).some(word => lacks.includes(word)),
	);
	if (lines.length === 0) return [];
	return [
		found(
			unit,
			lines,
			`${unit.name} needs ${lacks.join(', ')}, which is not on the node or masked: systemd does not start it`,
		),
	];
}

/** `Conflicts=` of another service of this node: each start of one stops the other. */
function excluding(unit: Unit, loaded: readonly Unit[]): readonly Outcome[] {
	const others = loaded.filter(one => one.name !== unit.name && one.activeState !== 'active').map(({name}) => name);
	const lines = unitLines(unit).filter(
		({name, value, isDropIn}) =>
			name === 'Conflicts' && isDropIn && value.split(/\s+/).some(word => others.includes(word)),
	);
	const stopped = others.filter(name => lines.some(({value}) => value.split(/\s+/).includes(name)));
	// Of two runtimes one may be meant to be off.
	const [other] = stopped.filter(name => name === 'kubelet.service' || unit.name === 'kubelet.service');
	if (other === undefined) return [];
	const {evidence, fix, because} = found(
		unit,
		lines,
		`${unit.name} excludes ${other} (Conflicts=): systemd stops one of them whenever the other is started`,
	);
	return [fatal(because, {evidence, fix: [...fix, run('systemctl', 'reset-failed', other), restart(other)]})];
}

/** It runs still; the next start, or the next boot, finds out. */
function later(unit: Unit): readonly Outcome[] {
	return lacking(unit).map(({evidence, fix, because}) =>
		warning(`${because} again, and it is down after the next boot`, {
			evidence,
			fix: fix.filter(({argv}) => !['reset-failed', 'restart'].includes(argv?.[1] ?? '')),
		}),
	);
}

/** Asked when it was started last, and not so. */
function unmet(unit: Unit): readonly Outcome[] {
	const {properties} = unit;
	const kind = (['Condition', 'Assert'] as const).find(
		each => properties[`${each}Result`] === 'no' && Number(properties[`${each}TimestampMonotonic`] ?? 0) > 0,
	);
	if (kind === undefined) return [];
	const lines = preferDropIns(unitLines(unit).filter(({name, value}) => name.startsWith(kind) && value !== ''));
	if (lines.length === 0) return [];
	const what = lines.map(({name, value}) => `${name}=${value}`).join(', ');
	return [found(unit, lines, `what ${unit.name} asks before its start is not so (${what}): systemd does not start it`)];
}

/** `ExecCondition=`: a command that is asked before, and answers with an exit code of 1 to 254. */
function saidNo(unit: Unit): readonly Outcome[] {
	if (unit.result !== 'exec-condition') return [];
	const lines = preferDropIns(unitLines(unit).filter(({name, value}) => name === 'ExecCondition' && value !== ''));
	if (lines.length === 0) return [];
	const what = lines.map(({value}) => value).join(', ');
	return [
		found(
			unit,
			lines,
			`${what} (ExecCondition=) says no, and ${unit.name} is not started: systemd takes that for no failure`,
		),
	];
}

/** It is down, and `systemctl start` is refused: only what needs the unit may start it. */
function notByHand(unit: Unit): readonly Outcome[] {
	const lines = unitLines(unit).filter(
		({name, value}) => name === 'RefuseManualStart' && /^(yes|true|on|1)$/i.test(value),
	);
	if (lines.length === 0) return [];
	return [
		found(
			unit,
			lines,
			`${unit.name} is down and may not be started by hand (RefuseManualStart=): systemctl start is refused`,
		),
	];
}

/** A command before the program itself: `{ path=/sbin/modprobe ; argv[]=… ; … ; code=exited ; status=1 }`. */
function failedBefore(unit: Unit): readonly Outcome[] {
	if (unit.result === 'success') return [];
	const failed = (unit.properties.ExecStartPre ?? '')
		.split('\n')
		.filter(text => /ignore_errors=no/.test(text) && /code=(exited|killed|dumped) ; status=[1-9]/.test(text))
		.flatMap(text => /argv\[\]=(.*?) ; ignore_errors/.exec(text)?.[1] ?? []);
	const lines = unitLines(unit).filter(
		({name, value}) => name === 'ExecStartPre' && failed.includes(value.replace(/^[@:+!]+/, '')),
	);
	if (lines.length === 0) return [];
	return [found(unit, lines, `${failed.join(', ')} fails, and ${unit.name} is not started after it`)];
}

/** What somebody added is rather the reason than what the package brought. */
function preferDropIns(lines: readonly UnitLine[]): readonly UnitLine[] {
	const ofDropIns = lines.filter(({isDropIn}) => isDropIn);
	return ofDropIns.length > 0 ? ofDropIns : lines;
}
