import type {Command} from 'unbash';
import type {Tables} from '../tables.ts';
import type {Found} from '../transform.ts';
import type {Translation} from '../types.ts';
import {compareVersions} from '../version.ts';
import {parsedSite} from './parsed-site.ts';
import type {ShellWord} from './shell-words.ts';
import {namesRead, shortName} from './short-names.ts';
import type {DockerSite} from './site.ts';

/** Fields as awk counts them: from the left up to the first column with spaces in it, and from the right. */
type Layout = {readonly left: readonly string[]; readonly right: readonly string[]};

/** Source: headings and rows of docker 20.10 to 28 and of crictl 1.20 to 1.32, recorded. */
const layouts: Readonly<Record<string, {docker: Layout; crictl(version: string): Layout}>> = {
	ps: {
		docker: {left: ['CONTAINER ID', 'IMAGE', 'COMMAND'], right: ['NAMES']},
		crictl: version => ({
			left: ['CONTAINER ID', 'IMAGE', 'CREATED'],
			right: ['STATE', 'NAME', 'ATTEMPT', 'POD ID', ...podColumns(version)],
		}),
	},
	images: {
		docker: {left: ['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED'], right: ['SIZE']},
		crictl: () => ({left: ['REPOSITORY', 'TAG', 'IMAGE ID', 'SIZE'], right: ['SIZE']}),
	},
};

function podColumns(version: string): readonly string[] {
	if (compareVersions(version, '1.32') >= 0) return ['POD', 'NAMESPACE'];
	return compareVersions(version, '1.24') >= 0 ? ['POD'] : [];
}

/** What is to be said where awk, cut, grep or sed read the table that docker printed and crictl prints otherwise. */
export function columnsRead(
	{readBy}: DockerSite,
	words: readonly ShellWord[],
	{commands, for: {crictl = ''}}: Translation,
	tables: Tables,
): readonly Found[] {
	if (readBy.length === 0) return [];
	const parsed = parsedSite('docker', words, tables);
	if ('error' in parsed || parsed.flags.has('quiet') || commands.length === 0) return [];
	const layout = Object.hasOwn(layouts, parsed.command) ? layouts[parsed.command] : undefined;
	if (layout === undefined) return parsed.flags.has('format') ? [] : otherwise(parsed.command, readBy);
	if (parsed.flags.has('format'))
		return parsed.command === 'ps' ? inNames(readBy) : namesRead(readBy, parsed.flags.get('format')?.at(-1));
	const [first] = commands;
	// Also where awk has chosen rows of it: their columns are the table's.
	if (first?.argv[0] !== 'crictl' && !(first?.argv[0] === 'awk' && first.inputFrom?.[0] === 'crictl')) return [];
	const found: Found[] = [];
	for (const command of readBy) {
		const tool = command.name?.value ?? '';
		if (parsed.command === 'images') found.push(...shortName(command));
		if (/^[gm]?awk$/.test(tool)) return [...found, ...byAwk(command, layout.docker, layout.crictl(crictl))];
		if (readers.test(tool)) return [...found, {id: 'columns.layout', kind: 'close', values: {tool}}];
		if (tool === 'sort' && command.args.some(arg => arg.type === 'Word' && /^(-[a-zA-Z]*k|--key)/.test(arg.value)))
			return [...found, {id: 'columns.layout', kind: 'close', values: {tool}}];
		if (!passers.test(tool)) return found;
		if (/grep$/.test(tool) && parsed.command === 'ps') found.push(...byGrep(command));
	}
	return found;
}

/** Commands whose answer is not a table like docker's, by what is said of it; also where grep looks for one of its rows. */
const printedOtherwise: Readonly<Record<string, {readonly id: string; readonly rows: RegExp}>> = {
	'system df': {id: 'columns.disk', rows: /./},
	stats: {id: 'columns.stats', rows: /%|NAME|CONTAINER/},
	version: {id: 'columns.version', rows: /./},
	port: {id: 'columns.port', rows: /:::|\[::\]/},
	history: {id: 'columns.history', rows: /missing|IMAGE/},
	load: {id: 'columns.load', rows: /loaded|image/i},
	pull: {id: 'columns.pull', rows: /date|download|newer|status|digest/i},
	events: {id: 'columns.events', rows: /./},
	'network ls': {id: 'columns.networks', rows: /./},
};

