import {quote} from '../../model/argv.ts';
import {containerArg} from '../container-arg.ts';
import type {Build} from '../transform.ts';
import type {Arg, Command} from '../types.ts';
import {rowsMark} from './awk-template.ts';
import {line} from './line.ts';
import {type ListTemplate, listTemplate} from './list-template.ts';
import {isJson} from './output-format.ts';
import {askPaused, asksPaused, pausedVariable} from './paused.ts';
import {askPods, podVariable} from './pod-conditions.ts';
import {type Condition, conditionsOf} from './ps.ts';
import {askPorts, asksPorts, portsVariable} from './published-here.ts';

/** `docker ps`: where a template or a filter of docker's needs more than crictl's table, each container is inspected. */
export const list: Build = (draft, ask) => {
	const template = listTemplate(ask);
	const asked = ask.on('quiet') || draft.args.includes('--quiet');
	const isTable = !asked && template === undefined;
	const conditions = isTable && isJson(ask.value('format') ?? '') ? [] : conditionsOf(ask);
	if (conditions.length === 0 && (asked || isTable)) return line(draft, ask);
	const kept = draft.args.filter(arg => arg !== '--quiet' && (isTable || arg !== '--no-trunc'));
	const flags = kept.filter((arg, index) => arg !== '--all' || kept.indexOf(arg) === index);
	const body = template === undefined || asked ? '{{.status.id}}' : template.text;
	const text = onlyWhere(conditions, body);
	const first = heading(asked ? undefined : template);
	const words = flags.filter(arg => typeof arg === 'string');
	if (template?.own === true) {
		const person =
			conditions.length === 0
				? plainList(draft.args)
				: rowsOf(words, onlyWhere(conditions, '{{.status.id}}'), conditions);
		return {commands: [{...person, run: ownTable(ofEach(words, text, conditions), template)}]};
	}
	if (isTable || asksPaused(text) || asksPorts(text) || conditions.some(asksFirst))
		return {
			commands: [...first, asked || !isTable ? ofEach(words, text, conditions) : rowsOf(words, text, conditions)],
		};
	// crictl ends each answer with a new line, also an empty one.
	const argv: readonly [string, ...Arg[]] =
		conditions.length === 0
			? ['xargs', '--no-run-if-empty', ...inspect.split(' '), text]
			: ['xargs', '--no-run-if-empty', 'sh', '-c', `${inspect} "$0" "$@" | sed -n /./p`, text];
	return {commands: [...first, {inputFrom: ['crictl', 'ps', ...flags, '--quiet'], argv, effect: 'read'}]};
};

const inspect = 'crictl inspect --output go-template --template';

/** It compares with what has to be known beforehand. */
function asksFirst({than, pods}: Condition): boolean {
	return than !== undefined || pods !== undefined;
}

function onlyWhere(conditions: readonly Condition[], body: string): string {
	const tests = conditions.map(({test}) => test);
	if (tests.length === 0) return body;
	const before = conditions.map(condition => condition.before ?? '').join('');
	return `${before}{{if ${tests.length === 1 ? tests[0] : `and ${tests.join(' ')}`}}}${body}{{end}}`;
}

/** The template `$0` of each container in the list, with what has to be asked for it first. */
function ofEach(flags: readonly string[], template: string, conditions: readonly Condition[]): Command {
	const {before, program, container} = inspected(flags, template, conditions);
	return {
		argv: ['sh', '-c', [...before, `${program} | sed -n /./p`].join('; '), template, ...container],
		effect: 'read',
	};
}

/** The rows of crictl's own table, which begin with 13 characters of the ID. Source: crictl 1.20 to 1.36. */
function rowsOf(flags: readonly string[], template: string, conditions: readonly Condition[]): Command {
	const {before, program, container} = inspected(flags, template, conditions);
	const rows = [
		...before,
		`ids=$(${program} | sed -n "s/^\\(.\\{13\\}\\).*/-e ^\\1/p")`,
		`${quote(['crictl', 'ps', ...flags])} | grep -e ^CONTAINER $ids`,
	];
	return {argv: ['sh', '-c', rows.join('; '), template, ...container], effect: 'read'};
}

/** Times of one node compare as texts. */
function inspected(flags: readonly string[], template: string, conditions: readonly Condition[]) {
	const than = conditions.find(condition => condition.than !== undefined)?.than;
	const [paused, ports] = [asksPaused(template), asksPorts(template)];
	const pods = conditions.flatMap(condition => condition.pods ?? []);
	const before = [
		...(than === undefined ? [] : [`made=$(${inspect} "{{.status.createdAt}}" "$1") || exit`]),
		...(paused ? [askPaused] : []),
		...(ports ? [askPorts] : []),
		...pods.map(askPods),
	];
	const variables = [
		...(than === undefined ? [] : ['{{\\$made := \\"$made\\"}}']),
		...(paused ? [pausedVariable] : []),
		...(ports ? [portsVariable] : []),
		...pods.map(podVariable),
	].join('');
	const listed = quote(['crictl', 'ps', ...flags.filter(flag => flag !== '--no-trunc'), '--quiet']);
	return {
		before,
		program: `${listed} | xargs --no-run-if-empty ${inspect} "${variables}$0"`,
		container: than === undefined ? [] : [containerArg(than)],
	};
}

const plainList = (flags: readonly Arg[]): Command => ({argv: ['crictl', 'ps', ...flags], effect: 'read'});

/** What crictl's table is to a person, docker's is to a program. */
function ownTable({argv}: Command, {heading: headings = ''}: ListTemplate): NonNullable<Command['run']> {
	const [sh, c = '-c', program = '', ...rest] = argv;
	return {argv: [sh, c, `printf '${headings}\\n'; ${program}`, ...rest]};
}

function heading(template: ListTemplate | undefined): readonly Command[] {
	if (template?.heading === undefined) return [];
	const text = template.heading.replace(/\\(?![tn])|%/g, found => found + found);
	return [{argv: ['printf', `${text}\\n`], effect: 'read'}];
}

/** A table of crictl through awk. */
export function throughAwk(table: readonly [string, ...Arg[]], {text, flags}: ListTemplate, rows?: string): Command {
	const program = rows === undefined ? text : text.replace(rowsMark, () => `${rowsMark} && ${rows}`);
	return {
		inputFrom: [...table, ...flags.filter(flag => !table.includes(flag))],
		argv: ['awk', program],
		effect: 'read',
	};
}
