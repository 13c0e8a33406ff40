import type {Reader} from '../../host/host.ts';
import type {Unit} from '../../model/node-snapshot.ts';
import {parseUnits} from './parse-units.ts';
import {answerOf, namesIn} from './part.ts';

/** Without what stands there a unit is not started, or ends with it. `After=` is none of them. */
const needs = /^\s*(?:Requires|BindsTo|Requisite)\s*=\s*(.*?)\s*$/gm;

function namedIn(text: string): readonly string[] {
	return text.split(/\s+/).filter(name => /^[\w@:.\\-]+$/.test(name));
}

/** As they stand in files, and as systemd has them loaded: of a mount for RequiresMountsFor=, of a link in UNIT.requires. */
function neededBy({files, properties}: Pick<Unit, 'files' | 'properties'>): readonly string[] {
	const inFiles = files.flatMap(({text}) => [...text.matchAll(needs)].flatMap(([, names = '']) => namedIn(names)));
	const loaded = ['Requires', 'BindsTo', 'Requisite'].flatMap(name => namedIn(properties[name] ?? ''));
	return [...inFiles, ...loaded];
}

/**
 * What they need, which may be any unit: of services that do not run, and of those to which somebody on this node added a
 * need, for they may not start again. A healthy node is asked nothing.
 */
export async function statesOfNeeded(
	reader: Reader,
	units: readonly Unit[],
): Promise<ReadonlyMap<string, Pick<Unit, 'loadState' | 'activeState'>>> {
	const named = units.flatMap(unit =>
		unit.activeState === 'active'
			? neededBy({files: unit.files.filter(({path}) => /^\/(etc|run)\/.*\.d\/[^/]+$/.test(path)), properties: {}})
			: unit.loadState === 'loaded'
				? neededBy(unit)
				: [],
	);
	const asked = [...new Set(named)].filter(name => !/^(sysinit|basic)\.target$/.test(name));
	if (asked.length === 0) return new Map();
	const command = ['systemctl', 'show', '--no-pager', '-p', 'Id,LoadState,ActiveState', '--', ...asked] as const;
	const text = await answerOf(reader, [...command]).catch(() => '');
	return new Map(parseUnits(text).map(unit => [unit.name, unit]));
}

export function withNeeds(
	unit: Unit,
	states: ReadonlyMap<string, Pick<Unit, 'loadState' | 'activeState'>>,
): Pick<Unit, 'lacks' | 'failedNeeds'> {
	const all = [...new Set(neededBy(unit))];
	const lacks = all.filter(name => ['not-found', 'masked'].includes(states.get(name)?.loadState ?? ''));
	const failedNeeds = all.filter(name => states.get(name)?.activeState === 'failed');
	return {...(lacks.length > 0 ? {lacks} : {}), ...(failedNeeds.length > 0 ? {failedNeeds} : {})};
}

/** `systemctl add-requires`, or a link made by hand: no file of the unit has a word of it. */
export async function withNeedLinks(reader: Reader, unit: Unit): Promise<Unit> {
	const bad = [...(unit.lacks ?? []), ...(unit.failedNeeds ?? [])];
	if (bad.length === 0) return unit;
	const folder = `/etc/systemd/system/${unit.name}.requires`;
	const needLinks = (await namesIn(reader, folder)).filter(name => bad.includes(name)).map(name => `${folder}/${name}`);
	return needLinks.length === 0 ? unit : {...unit, needLinks};
}