function otherwise(name: string, readBy: readonly Command[]): readonly Found[] {
	const known = Object.hasOwn(printedOtherwise, name) ? printedOtherwise[name] : undefined;
	if (known === undefined) return [];
	for (const {name: word, args} of readBy) {
		const tool = word?.value ?? '';
		const given = args.map(arg => (arg.type === 'Word' ? arg.value : ''));
		const pattern = given.find(each => !each.startsWith('-')) ?? '';
		const reads = /grep$/.test(tool) ? known.rows.test(pattern) : readers.test(tool);
		if (reads) return [{id: known.id, kind: 'lost', values: {tool}}];
		if (!passers.test(tool)) return [];
	}
	return [];
}

const readers = /^([gm]?awk|cut|sed|tr|column|read|while|perl|python3?|jq)$/;
const passers = /^([ef]?grep|head|tail|sort|uniq|tac|sudo|tee)$/;

/** Names that a template printed: none of them is dockershim's any more. */
function inNames(readBy: readonly Command[]): readonly Found[] {
	const greps = readBy.filter(({name}) => /grep$/.test(name?.value ?? ''));
	return greps.flatMap(byGrep).filter(({id}) => id === 'columns.pause' || id === 'columns.k8s');
}

/** A docker that runs says `Up 3 minutes`, crictl says `Running`. */
function byGrep(command: Command): readonly Found[] {
	const words = command.args.map(arg => (arg.type === 'Word' ? arg.value : ''));
	const pattern = words.find(word => !word.startsWith('-')) ?? '';
	if (/k8s_POD/i.test(pattern)) return [{id: 'columns.pause', kind: 'lost', values: {pattern}}];
	if (/k8s_/i.test(pattern)) return [{id: 'columns.k8s', kind: 'lost', values: {pattern}}];
	if (/\bup\b/i.test(pattern)) return [{id: 'columns.up', kind: 'lost', values: {pattern}}];
	if (/exited[\\ ]*[\\[]?\(|exited.*\bago\b/i.test(pattern))
		return [{id: 'columns.exited', kind: 'lost', values: {pattern}}];
	if (/healthy|starting|paused|->|\/tcp|0\.0\.0\.0|:\d+/i.test(pattern))
		return [{id: 'columns.absent', kind: 'lost', values: {pattern}}];
	return [];
}

function byAwk(command: Command, docker: Layout, crictl: Layout): readonly Found[] {
	const program =
		command.args.map(arg => (arg.type === 'Word' ? arg.value : '')).find(word => word.includes('$')) ?? '';
	const fields = [...new Set([...program.matchAll(/\$(\d+|NF\b|\(NF-\d+\))/g)].map(([field]) => field))];
	return fields
		.filter(field => field !== '$0')
		.map((field): Found => {
			const [was, is] = [at(docker, field), at(crictl, field)];
			if (was === 'REPOSITORY' && was === is) return {id: 'columns.repository', kind: 'close', values: {field}};
			if (was !== undefined && was === is) return {id: 'columns.same', kind: 'note', values: {field, was}};
			const instead = was === undefined ? undefined : fieldOf(crictl, was === 'NAMES' ? 'NAME' : was);
			return {
				id: instead === undefined ? 'columns.other' : 'columns.moved',
				kind: 'lost',
				values: {
					field,
					was: was ?? 'part of a column',
					is: is ?? 'part of another',
					...(instead === undefined ? {} : {instead}),
				},
			};
		});
}

function at({left, right}: Layout, field: string): string | undefined {
	const fromEnd = field === '$NF' ? 1 : Number(field.match(/NF-(\d+)/)?.[1] ?? Number.NaN) + 1;
	return Number.isNaN(fromEnd) ? left[Number(field.slice(1)) - 1] : right.at(-fromEnd);
}

function fieldOf({left, right}: Layout, column: string): string | undefined {
	if (left.includes(column)) return `$${left.indexOf(column) + 1}`;
	const fromEnd = right.length - right.indexOf(column);
	if (!right.includes(column)) return undefined;
	return fromEnd === 1 ? '$NF' : `$(NF-${fromEnd - 1})`;
}
