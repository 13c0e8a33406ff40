import {type Ask, close, type FlagTransform, lost, note} from '../transform.ts';
import {isIdOnly, listTemplate} from './list-template.ts';

export function isJson(format: string): boolean {
	return format === 'json' || /^\{\{\s*json \.\s*\}\}$/.test(format);
}

/** docker's own table. */
export function isTable(format: string): boolean {
	return format === 'table' || format === '';
}

/** The fields of a template that is made of nothing else. */
function fieldsAsked(format: string): readonly string[] {
	const actions = format.match(/\{\{[\s\S]*?\}\}/g) ?? [];
	const fields = actions.map(action => /^\{\{-?\s*\.(\w+)\s*-?\}\}$/.exec(action)?.[1]);
	return fields.includes(undefined) ? [] : fields.flatMap(field => field ?? []);
}

function isKnown(ask: Ask, field: string): boolean {
	return ask.parsed.command === 'images'
		? /^(Repository|Tag|Digest|ID|Size|CreatedAt|CreatedSince)$/.test(field)
		: /^(ID|Container|Name|CPUPerc|MemUsage)$/.test(field);
}

/** docker refuses such a template. Source: docker/cli 28.2 formatter: container, image, container stats. */
function noSuchField(format: string, command: string): string | undefined {
	const known = fieldsOfDocker[command];
	// Within these a dot is something else.
	if (known === undefined || /\b(range|with|define|template|block)\b/.test(format)) return undefined;
	const actions = format.match(/\{\{[\s\S]*?\}\}/g) ?? [];
	const bare = actions.map(action => action.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""'));
	const fields = bare.flatMap(action =>
		[...action.matchAll(/(?<![\w.)$])\.([A-Za-z]\w*)/g)].map(([, field = '']) => field),
	);
	return fields.find(field => !known.includes(field));
}

const fieldsOfDocker: Readonly<Record<string, readonly string[]>> = {
	ps: 'ID Names Image Command CreatedAt RunningFor Ports State Status Size Labels Label LocalVolumes Mounts Networks Platform HealthStatus'.split(
		' ',
	),
	images: 'ID Repository Tag Digest CreatedSince CreatedAt Size Containers VirtualSize SharedSize UniqueSize'.split(
		' ',
	),
	stats: 'Container Name ID CPUPerc MemUsage MemPerc NetIO BlockIO PIDs'.split(' '),
};

/** A list of crictl: JSON is JSON, docker's table is the default, and a template is filled by the command's builder. */
function listFormat(ids: {readonly only: string; readonly jq: string; readonly filled: string}): FlagTransform {
	return (values, ask) => {
		const format = values.at(-1) ?? '';
		if (isTable(format)) return {};
		const wrong = noSuchField(format, ask.parsed.command);
		if (wrong !== undefined) return {error: `docker ${ask.parsed.command} has no field .${wrong} for --format`};
		if (isJson(format) && ask.shaped) return {findings: [close('format.json-lines')]};
		if (isJson(format)) return {args: ['--output', 'json'], findings: [close('format.json')]};
		if (isIdOnly(format) && ids.only !== '') return {args: [ids.only], findings: [note('quiet.full-ids')]};
		const list = listTemplate(ask);
		if (list !== undefined && list.empty.length > 0 && list.empty.length === fieldsAsked(format).length)
			return {findings: [lost('format.nothing', {fields: list.empty.join(', ')})], refused: true};
		if (list !== undefined) {
			const fields = list.empty.join(', ');
			return {findings: [close(ids.filled), ...(fields === '' ? [] : [lost('format.empty', {fields})])]};
		}
		const unknown = fieldsAsked(format);
		// Nothing of what is asked for would be in the answer.
		if (ask.parsed.command !== 'ps' && unknown.length > 0 && unknown.every(field => !isKnown(ask, field)))
			return {
				findings: [lost('format.nothing', {fields: unknown.map(field => `.${field}`).join(', ')})],
				refused: true,
			};
		return {args: ['--output', 'json'], findings: [lost(ids.jq, {template: format})]};
	};
}

export const psFormat = listFormat({only: '--quiet', jq: 'ps.format', filled: 'ps.format-filled'});
export const imagesFormat = listFormat({only: '--quiet', jq: 'images.format', filled: 'images.format-filled'});
export const statsFormat = listFormat({only: '', jq: 'stats.format', filled: 'stats.format-filled'});
