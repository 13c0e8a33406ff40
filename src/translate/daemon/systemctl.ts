import type {Found} from '../transform.ts';
import type {Command, TranslateError} from '../types.ts';
import type {DaemonAnswer} from './daemon.ts';
import {containerdUnit, programOf, unitOf} from './line.ts';
import type {DaemonRule, DaemonRules} from './rule.ts';

export type ServiceLine = {
	/** As typed: `systemctl`, `service`. */
	readonly program: string;
	readonly flags: readonly string[];
	readonly verb: string;
	readonly units: readonly string[];
};

/** The same verb for containerd's unit; units that are not docker's stay. */
export function systemctl(line: ServiceLine, rules: DaemonRules): DaemonAnswer | TranslateError {
	const {program, flags, verb, units} = line;
	const kinds = units.map(unitOf);
	if (units.length === 0 && verb === 'daemon-reload')
		return {commands: [{argv: [program, ...flags, verb], effect: 'write'}], findings: []};
	if (kinds.every(kind => kind === undefined)) {
		return {
			error: `${program} ${verb}: ${units.join(' ') || 'nothing'} is no unit of docker's`,
			suggestion: `systemctl ${verb} docker`,
		};
	}
	const rule = rules[`systemctl ${verb}`];
	const others = units.filter((_, index) => kinds[index] !== 'socket' && kinds[index] !== 'cri-dockerd');
	const found = [...saidOf(rule, verb), ...unitFindings(kinds, verb)];
	if (others.length === 0) return {commands: [], findings: found.filter(({kind}) => kind === 'lost')};
	const changed = others.map(unit => (unitOf(unit) === 'docker' ? containerdUnit(unit) : unit));
	const does = rule?.becomes ?? verb;
	const words: readonly string[] =
		programOf(program) === 'service' ? [...flags, ...changed, does] : [...flags, does, ...changed];
	const command: Command = {argv: [program, ...words], effect: rule?.effect ?? 'write'};
	return {commands: [command], findings: found};
}

function saidOf(rule: DaemonRule | undefined, verb: string): readonly Found[] {
	if (rule === undefined) return [{id: 'daemon.other', kind: 'close', values: {verb}}];
	return rule.findings.map(({id, kind}) => ({id, kind, values: {verb}}));
}

function unitFindings(kinds: ReadonlyArray<ReturnType<typeof unitOf>>, verb: string): readonly Found[] {
	const alone = !kinds.includes('docker');
	const kind = alone ? 'lost' : 'note';
	return [
		...(kinds.includes('socket') ? [{id: 'daemon.socket', kind, values: {verb}} as const] : []),
		...(kinds.includes('cri-dockerd') ? [{id: 'daemon.cri-dockerd', kind, values: {verb}} as const] : []),
	];
}
