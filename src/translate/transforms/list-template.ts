import type {Ask} from '../transform.ts';
import {compareVersions} from '../version.ts';
import {awkProgram, type Columns} from './awk-template.ts';
import {listedScope} from './container-fields.ts';
import {fillTemplate, oneLineJson, type Scope} from './go-template.ts';
import {containerJson, rowJson} from './json-lines.ts';
import {knowsPaused} from './paused.ts';

/** How a list is printed as docker's `--format` asks for. */
export type ListTemplate = {
	/** A Go template for each container, or a program for awk, over crictl's table. */
	readonly text: string;
	/** docker's first line, where a table is asked for. */
	readonly heading?: string;
	/** Nobody asked for it: it is docker's table for a program. */
	readonly own?: boolean;
	/** Fields of which nothing is known. */
	readonly empty: readonly string[];
	/** Flags that crictl's table needs for it. */
	readonly flags: readonly string[];
	/** When images were made is asked for, which only looking at each can tell: a column more. */
	readonly created?: boolean;
};

export function isIdOnly(format: string): boolean {
	return /^\{\{\s*\.ID\s*\}\}$/.test(format);
}

/** Undefined where crictl's own table, its JSON or its IDs answer, or nothing does. */
export function listTemplate(ask: Ask): ListTemplate | undefined {
	const format = formatOf(ask);
	if (format === 'json' || /^\{\{\s*json \.\s*\}\}$/.test(format)) return ask.shaped ? jsonLines(ask) : undefined;
	if (!format.includes('{{') || isIdOnly(format)) return undefined;
	const isTable = /^table\s/.test(format);
	const template = isTable ? format.replace(/^table\s+/, '') : format;
	if (ask.parsed.command === 'ps')
		return containers(
			template,
			{isTable, own: format === dockersTable},
			listedScope(ask.on('no-trunc'), knowsPaused(ask), ask.shaped),
		);
	const columns = ask.parsed.command === 'images' ? imageColumns(template, ask) : statsColumns(ask);
	const program = columns === undefined ? undefined : awkProgram(template, columns, isTable);
	if (program === undefined) return undefined;
	const created = ask.parsed.command === 'images' && asksAge(template);
	return {
		...program,
		flags: !created && template.includes('.Digest') ? ['--digests'] : [],
		...(created ? {created} : {}),
	};
}

/** docker's own table, for a program that reads it by its columns; a person sees that of crictl. */
export const dockersTable =
	'table {{.ID}}\\t{{.Image}}\\t{{.Command}}\\t{{.RunningFor}}\\t{{.Status}}\\t{{.Ports}}\\t{{.Names}}';

function formatOf(ask: Ask): string {
	const format = ask.value('format') ?? '';
	const isOwn = format === '' || format === 'table';
	const asked = ask.on('quiet') || ask.on('size') || !ask.shaped || !ask.piped;
	return isOwn && !asked && ask.parsed.command === 'ps' ? dockersTable : format;
}

/** A line for each, with docker's keys. */
function jsonLines(ask: Ask): ListTemplate | undefined {
	const {command} = ask.parsed;
	if (command === 'ps') {
		const {fields, blocks} = listedScope(true, knowsPaused(ask));
		const text = containerJson(fields['.State'] ?? '', blocks?.['.Status'] ?? '', ask.on('no-trunc'));
		return {text, empty: [], flags: []};
	}
	const columns = command === 'images' ? imageColumns(ask.on('digests') ? '.Digest' : '', ask) : statsColumns(ask);
	if (columns === undefined) return undefined;
	const {Digest, ...fields} = columns.fields;
	const all = Digest === undefined || !ask.on('digests') ? fields : {...fields, Digest};
	return {text: rowJson(all), empty: [], flags: []};
}

type Kind = {readonly isTable: boolean; readonly own: boolean};

function containers(template: string, {isTable, own}: Kind, scope: Scope): ListTemplate | undefined {
	// Behind the template of a list comes no line's end but its own.
	const method = oneLineJson(`${template}\0`)
		.slice(0, -1)
		.replace(/\.Label\s+("[^"]*"|`[^`]*`)/g, '(or (index .Labels $1) "")');
	const filled = fillTemplate(unescaped(method), scope);
	if ('missing' in filled) return undefined;
	const {text, empty} = filled;
	return {text, empty, flags: [], ...(isTable ? {heading: headingOf(template)} : {}), ...(own ? {own} : {})};
}

/** `\t` outside of an action is a tab to docker, and itself to crictl. */
function unescaped(template: string): string {
	return template.replace(/\{\{[\s\S]*?\}\}|\\([tn])/g, (whole, character?: string) =>
		character === undefined ? whole : `{{"\\${character}"}}`,
	);
}

/** Source: docker/cli formatter: the headings of docker ps. */
const headings: Readonly<Record<string, string>> = {
	ID: 'CONTAINER ID',
	CreatedAt: 'CREATED AT',
	RunningFor: 'CREATED',
	LocalVolumes: 'LOCAL VOLUMES',
};

function headingOf(template: string): string {
	return template.replace(/\{\{([\s\S]*?)\}\}/g, (_whole, action: string) => {
		const label = /\.Label\s+"([^"]*)"/.exec(action)?.[1];
		const field = /\.([A-Z]\w*)/.exec(action)?.[1] ?? '';
		return label?.split(/[.-]/).at(-1) ?? headings[field] ?? field.toUpperCase();
	});
}

/** docker's list tells it; crictl's does not. */
function asksAge(template: string): boolean {
	return /\.Created(At|Since)\b/.test(template);
}

// Source: tables of crictl 1.20 to 1.32, recorded.
function imageColumns(template: string, ask: Ask): Columns {
	const created = asksAge(template);
	const digests = !created && (template.includes('.Digest') || ask.on('digests'));
	const id = digests ? '$4' : '$3';
	return {
		fields: {
			// Source: docker/cli formatter: `2022-01-01 00:00:00 +0000 UTC`.
			...(created
				? {
						CreatedAt: 'substr($5, 1, 10) " " substr($5, 12, 8) " +0000 UTC"',
						CreatedSince: '"since " substr($5, 1, 19) "Z"',
					}
				: {}),
			Repository: '$1',
			Tag: '$2',
			...(created ? {} : {Digest: '$3'}),
			ID: ask.on('no-trunc') ? id : `substr(${id}, 1, 12)`,
			Size: digests ? '$5' : '$4',
		},
		headings: {ID: 'IMAGE ID', CreatedAt: 'CREATED AT', CreatedSince: 'CREATED'},
		empty: [
			...(created ? ['Digest'] : ['CreatedSince', 'CreatedAt']),
			'SharedSize',
			'UniqueSize',
			'VirtualSize',
			'Containers',
		],
	};
}

function statsColumns(ask: Ask): Columns | undefined {
	if (!ask.on('no-stream') || compareVersions(ask.versions.crictl, '1.30') < 0) return undefined;
	return {
		fields: {ID: 'substr($1, 1, 12)', Container: 'substr($1, 1, 12)', Name: '$2', CPUPerc: '$3 "%"', MemUsage: '$4'},
		headings: {ID: 'CONTAINER ID', CPUPerc: 'CPU %', MemUsage: 'MEM USAGE'},
		empty: ['MemPerc', 'NetIO', 'BlockIO', 'PIDs'],
	};
}
