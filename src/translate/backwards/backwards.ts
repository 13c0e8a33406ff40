import {quote} from '../../model/argv.ts';
import type {TargetTool, ToolGrammar} from '../grammar.ts';
import type {Fidelity, Finding, TranslateError} from '../types.ts';
import {dockerMount} from './docker-mount.ts';
import {dockerTemplate} from './docker-template.ts';
import {type GivenFlag, readTool, type ToolLine} from './read-tool.ts';
import type {BackwardCommand, BackwardFlag, BackwardTable} from './table.ts';
import {aboutVersions} from './versions.ts';

/** A line of crictl or ctr in docker's terms. */
export type Backwards = {
	readonly tool: TargetTool;
	/** The line as typed, quoted. */
	readonly line: string;
	/** Chief name of the command: `tasks list`. */
	readonly command: string;
	readonly meaning: string;
	/** What to type in docker; words in capitals stand for arguments that were not given. */
	readonly docker?: readonly [string, ...string[]];
	readonly findings: readonly Finding[];
	readonly fidelity: Fidelity;
};

/**
 * @param words What a shell hands over, the tool first: `['ctr', '-n', 'moby', 't', 'ls']`.
 * @param version Of the tool, where the line is for a certain one.
 */
export function backwards(
	tool: TargetTool,
	words: readonly string[],
	table: BackwardTable,
	grammar: ToolGrammar,
	version?: string,
): Backwards | TranslateError {
	const read = readTool(tool, words.slice(1), grammar);
	if ('error' in read) return read;
	const entry = table.commands[read.command];
	if (entry === undefined) throw new Error(`${tool} ${read.command} is undecided`);
	const shown = {tool, line: quote(words), command: read.command, meaning: entry.meaning};
	const asked = new Set(read.flags.map(({name}) => name));
	const other = Object.entries(entry.with ?? {}).find(([name]) => asked.has(name))?.[1];
	const template = other ?? entry.docker;
	if (template === undefined) return {...shown, findings: [nothing(entry)], fidelity: 'none'};
	const flags = read.flags.map(flag => ({name: flag.name, ...mapFlag(flag, entry.flags?.[flag.name])}));
	const globals = read.globals
		.filter(({name}) => name !== 'namespace')
		.map(flag => mapFlag(flag, table.globals[flag.name]));
	const findings = [
		...[...flags, ...globals].flatMap(({found}) => found),
		...aboutVersions({tool, version}, read, entry, grammar),
		...(entry.differs ?? []).map(message => finding('close', 'differs', message)),
		...aboutNamespace(read, table),
	];
	const untold = Object.entries(entry.without ?? {}).flatMap(([name, words]) => (asked.has(name) ? [] : words));
	findings.push(...leftOver(template, read.args));
	const given = [...flags.flatMap(({words}) => words), ...flags.flatMap(({behind = []}) => behind)];
	const docker = ['docker', ...fill(template, [...untold, ...given], read.args)] as const;
	const kinds = new Set(findings.map(({kind}) => kind));
	const fidelity = kinds.has('lost') ? 'partial' : kinds.has('close') ? 'close' : 'exact';
	return {...shown, docker, findings: findings.sort(byWeight), fidelity};
}

type Mapped = {
	readonly words: readonly string[];
	readonly found: readonly Finding[];
	/** Behind all flags. */
	readonly behind?: readonly string[];
};

