import {quote} from '../../model/argv.ts';
import {containerArg} from '../container-arg.ts';
import type {Build} from '../transform.ts';
import type {Arg, Command} from '../types.ts';
import {rowsMark} from './awk-template.ts';
import {line} from './line.ts';
import {type ListTemplate, listTemplate} from './list-template.ts';
import {conditionsOf} from './ps.ts';

/** `docker ps`: where a template or a filter of docker's needs more than crictl's table, each container is inspected. */
export const list: Build = (draft, ask) => {
	const template = listTemplate(ask);
	const asked = ask.on('quiet') || draft.args.includes('--quiet');
	const conditions = asked || template !== undefined ? conditionsOf(ask) : [];
	if (
		(template === undefined && conditions.length === 0) ||
		(asked && template !== undefined && conditions.length === 0)
	)
		return line(draft, ask);
	const kept = draft.args.filter(arg => arg !== '--quiet' && arg !== '--no-trunc');
	const ids = kept.filter((arg, index) => arg !== '--all' || kept.indexOf(arg) === index);
	const inputFrom = ['crictl', 'ps', ...ids, '--quiet'] as const;
	const body = asked || template === undefined ? '{{.status.id}}' : template.text;
	const tests = conditions.map(({test}) => test);
	const before = conditions.map(condition => condition.before ?? '').join('');
	const text =
		tests.length === 0
			? body
			: `${before}{{if ${tests.length === 1 ? tests[0] : `and ${tests.join(' ')}`}}}${body}{{end}}`;
	const than = conditions.find(condition => condition.than !== undefined)?.than;
	if (than !== undefined) {
		const commands = [
			...heading(asked ? undefined : template),
			comparedWith(
				than,
				inputFrom.filter(arg => typeof arg === 'string'),
				text,
			),
		];
		return {commands};
	}
	const inspect = ['crictl', 'inspect', '--output', 'go-template', '--template'] as const;
	// crictl ends each answer with a new line, also an empty one.
	const argv: readonly [string, ...Arg[]] =
		tests.length === 0
			? ['xargs', '--no-run-if-empty', ...inspect, text]
			: ['xargs', '--no-run-if-empty', 'sh', '-c', `${inspect.join(' ')} "$0" "$@" | sed -n /./p`, text];
	return {commands: [...heading(asked ? undefined : template), {inputFrom, argv, effect: 'read'}]};
};

/** Times of one node compare as texts. */
function comparedWith(than: string, list: readonly string[], text: string): Command {
	const inspect = 'crictl inspect --output go-template --template';
	const program = [
		`made=$(${inspect} "{{.status.createdAt}}" "$1") || exit`,
		`${quote(list)} | xargs --no-run-if-empty ${inspect} "{{\\$made := \\"$made\\"}}$0" | sed -n /./p`,
	].join('; ');
	return {argv: ['sh', '-c', program, text, containerArg(than)], effect: 'read'};
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
