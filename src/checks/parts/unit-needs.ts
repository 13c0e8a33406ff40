import type {Unit} from '../../model/node-snapshot.ts';
import {fatal, type Outcome} from '../check.ts';
import {restart, run} from '../fixes.ts';
import {type UnitLine, unitLines, withoutLines} from './unit-lines.ts';

/** What it requires failed, so that systemd does not try the unit itself: `Dependency failed for …`. */
export function needing(unit: Unit): readonly Outcome[] {
	const {failedNeeds = []} = unit;
	if (failedNeeds.length === 0 || !['inactive', 'failed'].includes(unit.activeState)) return [];
	const isNamed = ({name, value}: UnitLine) =>
		/^(Requires|BindsTo|Requisite)$/.test(name)
			? value.split(/\s+/).some(word => failedNeeds.includes(word))
			: name === 'RequiresMountsFor' &&
				value.split(/\s+/).some(path => failedNeeds.some(need => isMountAbove(need, path)));
	const lines = unitLines(unit).filter(isNamed);
	const because = `${unit.name} needs ${failedNeeds.join(', ')}, which failed: systemd does not start it`;
	const {needLinks = []} = unit;
	if (needLinks.length > 0) {
		const {fix} = found(unit, [], because);
		return [
			fatal(`${because}; a link in ${unit.name}.requires says so`, {
				evidence: needLinks.map(path => ({source: `ls -l ${path}`, text: 'is there'})),
				fix: [run('rm', ...needLinks), ...fix],
			}),
		];
	}
	const first = run('systemctl', 'status', '--no-pager', '--lines=20', ...failedNeeds);
	const own = lines.filter(({isDropIn}) => isDropIn);
	if (own.length > 0) return [found(unit, own, because)];
	return [
		fatal(because, {
			evidence: [{source: `systemctl show ${unit.name}`, text: `Requires=… ${failedNeeds.join(' ')}`}],
			fix: [
				first,
				run('systemctl', 'restart', ...failedNeeds),
				run('systemctl', 'reset-failed', unit.name),
				restart(unit.name),
			],
		}),
	];
}

/** `data-kubelet.mount` for /data/kubelet and what lies below. */
function isMountAbove(unit: string, path: string): boolean {
	const mounted = `/${unit
		.replace(/\.mount$/, '')
		.replaceAll('-', '/')
		.replaceAll('\\x2d', '-')}`;
	return unit.endsWith('.mount') && (path === mounted || path.startsWith(`${mounted}/`));
}

/** Lines of a unit for which it is not started, and the commands that take them away. */
export function found(unit: Unit, lines: readonly UnitLine[], because: string): Outcome {
	return fatal(because, {
		evidence: lines.map(({path, line, name, value}) => ({source: `${path}:${line}`, text: `${name}=${value}`})),
		fix: withoutLines(lines, unit),
	});
}