function mapFlag({name, value}: GivenFlag, flag: BackwardFlag | undefined): Mapped {
	const about = `--${name}`;
	if (flag === undefined) return {words: [], found: [finding('lost', 'flag', 'docker has nothing like it.', about)]};
	if ('lost' in flag) {
		const lost = flag.lost.replace('{}', () => value ?? '');
		return {words: [], found: [finding('lost', 'flag', lost, about)]};
	}
	if ('argument' in flag) {
		return {
			words: [],
			found: [finding('note', 'flag', flag.argument, about)],
			behind: value === undefined ? [] : [value],
		};
	}
	if (!('to' in flag)) return {words: [], found: [finding('note', 'flag', flag.note, about)]};
	if (flag.fields === 'mount' && value !== undefined) return mountFlag(flag.to, value, about);
	if (flag.fields === 'container' && value !== undefined) return templateFlag(flag.to, value, about);
	if (flag.values !== undefined && value !== undefined) {
		const known = Object.entries(flag.values).find(([one]) => one === value.toLowerCase())?.[1];
		if (known !== undefined) return {words: known, found: []};
	}
	const given =
		flag.as === undefined ? value : flag.as.replace('{}', () => (flag.lower ? value?.toLowerCase() : value) ?? '');
	const found = flag.note === undefined ? [] : [finding('close', 'flag', flag.note, about)];
	return {words: given === undefined ? [flag.to] : [flag.to, given], found};
}

/** A template of crictl inspect over docker's fields. */
function templateFlag(to: string, template: string, about: string): Mapped {
	const {text, unknown} = dockerTemplate(template);
	const message = `docker inspect has nothing for ${unknown.join(', ')}.`;
	const found = unknown.length === 0 ? [] : [finding('lost', 'flag', message, about)];
	return {words: [to, text], found};
}

function mountFlag(to: string, mount: string, about: string): Mapped {
	const {text, unknown} = dockerMount(mount);
	const found = unknown.map(option => finding('lost', 'flag', `docker has no word for the option ${option}.`, about));
	return {words: [to, text], found};
}

function fill(template: readonly string[], flags: readonly string[], args: readonly string[]): readonly string[] {
	return template.flatMap(word => {
		if (word === '{flags}') return flags;
		const [, number, rest, name = ''] = word.match(/^\{(\d+)(\.\.\.)?:(\w*)\}$/) ?? [];
		if (number === undefined) return [word];
		const from = Number(number) - 1;
		const given = rest === undefined ? args.slice(from, from + 1) : args.slice(from);
		return given.length > 0 || name === '' ? given : [name];
	});
}

/** Arguments for which docker's line has no place: the filters of `ctr images ls name~=nginx`. */
function leftOver(template: readonly string[], args: readonly string[]): readonly Finding[] {
	const places = template.flatMap(word => word.match(/^\{(\d+)(\.\.\.)?:/)?.slice(1) ?? []);
	if (places.includes('...')) return [];
	const most = Math.max(0, ...places.map(Number).filter(number => !Number.isNaN(number)));
	return args
		.slice(most)
		.map(arg =>
			finding(
				'lost',
				'argument',
				`${arg} has no place in docker's line${template[0] === 'images' ? ': docker takes --filter KEY=VALUE' : ''}.`,
			),
		);
}

/** Groups of ctr whose things are kept apart by containerd namespace. */
const inNamespaces = /^(containers|images|tasks|run|content|snapshots|leases)\b/;

function aboutNamespace({command, globals}: ToolLine, {namespaces}: BackwardTable): readonly Finding[] {
	if (namespaces === undefined || !inNamespaces.test(command)) return [];
	const given = globals.findLast(({name}) => name === 'namespace')?.value ?? 'default';
	const message = Object.hasOwn(namespaces, given) ? namespaces[given] : namespaces[''];
	return message === undefined ? [] : [finding('close', 'namespace', message, '--namespace')];
}

function nothing({instead}: BackwardCommand): Finding {
	const said = finding('lost', 'nothing', 'Nothing in docker does this.');
	return instead === undefined ? said : {...said, instead};
}

function finding(kind: Finding['kind'], about: string, message: string, flag?: string): Finding {
	return {id: `backwards.${about}`, kind, ...(flag === undefined ? {} : {flag}), message};
}

const weight = {lost: 0, close: 1, note: 2} as const;

function byWeight(left: Finding, right: Finding): number {
	return weight[left.kind] - weight[right.kind];
}
