import type {CtrContainer} from '../runtime/ctr-containers.ts';
import {dockersTable} from '../translate/transforms/list-template.ts';
import {humanDuration} from './printed-ages.ts';
import {commandText, inQuotes} from './printed-commands.ts';

export type Listed = {
	/** Flags of `docker ps`. */
	readonly flags: ReadonlyMap<string, readonly string[]>;
	/** The first line that crictl printed. */
	readonly head: string;
	readonly nowMs: number;
};

/** Which of them `docker ps` lists; undefined where it is asked by what is not known of them. */
export function chosen(
	containers: readonly CtrContainer[],
	flags: Listed['flags'],
): readonly CtrContainer[] | undefined {
	const is = (flag: string) => flags.get(flag)?.at(-1) === 'true';
	const groups = new Map<string, ((one: CtrContainer) => boolean)[]>();
	for (const filter of flags.get('filter') ?? []) {
		const [key = '', value = ''] = filter.split(/=(.*)/s);
		const test = testOf(key, value);
		if (test === undefined) return undefined;
		// Of labels all must be there, of everything else one.
		const group = key === 'label' ? `label ${value}` : key;
		groups.set(group, [...(groups.get(group) ?? []), test]);
	}
	if (['last', 'latest', 'size'].some(flag => flags.has(flag))) return undefined;
	const states = groups.has('status') || groups.has('exited') || is('all');
	return containers.filter(
		one =>
			(states || !['created', 'exited'].includes(one.state)) &&
			[...groups.values()].every(tests => tests.some(test => test(one))),
	);
}

function testOf(key: string, value: string): ((one: CtrContainer) => boolean) | undefined {
	if (key === 'status') return one => one.state === value;
	if (key === 'exited') return one => one.state === 'exited' && one.exitCode === Number(value);
	// ctr publishes no ports.
	if (key === 'publish') return () => false;
	if (key === 'id') return one => one.name.startsWith(value);
	if (key === 'ancestor')
		return one => one.image === value || one.image.endsWith(`/${value.includes(':') ? value : `${value}:latest`}`);
	if (key === 'label') {
		const [name = '', wanted] = value.split(/=(.*)/s);
		return ({labels}) => Object.hasOwn(labels, name) && (wanted === undefined || labels[name] === wanted);
	}
	if (key !== 'name') return undefined;
	try {
		const pattern = new RegExp(value);
		return ({name}) => pattern.test(name) || pattern.test(`/${name}`);
	} catch {
		return undefined;
	}
}

/** Their rows, as the rest of the list is printed; undefined where a template has more in it than fields of theirs. */
export function rowsOf(containers: readonly CtrContainer[], {flags, head, nowMs}: Listed): string | undefined {
	const format = flags.get('format')?.at(-1);
	if (flags.get('quiet')?.at(-1) === 'true') return containers.map(({name}) => `${name}\n`).join('');
	const fields = containers.map(one => fieldsOf(one, nowMs, flags.get('no-trunc')?.at(-1) === 'true'));
	const wanted = format === undefined || format === 'table' ? ownTable(head) : format;
	if (wanted === undefined) return containers.map(one => tableRow(one, head, nowMs)).join('');
	if (wanted === 'json' || /^\{\{\s*json \.\s*\}\}$/.test(wanted))
		return fields.map(one => `${JSON.stringify(one)}\n`).join('');
	const template = wanted
		.replace(/^table\s+/, '')
		.replaceAll('\\t', '\t')
		.replaceAll('\\n', '\n');
	const rows = fields.map((one, index) => filled(template, one, containers[index]?.labels ?? {}));
	return rows.includes(undefined) ? undefined : rows.map(row => `${row}\n`).join('');
}

/** Under docker's headings stand docker's columns; undefined under those of crictl. */
function ownTable(head: string): string | undefined {
	return head.startsWith('CONTAINER ID\t') ? dockersTable : undefined;
}

/** `.Names`, `json .Names`, `.Label "app"`. */
const simpleAction = /^\s*(?:(?<json>json)\s+)?\.(?:Label\s+"(?<label>[^"]*)"|(?<field>\w+))\s*$/;

function filled(
	template: string,
	fields: Readonly<Record<string, string>>,
	labels: CtrContainer['labels'],
): string | undefined {
	let known = true;
	const text = template.replace(/\{\{([\s\S]*?)\}\}/g, (_whole, action: string) => {
		const {json, label, field = ''} = simpleAction.exec(action)?.groups ?? {};
		const own = Object.hasOwn(fields, field) ? fields[field] : undefined;
		const value = label === undefined ? own : (labels[label] ?? '');
		if (value === undefined) known = false;
		return json === undefined ? (value ?? '') : JSON.stringify(value ?? '');
	});
	return known ? text : undefined;
}

/** docker's fields. Its command has quotes, and is cut. */
function fieldsOf(one: CtrContainer, nowMs: number, whole: boolean): Readonly<Record<string, string>> {
	const command = inQuotes(commandText(JSON.stringify(one.command), whole));
	return {
		Command: command,
		CreatedAt: new Date(one.createdAtMs).toISOString(),
		ID: one.name,
		Image: one.image,
		Labels: Object.entries(one.labels)
			.map(pair => pair.join('='))
			.join(','),
		Names: one.name,
		Ports: '',
		RunningFor: `${humanDuration(nowMs - one.createdAtMs)} ago`,
		State: one.state,
		Status: statusOf(one, nowMs),
	};
}

function statusOf({state, exitCode, sinceMs}: CtrContainer, nowMs: number): string {
	const age = sinceMs === undefined ? undefined : humanDuration(nowMs - sinceMs);
	if (state === 'created') return 'Created';
	if (state === 'restarting') return `Restarting (${exitCode ?? '?'})${age === undefined ? '' : ` ${age} ago`}`;
	if (state !== 'exited') return `Up${age === undefined ? '' : ` ${age}`}${state === 'paused' ? ' (Paused)' : ''}`;
	return `Exited (${exitCode ?? '?'})${age === undefined ? '' : ` ${age} ago`}`;
}

/** As crictl's table has its columns; a pod there is none. */
function tableRow(one: CtrContainer, head: string, nowMs: number): string {
	const cells: Readonly<Record<string, string>> = {
		CONTAINER: one.name,
		IMAGE: one.image,
		CREATED: `${humanDuration(nowMs - one.createdAtMs)} ago`,
		STATE: one.state === 'paused' ? 'Paused' : `${one.state[0]?.toUpperCase()}${one.state.slice(1)}`,
		NAME: one.name,
	};
	const columns = head.match(/\S+(?: \S+)*\s*/g) ?? [];
	const row = columns.map(column => {
		const text = cells[column.trim()] ?? '-';
		return text.length < column.length ? text.padEnd(column.length) : `${text} `;
	});
	return `${row.join('').trimEnd()}\n`;
}
