import type {DockerFlags} from '../grammar.ts';
import type {Parsed} from '../parse.ts';
import type {Found} from '../transform.ts';
import {livesIn} from '../version.ts';
import type {NerdctlTable} from './table.ts';

export type FlagsOfNerdctl = {
	readonly args: readonly string[];
	readonly findings: readonly Found[];
	/** True where a flag had to be left out. */
	readonly less: boolean;
};

type Given = {readonly name: string; readonly values: readonly string[]; readonly isBool: boolean};

/** docker's flags as this version of nerdctl has them; what it does not have is said, never dropped in silence. */
export function flagsOf(
	{command, flags}: Pick<Parsed, 'command' | 'flags'>,
	known: DockerFlags,
	table: NerdctlTable,
	version: string,
): FlagsOfNerdctl {
	const done = [...flags].map(([name, values]) =>
		oneFlag(command, {name, values, isBool: known[name]?.type === 'bool'}, table, version),
	);
	return {
		args: done.flatMap(({args}) => args),
		findings: done.flatMap(({findings}) => findings),
		less: done.some(({less}) => less),
	};
}

function oneFlag(
	command: string,
	{name, values, isBool}: Given,
	{grammar, differences}: NerdctlTable,
	version: string,
): FlagsOfNerdctl {
	const flag = `--${name}`;
	const has = grammar.commands[command]?.flags ?? {};
	const names = differences.flags[command]?.[name] ?? [name];
	const there = names.find(one => has[one] !== undefined && livesIn(version, has[one]));
	const lacks = (id: string, more: Found['values'] = {}): FlagsOfNerdctl => ({
		args: [],
		findings: [{id, kind: 'lost', flag, values: {command, flag, version, ...more}}],
		less: true,
	});
	if (there === undefined) {
		if (isBool && values.at(-1) === 'false') return {args: [], findings: [], less: false};
		const harmless = [...(differences.harmless[command] ?? []), ...(differences.harmless['*'] ?? [])];
		if (harmless.includes(name))
			return {args: [], findings: [{id: 'nerdctl.harmless-flag', kind: 'note', flag, values: {flag}}], less: false};
		const since = names.map(one => has[one]?.since).find(one => one !== undefined);
		return since === undefined ? lacks('nerdctl.flag') : lacks('nerdctl.flag-since', {since});
	}
	const allowed = differences.values[command]?.[name];
	const kept = values.filter(value => allowed === undefined || allowed.includes(keyOf(name, value)));
	const dropped = values.filter(value => !kept.includes(value)).map(value => lacks('nerdctl.value', {value}));
	const typed = has[there]?.type === 'bool' ? boolArgs(there, kept) : kept.flatMap(value => [`--${there}`, value]);
	return {args: typed, findings: dropped.flatMap(({findings}) => findings), less: dropped.length > 0};
}

function keyOf(name: string, value: string): string {
	return name === 'filter' ? (value.split('=')[0] ?? '') : value;
}

/** The last one counts. `--sig-proxy=false` must be written in one word. */
function boolArgs(name: string, values: readonly string[]): readonly string[] {
	const last = values.at(-1);
	if (last === undefined) return [];
	return [last === 'true' ? `--${name}` : `--${name}=${last}`];
}
